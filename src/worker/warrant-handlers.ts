import type { WarrantFigure } from '../shared/domain/warrant.ts';
import type { Range } from '../tiger/methods/param-shapes.ts';
import { warrantFilter, warrantRealTimeQuote } from '../tiger/methods/warrant-methods.ts';
import { ExactNumber } from '../tiger/wire/exact-number.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { WIRE_FIGURE, WIRE_TYPE, warrantListOf, warrantQuotesOf } from './tiger-mapping/warrant-mapping.ts';

type Names = Extract<keyof ReadHandlers, `warrants.${string}`>;
type Query = Parameters<ReadHandlers['warrants.list']>[0];

export function warrantHandlers({ tiger }: ReadHandlerDeps): Pick<ReadHandlers, Names> {
  const limits = (signal: AbortSignal) => ({ timeoutMs: BROKER_TIMEOUT_MS, signal });
  return {
    'warrants.list': async (query, { signal }) => {
      const params = {
        symbol: query.symbol,
        page: query.page,
        page_size: query.pageSize,
        sort_field_name: WIRE_FIGURE[query.sortBy],
        sort_dir: query.isAscending ? ('SortDir_Ascend' as const) : ('SortDir_Descend' as const),
        ...(query.issuer === null ? {} : { issuer_name: query.issuer }),
        ...(query.expiryMonth === null ? {} : { expire_ym: query.expiryMonth }),
        ...(query.types.length === 0 ? {} : { warrant_type: query.types.map((type) => WIRE_TYPE[type]) }),
        ...rangesOf(query.ranges),
      };
      return warrantListOf(await tiger.read(warrantFilter, params, limits(signal)), query.symbol);
    },
    'warrants.quotes': async ({ symbols }, { signal }) =>
      warrantQuotesOf(await tiger.read(warrantRealTimeQuote, { symbols }, limits(signal)), symbols),
  };
}

function rangesOf(ranges: Query['ranges']): Partial<Record<WarrantFigure, Range>> {
  const exact = (bound: string | null) => (bound === null ? null : new ExactNumber(bound));
  return Object.fromEntries(
    Object.entries(ranges).map(([figure, { min, max }]) => [figure, { min: exact(min), max: exact(max) }]),
  );
}
