import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { useTicking } from '../ui/ticking.ts';
import { FactRow } from './fact-row.tsx';
import { sessionEnd } from './session-end.ts';

/** Whether and how long it trades today, and what is announced for the next days. */
export function SessionRows({ card }: { readonly card: OrderCard }) {
  const close = useTicking((nowMs) => sessionEnd(card, nowMs));
  const { tradingStatus } = card.quote;
  return (
    <>
      {tradingStatus === 'normal' ? null : (
        <FactRow label={text.tradingState} value={tradingStatus.replaceAll('_', ' ').toUpperCase()} />
      )}
      <FactRow label={text.close} value={close} />
      <FactRow label={text.events} value={eventsText(card.events)} />
    </>
  );
}

function eventsText(events: OrderCard['events']): string {
  if (events === null) return text.eventsUnknown;
  const found = [
    ...events.earningsDays.map((day) => text.earningsOn(day)),
    ...events.actions.map(({ kind, day, amount, currency }) =>
      text.actionOn(
        kind.replaceAll('_', ' '),
        day,
        amount === null ? null : `${amount} ${currency ?? ''}`.trim(),
      ),
    ),
  ];
  const isAllKnown = events.areEarningsKnown && events.areActionsKnown;
  if (!isAllKnown) found.push(text.partlyUnknown);
  return found.length === 0 ? text.eventsNone : found.join('; ');
}
