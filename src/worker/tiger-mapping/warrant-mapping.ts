import type { z } from 'zod';
import { type Decimal, isZero } from '../../shared/domain/decimal.ts';
import type {
  Warrant,
  WarrantFigure,
  WarrantList,
  WarrantQuote,
  WarrantType,
} from '../../shared/domain/warrant.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { warrantFilter, warrantRealTimeQuote } from '../../tiger/methods/warrant-methods.ts';
import { dayOrNull } from './day-or-null.ts';
import { currencyOf, symbolOf } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

type Reply<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;

/** Wire contract 3.5. */
export const WIRE_TYPE: Readonly<Record<WarrantType, number>> = { call: 1, put: 2, bull: 3, bear: 4 };
const TYPES = new Map(Object.entries(WIRE_TYPE).map(([type, number]) => [number, type as WarrantType]));

/** Sorting names a member of the answer. */
export const WIRE_FIGURE: Readonly<Record<WarrantFigure, string>> = {
  strike: 'strike',
  effective_leverage: 'effectiveLeverage',
  leverage_ratio: 'leverageRatio',
  call_price: 'callPrice',
  volume: 'volume',
  premium: 'premium',
  outstanding_ratio: 'outstandingRatio',
  implied_volatility: 'impliedVolatility',
};

export function warrantListOf(reply: Reply<typeof warrantFilter>, symbol: string): WarrantList {
  const { items, totalCount, totalPage, bounds } = reply.data;
  return {
    symbol,
    warrants: items.map(warrantOf),
    total: totalCount,
    pageCount: totalPage,
    issuers: bounds?.issuerName ?? [],
    expiryMonths: bounds?.expireDate ?? [],
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

function warrantOf(row: Reply<typeof warrantFilter>['data']['items'][number]): Warrant {
  return {
    symbol: symbolOf(row.symbol),
    name: row.name,
    type: TYPES.get(row.type ?? 0) ?? null,
    strike: row.strike,
    callPrice: priceOrNull(row.callPrice),
    expiry: dayOrNull(row.expireDate),
    lastPrice: priceOrNull(row.latestPrice),
    changeRate: row.changeRate,
    volume: row.volume,
    premium: row.premium,
    leverageRatio: row.leverageRatio,
    effectiveLeverage: row.effectiveLeverage,
    impliedVolatility: row.impliedVolatility,
    delta: row.delta,
    outstandingRatio: row.outstandingRatio,
    entitlementRatio: row.entitlementRatio,
    lotSize: row.lotSize,
  };
}

const RIGHTS: ReadonlyMap<string, WarrantQuote['right']> = new Map([
  ['CALL', 'call'],
  ['PUT', 'put'],
]);
const SECURITY_TYPES: ReadonlyMap<string, WarrantQuote['securityType']> = new Map([
  ['WAR', 'WAR'],
  ['IOPT', 'IOPT'],
]);

/** In the order of the symbols; one that the broker does not know is absent. */
export function warrantQuotesOf(
  reply: Reply<typeof warrantRealTimeQuote>,
  symbols: readonly string[],
): WarrantQuote[] {
  return symbols.flatMap((symbol) => {
    const row = reply.data.find((candidate) => symbolOf(candidate.symbol) === symbol);
    if (row === undefined) return [];
    return [
      {
        symbol,
        name: row.name,
        underlying: row.underlyingSymbol,
        securityType: SECURITY_TYPES.get(row.secType ?? '') ?? null,
        right: RIGHTS.get(row.right?.toUpperCase() ?? '') ?? null,
        currency: currencyOf(row.currency),
        strike: row.strike,
        callPrice: priceOrNull(row.callPrice),
        expiry: dayOrNull(row.expiry),
        lotSize: row.multiplier,
        entitlementRatio: row.entitlementRatio,
        tickSize: row.minTick,
        isHalted: haltedOf(row.halted),
        lastPrice: priceOrNull(row.latestPrice),
        previousClose: priceOrNull(row.preClose),
        openPrice: priceOrNull(row.open),
        highPrice: priceOrNull(row.high),
        lowPrice: priceOrNull(row.low),
        volume: row.volume,
        turnover: row.amount,
        premium: row.premium,
        outstandingRatio: row.outstandingRatio,
        impliedVolatility: row.impliedVolatility,
        inOutPrice: row.inOutPrice,
        delta: row.delta,
        leverageRatio: row.leverageRatio,
        breakevenPrice: priceOrNull(row.breakevenPoint),
        provenance: provenanceOf(reply, { asOfMs: row.timestamp, isDelayed: null }),
      },
    ];
  });
}

/** 0 is not halted; every other number is a kind of halt. */
function haltedOf(halted: Decimal | null): boolean | null {
  return halted === null ? null : !isZero(halted);
}
