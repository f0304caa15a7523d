import type { Contract } from '../shared/domain/instrument.ts';
import { type ContractRow, contracts } from '../tiger/methods/contract-methods.ts';
import { quoteStockTrade } from '../tiger/methods/quote-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { CONTRACT_LIFETIME_MS } from './cache-lifetimes.ts';
import { askForKnown } from './known-symbols.ts';
import type { ReadCache } from './read-cache.ts';
import { contractOf, type TradeMeta } from './tiger-mapping/instrument-mapping.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export interface ContractSourceDeps {
  readonly tiger: TigerReader;
  readonly cache: ReadCache;
}

/** Stocks and ETFs. Symbols that Tiger does not know are absent. @throws TigerError */
export function readContracts(deps: ContractSourceDeps, symbols: readonly string[]): Promise<Contract[]> {
  return deps.cache.get(`contracts ${symbols.join()}`, CONTRACT_LIFETIME_MS, async () => {
    const rows = await rowsOf(deps.tiger, symbols);
    const incomplete = rows.filter((row) => row.lotSize === null || row.tickSizes.length === 0);
    const metas = await metasOf(deps.tiger, incomplete);
    return rows.map((row) => contractOf(row, metas.get(row.symbol) ?? null));
  });
}

function rowsOf(tiger: TigerReader, symbols: readonly string[]): Promise<readonly ContractRow[]> {
  return askForKnown(symbols, async (asked) => {
    const reply = await tiger.read(contracts, { symbols: asked, sec_type: 'STK' }, TIME_LIMIT);
    return reply.data;
  });
}

async function metasOf(tiger: TigerReader, rows: readonly ContractRow[]): Promise<Map<string, TradeMeta>> {
  if (rows.length === 0) return new Map();
  const symbols = rows.map((row) => row.symbol);
  try {
    const reply = await tiger.read(quoteStockTrade, { symbols }, TIME_LIMIT);
    return new Map(reply.data.map((meta) => [meta.symbol, meta]));
  } catch (error) {
    // Without quote permission the figures stay null, and null blocks what needs them.
    if (error instanceof TigerError && (error.kind === 'permission' || error.kind === 'request_refused')) {
      return new Map();
    }
    throw error;
  }
}
