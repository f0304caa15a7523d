import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { businessError } from '../gateway-refusal.ts';
import { CORPORATE_ACTIONS, type CorporateEvent, corporateEvents } from '../market/corporate-events.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalText, readBiz, readSymbols, readTime, wireNumber } from './biz-parameters.ts';
import { readMarket } from './market-reader.ts';

const schema = z.looseObject({ action_type: optionalText });
/** Longest span of an earnings calendar, which is asked for without symbols. */
const SPAN_DAYS_MAX = 3_660;
/** Without dates the year around today is meant. */
const SPAN_DAYS_DEFAULT = 183;

export const corporateActionMethods: MethodGroup = { corporate_action: corporateAction };

function corporateAction(services: GatewayServices, { biz }: MethodCall) {
  const asked = readBiz(schema, biz).action_type?.toLowerCase();
  const action = CORPORATE_ACTIONS.find((name) => name === asked);
  if (action === undefined)
    throw businessError(`'action_type' not supported, supported: ${CORPORATE_ACTIONS.join(' ')}`);
  const market = readMarket(biz);
  const symbols = action === 'earning' && biz['symbols'] === undefined ? null : readSymbols(biz);
  const { zone } = services.market.schedule(market);
  const today = zone.dayNumber(services.clock.nowMs());
  const beginMs = readTime(biz, 'begin_date', zone);
  const endMs = readTime(biz, 'end_date', zone);
  const first = beginMs === null ? today - SPAN_DAYS_DEFAULT : zone.dayNumber(beginMs);
  const last = endMs === null ? today + SPAN_DAYS_DEFAULT : zone.dayNumber(endMs);
  if (last - first > SPAN_DAYS_MAX) throw businessError(`the time span cannot exceed ${SPAN_DAYS_MAX} days`);
  const found = corporateEvents(action, first, last)
    .filter((event) => event.market === market)
    .filter((event) => symbols === null || symbols.includes(event.symbol));
  const bySymbol: Record<string, unknown[]> = {};
  for (const event of found) {
    const list = bySymbol[event.symbol] ?? [];
    bySymbol[event.symbol] = list;
    list.push(eventItem(event, action, today));
  }
  return bySymbol;
}

function eventItem(event: CorporateEvent, action: string, today: number) {
  const { actualEps, ...known } = event.details;
  // What will be earned is not known before it is reported.
  const details = actualEps === undefined || event.day > today ? known : { ...known, actualEps };
  return {
    symbol: event.symbol,
    market: event.market,
    exchange: event.exchange,
    executeDate: dateText(event.day),
    actionType: action.toUpperCase(),
    ...Object.fromEntries(
      Object.entries(details).map(([name, value]) => [
        name,
        typeof value === 'number' ? wireNumber(decimal(value)) : value,
      ]),
    ),
  };
}
