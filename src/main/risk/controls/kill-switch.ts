import type { TradingStop } from '../../../shared/domain/trading-stop.ts';
import { isClosing } from '../closing-exemptions.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

const REACH: Readonly<Record<TradingStop['target']['scope'], string>> = {
  app: 'all trading',
  account: 'trading on this account',
  client: 'trading by this client',
};

/**
 * Control 32: while a stop is in force, nothing that opens or enlarges an order gets through. Cancels do not pass here.
 * An order of level 3 passes as long as it can only make a position smaller, and never otherwise, stopped or not.
 */
export function killSwitch(facts: ControlFacts): Judgement {
  const { isFlattening } = facts;
  if (isFlattening && !isClosing(facts)) {
    return judge('block', 'It would not only close what is held now, with what is open already.');
  }
  if (isFlattening)
    return judge('pass', 'It closes a position, as the user has said.', { value: '3', limit: '0' });
  return noStop(facts);
}

/** For what is no order, too: money does not move while a stop is in force. */
export function noStop({ stops }: Pick<ControlFacts, 'stops'>): Judgement {
  const [stop] = stops;
  if (stop === undefined) return judge('pass', 'No stop is in force.', { value: '0', limit: '0' });
  const by = stop.trippedByClient === null ? 'The user' : 'An AI client';
  return judge(
    'block',
    `${by} has stopped ${REACH[stop.target.scope]}. Only the user can lift the stop, in the window; cancels still work.`,
    { value: String(Math.max(...stops.map(({ level }) => level))), limit: '0' },
  );
}
