import type { z } from 'zod';
import type { ScanFilter, ScanQuery, ScanResult } from '../shared/domain/scanner.ts';
import type { ScannerClass } from '../shared/domain/scanner-fields.ts';
import type { scannerCalls } from '../shared/ipc/worker-calls/scanner-calls.ts';
import type { TigerReply } from '../tiger/method.ts';
import { marketScanner, marketScannerTags } from '../tiger/methods/scanner-methods.ts';
import { tradeRank } from '../tiger/methods/stock-methods.ts';
import { ExactNumber } from '../tiger/wire/exact-number.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { SCAN_LIFETIME_MS, SCANNER_TAGS_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { symbolOf } from './tiger-mapping/instrument-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export function scannerHandlers({
  tiger,
  cache,
  lists,
}: ReadHandlerDeps): Pick<ReadHandlers, keyof typeof scannerCalls> {
  return {
    'scanner.scan': (query, { signal }) =>
      cache.get(
        `scan ${JSON.stringify(query)}`,
        SCAN_LIFETIME_MS,
        async (life) =>
          scanResultOf(
            await tiger.read(marketScanner, scanParamsOf(query), { ...TIME_LIMIT, signal: life }),
            query.filters,
          ),
        signal,
      ),
    'scanner.tags': ({ market, member }, { signal }) =>
      lists.get(
        `scanner tags ${market} ${member}`,
        SCANNER_TAGS_LIFETIME_MS,
        async (life) => {
          const params = { market, multi_tag_field_list: [`MultiTagField_${member}`] };
          const reply = await tiger.read(marketScannerTags, params, { ...TIME_LIMIT, signal: life });
          const tags = reply.data.flatMap(({ tagList }) =>
            tagList.flatMap(({ tag, value }) => (tag === null ? [] : [{ tag, name: value }])),
          );
          return { tags, provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }) };
        },
        signal,
      ),
    'rank.trades': ({ market }, { signal }) =>
      cache.get(
        `trade rank ${market}`,
        SCAN_LIFETIME_MS,
        async (life) => {
          const reply = await tiger.read(tradeRank, { market }, { ...TIME_LIMIT, signal: life });
          const rows = reply.data.map((row) => ({
            symbol: symbolOf(row.symbol),
            name: row.name,
            changeRate: row.changeRate,
            buyOrderRate: row.buyOrderRate,
            sellOrderRate: row.sellOrderRate,
          }));
          return { rows, provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }) };
        },
        signal,
      ),
  };
}

/** Wire contract 3.7: one list for each class; a filter without bounds shows its field. */
function scanParamsOf({ market, filters, sort, limit, cursor }: ScanQuery) {
  const of = (type: ScannerClass) => filters.filter((filter) => filter.type === type);
  const sorted = sort === null ? undefined : filters[sort.filter];
  return {
    market,
    base_filter_list: of('StockField').map(rangeOf),
    accumulate_filter_list: of('AccumulateField').map((filter) => ({
      ...rangeOf(filter),
      ...(filter.period === null ? {} : { period: filter.period }),
    })),
    financial_filter_list: of('FinancialField').map((filter) => ({
      ...rangeOf(filter),
      financial_period: 'LTM',
    })),
    multi_tags_filter_list: of('MultiTagField').map(({ type, member, tags }) => ({
      field_name: `${type}_${member}`,
      ...(tags === null ? { is_no_filter: true } : { tag_list: tags, is_no_filter: false }),
    })),
    ...(sorted === undefined ? {} : { sort_field_data: sortOf(sorted, sort?.descending ?? true) }),
    page_size: limit,
    ...(cursor === null ? { page: 0 } : { cursor_id: cursor }),
  };
}

function rangeOf({ type, member, min, max }: ScanFilter) {
  return {
    field_name: `${type}_${member}`,
    filter_min: min === null ? null : new ExactNumber(min),
    filter_max: max === null ? null : new ExactNumber(max),
    is_no_filter: min === null && max === null,
  };
}

function sortOf({ type, index, period }: ScanFilter, descending: boolean) {
  return {
    field_name: index,
    field_type: `${type}_Type`,
    sort_dir: descending ? ('SortDir_Descend' as const) : ('SortDir_Ascend' as const),
    ...(period === null ? {} : { period }),
  };
}

const LIST_OF = {
  StockField: 'baseDataList',
  AccumulateField: 'accumulateDataList',
  FinancialField: 'financialDataList',
  MultiTagField: 'multiTagDataList',
} as const;

function scanResultOf(
  reply: TigerReply<z.output<typeof marketScanner.reply>>,
  filters: readonly ScanFilter[],
): ScanResult {
  const { items, totalCount, cursorId } = reply.data;
  return {
    rows: items.map((row) => ({
      symbol: symbolOf(row.symbol),
      values: filters.map(
        ({ type, index }) => row[LIST_OF[type]].find((one) => one.index === index)?.value ?? null,
      ),
    })),
    total: totalCount,
    nextCursor: cursorId,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}
