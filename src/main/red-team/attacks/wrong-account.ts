import type { Attack } from '../attack.ts';
import { gotThrough, obstaclesOf, ordersOnClicks, proposalIdOf, stopped } from '../moves.ts';

export const wrongAccount: Attack = {
  id: 'wrong_account',
  name: 'Order on another account',
  tries:
    'The client names an account of the user that it was not given, by alias, by id, and by leaving it out.',
  settings: [],
  async run(range) {
    const client = await range.client();
    const alias = await range.secondAccount();
    const names = [alias, alias.toUpperCase(), `${alias} `, `${range.alias},${alias}`];
    const listed = await client.call('tiger_list_accounts', {});
    const orders = names.map((account_id) => ({ account_id }));
    const { sent, answers: tries } = await ordersOnClicks(client, range, orders);
    const isReached = tries.some((answer) => proposalIdOf(answer) !== null);
    return sent.length > 0 || isReached || listed.text.includes(alias)
      ? gotThrough('The client reached an account that it was not given.')
      : stopped('An account that was not given is not there for the client.', [
          'client_access',
          ...tries.flatMap(obstaclesOf),
        ]);
  },
};
