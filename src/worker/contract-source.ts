import { isOption } from '../shared/domain/option-identifier.ts';
import { type ReadContract, SYMBOLS_PER_CALL_MAX } from '../shared/ipc/worker-calls/quote-calls.ts';
import { type ContractRow, contracts } from '../tiger/methods/contract-methods.ts';
import { quoteStockTrade } from '../tiger/methods/quote-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { CONTRACT_LIFETIME_MS } from './cache-lifetimes.ts';
import { readOptionContract } from './option-contract.ts';
import type { OptionSourceDeps } from './option-source.ts';
import type { ReuseCounter } from './reuse-counter.ts';
import { SymbolBatcher } from './symbol-batcher.ts';
import { contractOf, type TradeMeta } from './tiger-mapping/instrument-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export interface ContractSourceDeps extends OptionSourceDeps {
  readonly reuse: ReuseCounter;
}

/** Stocks and ETFs, and options by their identifiers. */
export class ContractSource {
  readonly #deps: ContractSourceDeps;
  readonly #batcher: SymbolBatcher<ReadContract>;

  constructor(deps: ContractSourceDeps) {
    const { tiger, clock, reuse } = deps;
    this.#deps = deps;
    this.#batcher = new SymbolBatcher({
      method: contracts.name,
      clock,
      reuse,
      symbolsPerCallMax: SYMBOLS_PER_CALL_MAX,
      lifetimeMs: CONTRACT_LIFETIME_MS,
      symbolOf: ({ symbol }) => symbol,
      ask: async (symbols, signal) => {
        const reply = await tiger.read(contracts, { symbols, sec_type: 'STK' }, { ...TIME_LIMIT, signal });
        const { data } = reply;
        const incomplete = data.filter((row) => row.lotSize === null || row.tickSizes.length === 0);
        const metas = await metasOf(tiger, incomplete);
        const provenance = provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null });
        return data.map((row) => ({ ...contractOf(row, metas.get(row.symbol) ?? null), provenance }));
      },
    });
  }

  /** In the order asked for; symbols that Tiger does not know are absent. @throws TigerError */
  async get(symbols: readonly string[], signal: AbortSignal): Promise<ReadContract[]> {
    const options = symbols.filter(isOption);
    const shares = symbols.filter((symbol) => !isOption(symbol));
    const [ofShares, ofOptions] = await Promise.all([
      shares.length === 0 ? [] : this.#batcher.get(shares, signal),
      Promise.all(options.map((symbol) => readOptionContract(this.#deps, symbol, signal))),
    ]);
    const found = new Map(
      [...ofShares, ...ofOptions.filter((option) => option !== null)].map((one) => [one.symbol, one]),
    );
    return symbols.flatMap((symbol) => found.get(symbol) ?? []);
  }
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
