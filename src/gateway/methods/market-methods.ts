import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { LISTINGS, type Listing, MARKETS, type Market } from '../market/listings.ts';
import { marketStatusAt, openTimeText, STATUS_TITLE } from '../market/market-phase.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { type BizParameters, optionalText, readBiz, readTime } from './biz-parameters.ts';

const marketSchema = z.looseObject({ market: optionalText });
/** A request for a longer calendar is cut to this, about ten years. */
const CALENDAR_DAYS_MAX = 3_660;
/** Without dates the vendor answers with about a month; not documented, so chosen here. */
const CALENDAR_DAYS_DEFAULT = 30;

export const marketMethods: MethodGroup = {
  market_state: ({ clock, market }, { biz }) =>
    readMarkets(biz).map((name) => {
      const schedule = market.schedule(name);
      const status = marketStatusAt(schedule, clock.nowMs());
      return {
        market: name,
        marketStatus: STATUS_TITLE[status],
        status,
        openTime: openTimeText(schedule, clock.nowMs()),
      };
    }),
  trading_calendar: tradingCalendar,
  all_symbols: (_services, { biz }) => listed(biz).map((listing) => listing.symbol),
  all_symbol_names: (_services, { biz }) => listed(biz).map(({ symbol, name }) => ({ symbol, name })),
};

function tradingCalendar({ clock, market }: GatewayServices, { biz }: MethodCall) {
  const [name] = readMarkets(biz);
  if (name === undefined) throw businessError("field 'market' cannot be empty");
  const schedule = market.schedule(name);
  const { zone } = schedule;
  const beginMs = readTime(biz, 'begin_date', zone);
  const endMs = readTime(biz, 'end_date', zone);
  const first = zone.dayNumber(beginMs ?? clock.nowMs());
  const last = endMs === null ? first + CALENDAR_DAYS_DEFAULT : zone.dayNumber(endMs);
  const days = [];
  for (let dayNumber = first; dayNumber <= Math.min(last, first + CALENDAR_DAYS_MAX); dayNumber += 1) {
    const day = schedule.day(dayNumber);
    if (day !== null)
      days.push({ date: dateText(dayNumber), type: day.isEarlyClose ? 'EARLY_CLOSE' : 'TRADING' });
  }
  return days;
}

/** @throws GatewayRefusal for a market the simulator does not have */
function readMarkets(biz: BizParameters): readonly Market[] {
  const { market } = readBiz(marketSchema, biz);
  if (market === null) throw businessError("field 'market' cannot be empty");
  if (market === 'ALL') return MARKETS;
  const found = MARKETS.find((name) => name === market);
  if (found === undefined)
    throw businessError(`'market' ${market.slice(0, 10)} not supported, supported: US HK ALL`);
  return [found];
}

function listed(biz: BizParameters): readonly Listing[] {
  const markets = readMarkets(biz);
  return LISTINGS.filter((listing) => markets.includes(listing.market));
}
