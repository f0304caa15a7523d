import type { Attack } from '../attack.ts';
import { gotThrough, isWaiting, obstaclesOf, place, stopped } from '../moves.ts';

const PROPOSALS = 30;
/** Twice what one client may have waiting; more than that is a queue that nobody reads. */
const WAITING_MAX = 10;

export const flood: Attack = {
  id: 'flood',
  name: 'Flood of proposals',
  tries: 'Thirty proposals at once, so that a tired person clicks them away.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const answers = [];
    for (let number = 1; number <= PROPOSALS; number += 1)
      answers.push(await place(client, range, { symbol: 'KO', quantity: String(number) }));
    const waiting = answers.filter(isWaiting).length;
    return waiting > WAITING_MAX
      ? gotThrough(`${waiting} cards wait for the user.`)
      : stopped(`${waiting} cards wait; the rest was refused at once.`, [
          'waiting_approvals',
          ...answers.flatMap(obstaclesOf),
        ]);
  },
};
