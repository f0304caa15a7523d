import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { formatDuration } from '../i18n/format-time.ts';

/** When the regular session ends, by the market's calendar; where the broker says that it trades all the same, that. */
export function sessionEnd(
  { session, market }: Pick<OrderCard, 'session' | 'market'>,
  nowMs: number,
): string {
  if (session === null) return text.unknown;
  const isOverByCalendar =
    !session.isTradingDay || (session.closesAtMs !== null && session.closesAtMs <= nowMs);
  if (isOverByCalendar && market?.phase === 'regular') return text.tradesBeyondCalendar;
  if (!session.isTradingDay) return text.noSession;
  if (session.closesAtMs === null) return text.unknown;
  return isOverByCalendar
    ? text.closed
    : text.closesIn(formatDuration(session.closesAtMs - nowMs), session.isEarlyClose);
}
