import type { BizParameters } from './methods/biz-parameters.ts';

/** Symbols whose bars may be read within thirty days, per method (wire contract 7.3, at the highest user level). */
const LIMITS = { kline: 2_000, future_kline: 200, option_kline: 2_000 } as const;
type QuotaMethod = keyof typeof LIMITS;
const WINDOW_MS = 30 * 86_400_000;
/** More symbols than the market has; only bounds memory. */
const SYMBOLS_MAX = 5_000;

interface QuotaUse {
  readonly method: QuotaMethod;
  readonly used: number;
  readonly remain: number;
  readonly symbols: readonly { readonly code: string; readonly lastMs: number }[];
}

/** Which bars a tiger id has read. Kept for the life of the process. */
export class HistoryQuota {
  readonly #reads = new Map<string, Map<string, number>>();

  /** Notes a successful read; the same symbol within the window counts once. */
  note(tigerId: string, method: string, biz: BizParameters, nowMs: number): void {
    if (!Object.hasOwn(LIMITS, method)) return;
    const key = `${tigerId} ${method}`;
    const reads = this.#reads.get(key) ?? new Map<string, number>();
    this.#reads.set(key, reads);
    for (const symbol of symbolsOf(biz))
      if (reads.size < SYMBOLS_MAX || reads.has(symbol)) reads.set(symbol, nowMs);
  }

  uses(tigerId: string, nowMs: number): readonly QuotaUse[] {
    return (Object.keys(LIMITS) as QuotaMethod[]).map((method) => {
      const reads = [...(this.#reads.get(`${tigerId} ${method}`) ?? [])];
      const symbols = reads
        .filter(([, lastMs]) => lastMs > nowMs - WINDOW_MS)
        .map(([code, lastMs]) => ({ code, lastMs }));
      const remain = Math.max(0, LIMITS[method] - symbols.length);
      return { method, used: symbols.length, remain, symbols };
    });
  }
}

function symbolsOf(biz: BizParameters): readonly string[] {
  const lists = [biz['symbols'], biz['contract_codes'], biz['option_query']];
  return lists
    .flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []))
    .map((item) => (typeof item === 'object' && item !== null && 'symbol' in item ? item.symbol : item))
    .filter((symbol) => typeof symbol === 'string');
}
