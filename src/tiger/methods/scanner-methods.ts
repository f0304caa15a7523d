import * as z from 'zod';
import { readMethod } from '../method.ts';
import type { ExactNumber } from '../wire/exact-number.ts';
import { wireDecimalOrNull, wireIntegerOrNull, wireText, wireTextOrNull } from '../wire/wire-readers.ts';
import { listOf, pageOf } from './reply-shapes.ts';

/** `field_name` is the class, an underscore and the member, e.g. `StockField_MarketValue`. Bounds of null are open. */
interface ScannerFilter {
  readonly field_name: string;
  readonly filter_min?: ExactNumber | null;
  readonly filter_max?: ExactNumber | null;
  readonly is_no_filter?: boolean;
}

interface AccumulateFilter extends ScannerFilter {
  readonly period?: string;
}

interface FinancialFilter extends ScannerFilter {
  /** LTM. */
  readonly financial_period?: string;
}

interface MultiTagFilter {
  readonly field_name: string;
  readonly tag_list?: readonly string[];
  readonly is_no_filter?: boolean;
}

/** Wire contract 3.7. */
interface MarketScannerParams {
  readonly market: string;
  readonly base_filter_list?: readonly ScannerFilter[];
  readonly accumulate_filter_list?: readonly AccumulateFilter[];
  readonly financial_filter_list?: readonly FinancialFilter[];
  readonly multi_tags_filter_list?: readonly MultiTagFilter[];
  readonly sort_field_data?: {
    /** The index of the field, not its name. */
    readonly field_name: number;
    readonly field_type?: string;
    readonly sort_dir?: 'SortDir_No' | 'SortDir_Ascend' | 'SortDir_Descend';
    readonly period?: string;
  };
  /** From 0. */
  readonly page?: number;
  /** At most 200. */
  readonly page_size?: number;
  readonly cursor_id?: string;
  readonly multi_tag_field_list?: readonly string[];
}

const figures = listOf(
  z.looseObject({ index: wireIntegerOrNull, name: wireTextOrNull, value: wireDecimalOrNull }),
);
const tags = listOf(z.looseObject({ index: wireIntegerOrNull, name: wireTextOrNull, value: wireTextOrNull }));

/** One page of the stocks that pass every filter. */
export const marketScanner = readMethod<MarketScannerParams>()({
  name: 'market_scanner',
  version: '1.0',
  server: 'quote',
  context: 'none',
  reply: pageOf(
    z.looseObject({
      page: wireIntegerOrNull,
      totalPage: wireIntegerOrNull,
      totalCount: wireIntegerOrNull,
      pageSize: wireIntegerOrNull,
      cursorId: wireTextOrNull,
      items: listOf(
        z.looseObject({
          symbol: wireText,
          market: wireTextOrNull,
          baseDataList: figures,
          accumulateDataList: figures,
          financialDataList: figures,
          multiTagDataList: tags,
        }),
      ),
    }),
  ),
});

/** What a multi-tag filter may hold. */
export const marketScannerTags = readMethod<{
  readonly market: string;
  readonly multi_tag_field_list: readonly string[];
}>()({
  name: 'market_scanner_tags',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      market: wireTextOrNull,
      multiTagField: wireTextOrNull,
      tagList: listOf(z.looseObject({ tag: wireTextOrNull, value: wireTextOrNull })),
    }),
  ),
});
