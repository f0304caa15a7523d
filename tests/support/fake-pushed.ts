import type { PushedNews } from '../../src/main/mcp/resources/follow-resource.ts';

type Told = (news: { readonly name: string }) => void;

/** The broker's pushes, sent by hand. */
export class FakePushed implements PushedNews {
  readonly quotes = new Map<string, Set<Told>>();
  readonly accounts = new Map<string, Set<Told>>();

  watch = (_accountId: string | null, symbols: readonly string[], told: Told) =>
    noted(this.quotes, symbols[0] ?? '', told);
  watchAccount = (accountId: string, told: Told) => noted(this.accounts, accountId, told);

  quote(symbol: string): void {
    for (const told of this.quotes.get(symbol) ?? []) told({ name: 'quote' });
  }

  account(accountId: string): void {
    for (const told of this.accounts.get(accountId) ?? []) told({ name: 'position' });
  }
}

function noted(all: Map<string, Set<Told>>, key: string, told: Told): () => void {
  const tolds = all.get(key) ?? new Set();
  all.set(key, tolds.add(told));
  return () => {
    tolds.delete(told);
    if (tolds.size === 0) all.delete(key);
  };
}
