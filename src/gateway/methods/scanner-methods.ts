import * as z from 'zod';
import {
  SCANNER_CLASSES,
  SCANNER_FIELDS,
  type ScannerClass,
  type ScannerField,
} from '../../shared/domain/scanner-fields.ts';
import { wireBooleanOrNull, wireDecimalOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import type { Instrument } from '../market/instrument.ts';
import { LISTINGS } from '../market/listings.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalInteger, optionalText, readBiz, wireRatio } from './biz-parameters.ts';
import { readLimit } from './instrument-reader.ts';
import { readMarket } from './market-reader.ts';
import { scannerTag, scannerValue, TAGGED_FIELDS } from './scanner-values.ts';

const PAGE_DEFAULT = 100;
/** Wire contract 7.3. */
const PAGE_MAX = 200;
const FILTERS_MAX = 50;

const filterSchema = z.looseObject({
  field_name: wireText,
  filter_min: wireDecimalOrNull,
  filter_max: wireDecimalOrNull,
  is_no_filter: wireBooleanOrNull,
  tag_list: z.array(wireText).nullish(),
});
const listSchema = z.array(filterSchema).max(FILTERS_MAX).nullish();
const scannerSchema = z.looseObject({
  base_filter_list: listSchema,
  accumulate_filter_list: listSchema,
  financial_filter_list: listSchema,
  multi_tags_filter_list: listSchema,
  multi_tag_field_list: z.array(wireText).max(FILTERS_MAX).nullish(),
  sort_field_data: z
    .looseObject({
      field_name: optionalText,
      field_type: optionalText,
      sort_dir: optionalText,
    })
    .nullish(),
  page: optionalInteger,
  page_size: optionalInteger,
  cursor_id: optionalText,
});
type Filter = z.output<typeof filterSchema>;
const tagsSchema = z.looseObject({ multi_tag_field_list: z.array(wireText).max(FILTERS_MAX).nullish() });

export const scannerMethods: MethodGroup = { market_scanner: scan, market_scanner_tags: tags };

interface Criterion {
  readonly type: ScannerClass;
  readonly field: ScannerField;
  readonly filter: Filter;
}

function scan(services: GatewayServices, { biz }: MethodCall) {
  const market = readMarket(biz);
  const fields = readBiz(scannerSchema, biz);
  const size = readLimit(fields.page_size, PAGE_DEFAULT, PAGE_MAX, 'page_size');
  const page = fields.cursor_id === null ? Math.max(0, fields.page ?? 0) : readCursor(fields.cursor_id);
  const criteria = [
    ...toCriteria('StockField', fields.base_filter_list),
    ...toCriteria('AccumulateField', fields.accumulate_filter_list),
    ...toCriteria('FinancialField', fields.financial_filter_list),
    ...toCriteria('MultiTagField', fields.multi_tags_filter_list),
  ];
  const found = LISTINGS.filter((listing) => listing.market === market)
    .flatMap(({ symbol }) => services.market.stock(symbol) ?? [])
    .filter((instrument) => criteria.every((criterion) => matches(services, instrument, criterion)));
  sortBy(services, found, fields.sort_field_data ?? null);
  const shownTags = (fields.multi_tag_field_list ?? []).map((name) => findField('MultiTagField', name));
  const totalPage = Math.ceil(found.length / size);
  return {
    page,
    totalPage,
    totalCount: found.length,
    pageSize: size,
    cursorId: page + 1 < totalPage ? Buffer.from(`scan|${page + 1}`).toString('base64') : '',
    items: found.slice(page * size, (page + 1) * size).map((instrument) => ({
      symbol: instrument.listing.symbol,
      market,
      baseDataList: shown(services, instrument, criteria, 'StockField'),
      accumulateDataList: shown(services, instrument, criteria, 'AccumulateField'),
      financialDataList: shown(services, instrument, criteria, 'FinancialField'),
      multiTagDataList: [
        { index: 4, name: 'symbol', value: instrument.listing.symbol },
        ...shownTags.map((field) => tagItem(instrument, field)),
        ...criteria
          .filter(({ type }) => type === 'MultiTagField')
          .map(({ field }) => tagItem(instrument, field)),
      ],
    })),
  };
}

function tagItem(instrument: Instrument, { index, name }: ScannerField) {
  return { index, name, value: scannerTag(instrument, name) };
}

function readCursor(cursor: string): number {
  const match = /^scan\|(\d{1,6})$/.exec(Buffer.from(cursor, 'base64').toString('latin1'));
  if (match === null) throw businessError("field 'cursor_id' is illegal, can't be parsed");
  return Number(match[1]);
}

function toCriteria(type: ScannerClass, filters: readonly Filter[] | null | undefined): Criterion[] {
  return (filters ?? []).map((filter) => ({ type, field: findField(type, filter.field_name), filter }));
}

/** `StockField_MarketValue`, `MarketValue` or the index as text. @throws GatewayRefusal */
function findField(type: ScannerClass, text: string): ScannerField {
  const member = text.startsWith(`${type}_`) ? text.slice(type.length + 1) : text;
  const field = SCANNER_FIELDS[type].find((item) => item.member === member || String(item.index) === member);
  if (field === undefined) throw businessError(`'field_name' ${text.slice(0, 40)} not supported`);
  return field;
}

function matches(
  services: GatewayServices,
  instrument: Instrument,
  { type, field, filter }: Criterion,
): boolean {
  if (filter.is_no_filter === true) return true;
  if (type === 'MultiTagField') {
    const wanted = filter.tag_list ?? [];
    return wanted.length === 0 || wanted.includes(scannerTag(instrument, field.name));
  }
  const value = scannerValue(services, instrument, field.name);
  const isEnough = filter.filter_min === null || value >= Number(filter.filter_min);
  return isEnough && (filter.filter_max === null || value <= Number(filter.filter_max));
}

function shown(
  services: GatewayServices,
  instrument: Instrument,
  criteria: readonly Criterion[],
  type: ScannerClass,
) {
  return criteria
    .filter((criterion) => criterion.type === type)
    .map(({ field }) => ({
      index: field.index,
      name: field.name,
      value: wireRatio(scannerValue(services, instrument, field.name)),
    }));
}

type Sort = NonNullable<z.output<typeof scannerSchema>['sort_field_data']>;

function sortBy(services: GatewayServices, found: Instrument[], sort: Sort | null): void {
  if (sort === null || sort.field_name === null || sort.sort_dir === 'SortDir_No') return;
  const type = SCANNER_CLASSES.find((name) => sort.field_type?.startsWith(name) === true) ?? 'StockField';
  const { name } = findField(type, sort.field_name);
  const sign = sort.sort_dir === 'SortDir_Ascend' ? 1 : -1;
  const key = (instrument: Instrument) => scannerValue(services, instrument, name);
  found.sort((left, right) => sign * (key(left) - key(right)));
}

function tags(services: GatewayServices, { biz }: MethodCall) {
  const market = readMarket(biz);
  const asked = readBiz(tagsSchema, biz).multi_tag_field_list ?? TAGGED_FIELDS;
  const instruments = LISTINGS.filter((listing) => listing.market === market).flatMap(
    ({ symbol }) => services.market.stock(symbol) ?? [],
  );
  return asked.map((text) => {
    const field = findField('MultiTagField', text);
    const values = new Set(instruments.map((instrument) => scannerTag(instrument, field.name)));
    return {
      market,
      multiTagField: `MultiTagField_${field.member}`,
      tagList: [...values].filter((value) => value !== '').map((value) => ({ tag: value, value })),
    };
  });
}
