import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { isReduceOnly, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

const WORDS = { extended: 'outside regular hours', overnight: 'for the night session' } as const;

/** Control 26: outside regular hours books are thin, so such orders are off until the user switches them on, each kind by itself. */
export function tradingSession(facts: ControlFacts): Judgement {
  const { session } = facts.order;
  if (session === 'regular') {
    return judge('pass', 'For the regular session.', { value: session, limit: 'regular' });
  }
  const isEnabled = isSessionEnabled(facts, session);
  const measured = { value: session, limit: isEnabled ? session : 'regular' };
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT, measured);
  return isEnabled
    ? judge('pass', `Orders ${WORDS[session]} are switched on.`, measured)
    : judge('block', `Orders ${WORDS[session]} are switched off.`, measured);
}

function isSessionEnabled({ settings }: ControlFacts, session: 'extended' | 'overnight'): boolean {
  return session === 'extended' ? settings.isExtendedSessionEnabled : settings.isOvernightSessionEnabled;
}
