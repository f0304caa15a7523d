import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { LISTINGS } from '../market/listings.ts';
import { bellAt, hashText, uniformAt } from '../market/noise.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalInteger, optionalText, readBiz } from './biz-parameters.ts';
import { readLimit, wireWhole } from './instrument-reader.ts';
import { readMarket } from './market-reader.ts';

interface Broker {
  /** Participant id in the clearing system's holdings. */
  readonly orgId: string;
  /** Id in the broker queue of the book. */
  readonly queueId: string;
  readonly name: string;
  /** Part of the market's shares that clients hold there. */
  readonly share: number;
}

const ROWS: readonly (readonly [orgId: string, queueId: string, name: string, share: number])[] = [
  ['C00019', '5986', 'HSBC', 0.31],
  ['C00010', '3436', 'Citibank', 0.11],
  ['C00039', '6698', 'Standard Chartered Bank', 0.1],
  ['C00100', '5337', 'J.P. Morgan', 0.08],
  ['A00003', '9001', 'China Securities Depository (Shanghai)', 0.06],
  ['A00004', '9002', 'China Securities Depository (Shenzhen)', 0.05],
  ['B01451', '3440', 'Goldman Sachs', 0.03],
  ['B01274', '6389', 'Morgan Stanley', 0.03],
  ['B01161', '8304', 'UBS Securities', 0.028],
  ['B01224', '8133', 'Merrill Lynch', 0.02],
  ['B01130', '8594', 'KGI Asia', 0.008],
  ['B01955', '8736', 'Futu Securities', 0.02],
  ['B02120', '3588', 'Tiger Brokers', 0.01],
];
export const BROKERS: readonly Broker[] = ROWS.map(([orgId, queueId, name, share]) => ({
  orgId,
  queueId,
  name,
  share,
}));

/** Wire contract 7.3. */
const HOLDS_DEFAULT = 50;
const HOLDS_MAX = 500;
const SORTS = ['sharesHold', 'marketValue', 'buyAmount', 'buyAmount5', 'buyAmount20', 'buyAmount60'] as const;

const schema = z.looseObject({
  page: optionalInteger,
  limit: optionalInteger,
  order_by: optionalText,
  direction: optionalText,
});

export const brokerHoldMethods: MethodGroup = { broker_hold: brokerHold };

function brokerHold(services: GatewayServices, { biz }: MethodCall) {
  if (readMarket(biz) !== 'HK') throw businessError("'market' not supported, supported: HK");
  const fields = readBiz(schema, biz);
  const limit = readLimit(fields.limit, HOLDS_DEFAULT, HOLDS_MAX);
  const page = Math.max(0, fields.page ?? 0);
  const sort = SORTS.find((name) => name === (fields.order_by ?? 'marketValue'));
  if (sort === undefined) throw businessError(`'order_by' not supported, supported: ${SORTS.join(' ')}`);
  const sign = fields.direction === 'SortDir_Ascend' ? 1 : -1;
  const { zone } = services.market.schedule('HK');
  const day = services.market.schedule('HK').before(zone.dayNumber(services.clock.nowMs())).dayNumber;
  const rows = BROKERS.map((broker) => holding(broker, day)).sort(
    (left, right) => sign * (left[sort] - right[sort]),
  );
  return {
    page,
    totalPage: Math.ceil(rows.length / limit),
    totalCount: rows.length,
    items: rows.slice(page * limit, (page + 1) * limit).map((row) => ({
      ...row,
      date: dateText(day),
      marketValue: wireWhole(row.marketValue),
      market: 'HK',
    })),
  };
}

function holding(broker: Broker, day: number) {
  const hongKong = LISTINGS.filter((listing) => listing.market === 'HK');
  const shares = hongKong.reduce((total, listing) => total + listing.sharesOutstanding, 0);
  const value = hongKong.reduce((total, listing) => total + listing.sharesOutstanding * listing.basePrice, 0);
  const drift = 1 + 0.02 * (uniformAt(hashText(broker.orgId, 3), day >> 5) - 0.5);
  const bought = (days: number) =>
    Math.round(
      shares * broker.share * 0.0004 * Math.sqrt(days) * bellAt(hashText(`${broker.orgId} ${days}`, 5), day),
    );
  return {
    orgId: broker.orgId,
    orgName: broker.name,
    sharesHold: Math.round(shares * broker.share * drift),
    marketValue: Math.round(value * broker.share * drift),
    buyAmount: bought(1),
    buyAmount5: bought(5),
    buyAmount20: bought(20),
    buyAmount60: bought(60),
  };
}
