import type { TradingStop } from '../../../shared/domain/trading-stop.ts';
import type { ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

const REACH: Readonly<Record<TradingStop['target']['scope'], string>> = {
  app: 'all trading',
  account: 'trading on this account',
  client: 'trading by this client',
};

/** Control 32: while a stop is in force, nothing that opens or enlarges an order gets through. Cancels do not pass here. */
export function killSwitch({ stops }: Pick<ControlFacts, 'stops'>): Judgement {
  const [stop] = stops;
  if (stop === undefined) return judge('pass', 'No stop is in force.', { value: '0', limit: '0' });
  const by = stop.trippedByClient === null ? 'The user' : 'An AI client';
  return judge(
    'block',
    `${by} has stopped ${REACH[stop.target.scope]}. Only the user can lift the stop, in the window; cancels still work.`,
    { value: String(Math.max(...stops.map(({ level }) => level))), limit: '0' },
  );
}
