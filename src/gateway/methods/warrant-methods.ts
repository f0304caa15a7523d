import * as z from 'zod';
import { wireDecimalOrNull } from '../../tiger/wire/wire-readers.ts';
import { strikeText } from '../market/option-contract.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import { WARRANTS, type Warrant, type WarrantValue, warrantValue } from '../market/warrants.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import {
  optionalInteger,
  optionalText,
  readBiz,
  readSymbols,
  unknownSymbol,
  wireRatio,
} from './biz-parameters.ts';
import { readLimit, readStock, wireWhole } from './instrument-reader.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;
const LAST_TRADING_DAYS = 6;
const PRICE_PLACES = 3;

const rangeSchema = z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull }).nullish();
const RANGES = {
  strike: 'strike',
  effective_leverage: 'effectiveLeverage',
  leverage_ratio: 'leverageRatio',
  call_price: 'callPrice',
  volume: 'volume',
  premium: 'premium',
  outstanding_ratio: 'outstandingRatio',
  implied_volatility: 'impliedVolatility',
} as const;
type RangeField = (typeof RANGES)[keyof typeof RANGES];
const filterSchema = z.looseObject({
  page: optionalInteger,
  page_size: optionalInteger,
  sort_field_name: optionalText,
  sort_dir: optionalText,
  issuer_name: optionalText,
  expire_ym: optionalText,
  warrant_type: z.array(optionalInteger).nullish(),
  strike: rangeSchema,
  effective_leverage: rangeSchema,
  leverage_ratio: rangeSchema,
  call_price: rangeSchema,
  volume: rangeSchema,
  premium: rangeSchema,
  outstanding_ratio: rangeSchema,
  implied_volatility: rangeSchema,
});

interface Figures extends WarrantValue {
  readonly warrant: Warrant;
  readonly spot: number;
  readonly last: number;
  readonly previous: number;
  readonly high: number;
  readonly low: number;
  readonly open: number;
  readonly volume: number;
  readonly premium: number;
  readonly breakevenPoint: number;
  readonly leverageRatio: number;
  readonly effectiveLeverage: number;
  readonly inOutPrice: number;
  readonly strike: number;
  readonly callPrice: number;
  readonly outstandingRatio: number;
  readonly impliedVolatility: number;
}

export const warrantMethods: MethodGroup = {
  warrant_real_time_quote: (services, { biz }) => ({
    items: readSymbols(biz).map((symbol) => {
      const warrant = WARRANTS.find((item) => item.symbol === symbol) ?? unknownSymbol(symbol);
      return quoteItem(services, figures(services, warrant));
    }),
  }),
  warrant_filter: warrantFilter,
};

function figures({ market, clock }: GatewayServices, warrant: Warrant): Figures {
  const share = market.stock(warrant.underlying.symbol) ?? unknownSymbol(warrant.underlying.symbol);
  const quote = market.quote(share);
  const day = share.schedule.zone.dayNumber(clock.nowMs());
  const at = (priceE4: number) => warrantValue(warrant, priceE4 / E4_PER_UNIT, day).price;
  const spot = quote.lastE4 / E4_PER_UNIT;
  const value = warrantValue(warrant, spot, day);
  const isUp = warrant.type === 1 || warrant.type === 3;
  const cost = value.price * warrant.ratio;
  const breakevenPoint = isUp ? warrant.strike + cost : warrant.strike - cost;
  const leverageRatio = spot / cost;
  const extremes = [at(quote.day.highE4), at(quote.day.lowE4), at(quote.day.openE4), value.price];
  return {
    ...value,
    warrant,
    spot,
    last: value.price,
    previous: at(quote.previousCloseE4),
    high: Math.max(...extremes),
    low: Math.min(...extremes),
    open: at(quote.day.openE4),
    volume: Math.round((quote.day.volume * warrant.outstandingShare) / warrant.lotSize) * warrant.lotSize,
    premium: isUp ? breakevenPoint / spot - 1 : 1 - breakevenPoint / spot,
    breakevenPoint,
    leverageRatio,
    effectiveLeverage: leverageRatio * Math.abs(value.delta),
    inOutPrice: isUp ? spot / warrant.strike - 1 : 1 - spot / warrant.strike,
    strike: warrant.strike,
    callPrice: warrant.callPrice,
    outstandingRatio: warrant.outstandingShare,
    impliedVolatility: value.volatility,
  };
}

function quoteItem({ market, clock }: GatewayServices, item: Figures) {
  const { warrant } = item;
  const { zone } = market.schedule('HK');
  return {
    symbol: warrant.symbol,
    name: warrant.name,
    exchange: 'SEHK',
    market: 'HK',
    secType: warrant.type >= 3 ? 'IOPT' : 'WAR',
    currency: 'HKD',
    expiry: dateText(warrant.expiryDay),
    strike: strikeText(String(warrant.strike)),
    right: warrant.type === 1 || warrant.type === 3 ? 'CALL' : 'PUT',
    multiplier: warrant.lotSize,
    lastTradingDate: zone.instant(warrant.expiryDay - LAST_TRADING_DAYS, 0),
    entitlementRatio: warrant.ratio,
    entitlementPrice: wireRatio(item.last * warrant.ratio, PRICE_PLACES),
    minTick: wireRatio(0.001),
    listingDate: zone.instant(warrant.listingDay, 0),
    callPrice: wireRatio(warrant.callPrice, PRICE_PLACES),
    halted: 0,
    underlyingSymbol: warrant.underlying.symbol,
    timestamp: clock.nowMs(),
    latestPrice: wireRatio(item.last, PRICE_PLACES),
    preClose: wireRatio(item.previous, PRICE_PLACES),
    open: wireRatio(item.open, PRICE_PLACES),
    high: wireRatio(item.high, PRICE_PLACES),
    low: wireRatio(item.low, PRICE_PLACES),
    volume: item.volume,
    amount: wireWhole(item.volume * item.last),
    premium: wireRatio(item.premium),
    outstandingRatio: wireRatio(item.outstandingRatio),
    impliedVolatility: wireRatio(item.impliedVolatility),
    inOutPrice: wireRatio(item.inOutPrice),
    delta: wireRatio(item.delta),
    leverageRatio: wireRatio(item.leverageRatio, 4),
    breakevenPoint: wireRatio(item.breakevenPoint, 4),
  };
}

