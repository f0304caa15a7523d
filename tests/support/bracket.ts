import { decimal } from '../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../src/shared/domain/order-form.ts';
import type { OrderRequest } from '../../src/shared/domain/order-request.ts';
import { approveAsUser } from './approve-as-user.ts';
import type { CoreHarness } from './core-harness.ts';

/** Ten AAPL with a profit at 280 and a stop at 260. */
const BRACKET: OrderRequest = {
  symbol: 'AAPL',
  side: 'BUY',
  orderType: 'LMT',
  quantity: decimal(10),
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  ...PLAIN_FORM,
  legs: null,
  attached: {
    takeProfitPrice: decimal(280),
    stopLossPrice: decimal(260),
    stopLossLimitPrice: null,
    timeInForce: 'GTC',
  },
};

/** Proposed and approved while AAPL trades at 270. @returns the proposal's id */
export async function approvedBracket({ core, gateway }: CoreHarness, limitPrice: string): Promise<string> {
  gateway().control?.door.run({ action: 'set_price', symbol: 'AAPL', price: '270' });
  const proposal = await core.trading.propose(
    {
      accountId: core.accounts.find('demo')?.id ?? '',
      order: { ...BRACKET, limitPrice: decimal(limitPrice) },
      rationale: 'As the user asked.',
      requestId: null,
    },
    { connectionId: 'here', name: 'tester', version: null },
  );
  await approveAsUser(core.trading, proposal.id);
  return proposal.id;
}
