import type { AccountDirectory } from '../../accounts/account-directory.ts';
import type { CommandArea } from '../ipc-router.ts';
import type { ShownMarket } from '../shown-market.ts';

export interface MarketCommandsDeps {
  readonly accounts: AccountDirectory;
  readonly shownMarket: Pick<ShownMarket, 'show'>;
}

/** A person looks at the window: an answer that takes longer than this is no answer. */
const OPTIONS = { timeoutMs: 15_000 } as const;

export function marketCommands({ accounts, shownMarket }: MarketCommandsDeps): CommandArea<'market'> {
  return {
    'market.quotes': ({ accountId, symbols }) => {
      const reads = accounts.reads(accountId);
      shownMarket.show('quote', accountId, symbols);
      return reads.read('quotes.get', { symbols }, OPTIONS);
    },
    'market.depth': ({ accountId, symbol }) => {
      const reads = accounts.reads(accountId);
      shownMarket.show('depth', accountId, [symbol]);
      return reads.read('depth.get', { symbol }, OPTIONS);
    },
    'market.trades': ({ accountId, symbol, count }) => {
      const reads = accounts.reads(accountId);
      shownMarket.show('trades', accountId, [symbol]);
      return reads.read('ticks.get', { symbol, count }, OPTIONS);
    },
  };
}