function filterItem(item: Figures) {
  const { warrant } = item;
  return {
    symbol: warrant.symbol,
    name: warrant.name,
    type: warrant.type,
    secType: warrant.type >= 3 ? 'IOPT' : 'WAR',
    market: 'HK',
    entitlementRatio: warrant.ratio,
    entitlementPrice: wireRatio(item.last * warrant.ratio, PRICE_PLACES),
    premium: wireRatio(item.premium),
    breakevenPoint: wireRatio(item.breakevenPoint, 4),
    callPrice: wireRatio(warrant.callPrice, PRICE_PLACES),
    beforeCallLevel: wireRatio(warrant.callPrice === 0 ? 0 : Math.abs(item.spot / warrant.callPrice - 1)),
    expireDate: dateText(warrant.expiryDay),
    lastTradingDate: dateText(warrant.expiryDay - LAST_TRADING_DAYS),
    state: 'NORMAL',
    changeRate: wireRatio(item.last / item.previous - 1),
    change: wireRatio(item.last - item.previous, PRICE_PLACES),
    latestPrice: wireRatio(item.last, PRICE_PLACES),
    volume: item.volume,
    amount: wireWhole(item.volume * item.last),
    outstandingRatio: wireRatio(item.outstandingRatio),
    lotSize: warrant.lotSize,
    strike: wireRatio(warrant.strike, PRICE_PLACES),
    inOutPrice: wireRatio(item.inOutPrice),
    delta: wireRatio(item.delta),
    leverageRatio: wireRatio(item.leverageRatio, 4),
    effectiveLeverage: wireRatio(item.effectiveLeverage, 4),
    impliedVolatility: wireRatio(item.impliedVolatility),
  };
}

function warrantFilter(services: GatewayServices, { biz }: MethodCall) {
  const { listing } = readStock(services, biz);
  const fields = readBiz(filterSchema, biz);
  const size = readLimit(fields.page_size, PAGE_DEFAULT, PAGE_MAX, 'page_size');
  const page = Math.max(0, fields.page ?? 0);
  const all = WARRANTS.filter(({ underlying }) => underlying.symbol === listing.symbol).map((item) =>
    figures(services, item),
  );
  const types = fields.warrant_type ?? [];
  const found = all
    .filter(({ warrant }) => fields.issuer_name === null || warrant.issuer === fields.issuer_name)
    .filter(
      ({ warrant }) => fields.expire_ym === null || dateText(warrant.expiryDay).startsWith(fields.expire_ym),
    )
    .filter(({ warrant }) => types.length === 0 || types.includes(warrant.type))
    .filter((item) =>
      Object.entries(RANGES).every(([name, field]) =>
        isWithin(fields[name as keyof typeof RANGES], item[field]),
      ),
    );
  const sort = Object.values(RANGES).find((field) => field === fields.sort_field_name) ?? 'volume';
  const sign = fields.sort_dir === 'SortDir_Ascend' ? 1 : -1;
  found.sort((left, right) => sign * (left[sort] - right[sort]));
  return {
    page,
    totalPage: Math.ceil(found.length / size),
    totalCount: found.length,
    bounds: bounds(all),
    items: found.slice(page * size, (page + 1) * size).map(filterItem),
  };
}

function isWithin(range: z.output<typeof rangeSchema>, value: number): boolean {
  const least = range?.min ?? null;
  const most = range?.max ?? null;
  return (least === null || value >= Number(least)) && (most === null || value <= Number(most));
}

function bounds(all: readonly Figures[]) {
  const unique = <T>(values: readonly T[]) => [...new Set(values)];
  const range = (field: RangeField) => {
    const values = all.map((item) => item[field]);
    return values.length === 0
      ? { min: 0, max: 0 }
      : { min: wireRatio(Math.min(...values), 4), max: wireRatio(Math.max(...values), 4) };
  };
  return {
    issuerName: unique(all.map(({ warrant }) => warrant.issuer)),
    expireDate: unique(all.map(({ warrant }) => dateText(warrant.expiryDay).slice(0, 7))),
    lotSize: unique(all.map(({ warrant }) => warrant.lotSize)),
    entitlementRatio: unique(all.map(({ warrant }) => warrant.ratio)),
    leverageRatio: range('leverageRatio'),
    strike: range('strike'),
    premium: range('premium'),
    outstandingRatio: range('outstandingRatio'),
    impliedVolatility: range('impliedVolatility'),
    effectiveLeverage: range('effectiveLeverage'),
    callPrice: range('callPrice'),
  };
}
