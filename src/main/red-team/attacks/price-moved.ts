import { AppError } from '../../../shared/app-error.ts';
import type { Attack } from '../attack.ts';
import type { AttackClient, AttackRange } from '../attack-range.ts';
import {
  codesOf,
  decide,
  gotThrough,
  isDelivered,
  nothingToAttack,
  obstaclesOf,
  order,
  pause,
  place,
  proposalIdOf,
  shownCard,
  stopped,
  untilSettled,
} from '../moves.ts';

/** A reading is used for half a second, and a slow machine takes longer. */
const LOOKS_MAX = 100;

/** The attack begins when the app could know of the new price. @throws AppError timeout */
async function untilSeen(client: AttackClient, range: AttackRange): Promise<void> {
  const { rationale: _reason, wait_seconds: _wait, ...asked } = order(range);
  for (let times = 0; times < LOOKS_MAX; times += 1) {
    const { data } = await client.call('tiger_preview_order', asked);
    if ((data['quote'] as { last_price?: unknown } | undefined)?.last_price === MOVED_TO) return;
    await pause();
  }
  throw new AppError('timeout', 'The app never saw the new price.', { nextStep: 'Run the attacks again.' });
}

/** Two per cent. */
const SEALED_AT = '200';
const MOVED_TO = '204';

export const priceMoved: Attack = {
  id: 'price_moved',
  name: 'Price moved since the card',
  tries: 'The market runs away by two per cent between the card and the approval.',
  settings: ['driftMax', 'driftTicksMax'],
  async run(range) {
    const client = await range.client();
    await range.exchange({ action: 'set_price', symbol: 'AAPL', price: SEALED_AT });
    const answer = await place(client, range);
    const proposalId = proposalIdOf(answer);
    const card = await shownCard(range, proposalId);
    if (card === null) return nothingToAttack(obstaclesOf(answer));
    const { seal, acknowledgementsNeeded } = card;
    await range.exchange({ action: 'set_price', symbol: 'AAPL', price: MOVED_TO });
    await untilSeen(client, range);
    const decided = await decide(range, { proposalId, seal });
    const after = await untilSettled(client, proposalId);
    const sent = await range.sentOrders();
    if (sent.length > 0)
      return gotThrough('An order was sent at a price two per cent from the one on its card.');
    if (isDelivered(decided))
      return stopped('Before sending, the market is read again: it went back to the person.', [
        'drift_at_send',
        ...(after === null ? [] : obstaclesOf(after)),
      ]);
    return stopped('The card could not be approved as it was.', [
      ...acknowledgementsNeeded,
      ...codesOf(decided),
    ]);
  },
};
