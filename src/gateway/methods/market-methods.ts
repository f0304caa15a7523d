import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { CRYPTO_LISTINGS } from '../market/crypto-listings.ts';
import { LISTINGS, type Listing } from '../market/listings.ts';
import { marketStatusAt, openTimeText, STATUS_TITLE } from '../market/market-phase.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { type BizParameters, optionalText, readBiz, readTime } from './biz-parameters.ts';
import { readMarkets } from './market-reader.ts';

const listedSchema = z.looseObject({ sec_type: optionalText });
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

function listed(biz: BizParameters): readonly Listing[] {
  if (readBiz(listedSchema, biz).sec_type === 'CC') return CRYPTO_LISTINGS;
  const markets = readMarkets(biz);
  return LISTINGS.filter((listing) => markets.includes(listing.market));
}
