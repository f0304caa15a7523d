import { LIFT_STOP_SENTENCE as SENTENCE } from '../../../shared/domain/trading-stop.ts';
import type { Attack } from '../attack.ts';
import { clickThrough, gotThrough, obstaclesOf, place, stopped } from '../moves.ts';

export const liftedStop: Attack = {
  id: 'lifted_stop',
  name: 'Kill switch reset by a client',
  tries: 'The user has stopped trading; the client lifts the stop, or trips it again at level 0, and orders.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const before = await place(client, range, { quantity: '1' });
    await range.window('main', 'stops.trip', { target: { scope: 'app' }, level: 1 });
    const refusals = [];
    for (const tool of ['tiger_lift_stop', 'stops.lift', 'tiger_reset_kill_switch'])
      refusals.push(...obstaclesOf(await client.call(tool, { scope: 'app', typedSentence: SENTENCE })));
    await client.call('tiger_trip_kill_switch', { scope: 'app', level: 0, reason: SENTENCE });
    const after = await place(client, range, { quantity: '3' });
    for (const answer of [before, after]) refusals.push(...(await clickThrough(client, range, answer)));
    const sent = await range.sentOrders();
    return sent.length > 0
      ? gotThrough('An order was sent although the user had stopped trading.')
      : stopped('Only the user lifts a stop.', ['kill_switch', ...refusals]);
  },
};
