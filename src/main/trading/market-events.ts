import { addDays, marketDay } from '../../shared/domain/market-day.ts';
import { regularCloseMs } from '../../shared/domain/market-hours.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { AccountReads } from '../accounts/account-directory.ts';

/** Earnings and ex-dates nearer than this are on the card (field 19). */
const EVENT_DAYS = 7;
/** Worth a glance, not worth a wait: an order is judged without it. */
const READ_TIMEOUT_MS = 2_500;

export type MarketEvents = Pick<OrderCard, 'session' | 'events'>;
export const NO_EVENTS: MarketEvents = { session: null, events: null };

/** When the session ends today, and what the company has announced for the next days. What is not known is null. */
export async function readMarketEvents(
  reads: AccountReads,
  { symbol, market, securityType }: Pick<OrderDraft, 'symbol' | 'market' | 'securityType'>,
  nowMs: number,
): Promise<MarketEvents> {
  const startDay = marketDay(market, nowMs);
  const span = { symbol, startDay, endDay: addDays(startDay, EVENT_DAYS) };
  const limits = { timeoutMs: READ_TIMEOUT_MS };
  const [calendar, earnings, actions] = await Promise.all([
    reads.read('calendar.get', { market, startDay, endDay: startDay }, limits).catch(() => null),
    securityType === 'STK' ? reads.read('earnings.list', span, limits).catch(() => null) : null,
    securityType === 'STK'
      ? reads.read('corporate.actions', { ...span, kinds: ['dividend', 'split'] }, limits).catch(() => null)
      : null,
  ]);
  const today = calendar?.days.find(({ day }) => day === startDay) ?? null;
  const isInSpan = (day: string | null): day is string =>
    day !== null && day >= span.startDay && day <= span.endDay;
  const closesAtMs =
    today === null || today.kind === 'unknown'
      ? null
      : regularCloseMs(market, startDay, today.kind === 'early_close');
  return {
    session:
      calendar === null
        ? null
        : { isTradingDay: today !== null, closesAtMs, isEarlyClose: today?.kind === 'early_close' },
    events:
      earnings === null && actions === null
        ? null
        : {
            earningsDays: (earnings?.reports ?? []).map(({ reportDay }) => reportDay).filter(isInSpan),
            areEarningsKnown: earnings !== null,
            actions: (actions?.actions ?? []).flatMap(({ kind, day, amount, currency }) =>
              isInSpan(day) ? [{ kind, day, amount, currency }] : [],
            ),
            areActionsKnown: actions !== null,
          },
  };
}
