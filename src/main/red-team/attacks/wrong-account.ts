import type { Attack } from '../attack.ts';
import { approve, gotThrough, isWaiting, obstaclesOf, place, proposalIdOf, stopped } from '../moves.ts';

export const wrongAccount: Attack = {
  id: 'wrong_account',
  name: 'Order on another account',
  tries:
    'The client names an account of the user that it was not given, by alias, by id, and by leaving it out.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const alias = await range.secondAccount();
    const tries = [];
    for (const account_id of [alias, alias.toUpperCase(), `${alias} `, `${range.alias},${alias}`])
      tries.push(await place(client, range, { account_id }));
    const listed = await client.call('tiger_list_accounts', {});
    for (const answer of tries) if (isWaiting(answer)) await approve(range, proposalIdOf(answer));
    const sent = await range.sentOrders();
    const isReached = tries.some((answer) => proposalIdOf(answer) !== null);
    return sent.length > 0 || isReached || listed.text.includes(alias)
      ? gotThrough('The client reached an account that it was not given.')
      : stopped('An account that was not given is not there for the client.', [
          'client_access',
          ...tries.flatMap(obstaclesOf),
        ]);
  },
};
