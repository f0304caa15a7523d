import { type Market, normaliseSymbol } from '../shared/domain/instrument.ts';
import type { Provenance } from '../shared/domain/provenance.ts';
import type { SymbolSearch } from '../shared/domain/symbol-search.ts';
import { allSymbolNames } from '../tiger/methods/market-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { SYMBOL_LIST_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadCache } from './read-cache.ts';
import { symbolOf } from './tiger-mapping/instrument-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

export interface SymbolSourceDeps {
  readonly tiger: TigerReader;
  readonly lists: ReadCache;
}

interface Row {
  readonly symbol: string;
  readonly name: string | null;
  /** The name as it is compared. */
  readonly key: string;
}

interface SymbolList {
  readonly rows: readonly Row[];
  readonly provenance: Provenance;
}

/** Searches Tiger's list of symbols and names, since Tiger has no search. @throws TigerError */
export async function searchSymbols(
  deps: SymbolSourceDeps,
  wanted: { readonly market: Market; readonly keyword: string; readonly limit: number },
  signal: AbortSignal,
): Promise<SymbolSearch> {
  const list = await deps.lists.get(
    `symbols ${wanted.market}`,
    SYMBOL_LIST_LIFETIME_MS,
    (life) => readList(deps.tiger, wanted.market, life),
    signal,
  );
  const symbol = normaliseSymbol(wanted.keyword);
  const words = comparable(wanted.keyword);
  const found = list.rows
    .map((row) => ({ row, rank: rankOf(row, symbol, words) }))
    .filter(({ rank }) => rank !== null)
    // A stable sort: within a rank the order of Tiger's list stays.
    .sort((left, right) => (left.rank ?? 0) - (right.rank ?? 0));
  return {
    market: wanted.market,
    matches: found.slice(0, wanted.limit).map(({ row }) => ({ symbol: row.symbol, name: row.name })),
    total: found.length,
    listed: list.rows.length,
    provenance: list.provenance,
  };
}

async function readList(tiger: TigerReader, market: Market, signal: AbortSignal): Promise<SymbolList> {
  const reply = await tiger.read(allSymbolNames, { market }, { timeoutMs: BROKER_TIMEOUT_MS, signal });
  const rows = reply.data.flatMap(({ symbol, name }) =>
    symbol === null ? [] : [{ symbol: symbolOf(symbol), name, key: comparable(name ?? '') }],
  );
  return { rows, provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }) };
}

/** The symbol itself, the name itself, how either begins, a word of the name, anything within; null: no match. */
function rankOf({ symbol, key }: Row, wantedSymbol: string, words: string): number | null {
  if (symbol === wantedSymbol) return 0;
  if (words === '') return null;
  if (key === words) return 1;
  if (symbol.startsWith(wantedSymbol)) return 2;
  if (key.startsWith(words)) return 3;
  if (key.includes(` ${words}`)) return 4;
  return key.includes(words) || symbol.includes(wantedSymbol) ? 5 : null;
}

/** Case, width and punctuation do not matter: "S&P" and "s p" are the same words. */
function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
