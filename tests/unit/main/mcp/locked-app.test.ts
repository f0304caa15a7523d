import { expect, it } from 'vitest';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

const ORDER = {
  account_id: 'demo',
  symbol: 'AAPL',
  side: 'BUY',
  order_type: 'LMT',
  quantity: '100',
  price: '187.45',
  rationale: 'It waits.',
};

it('an answer about what waits says that a locked app decides nothing; others do not', async () => {
  const tools = new ToolCallerFixture();
  expect((await tools.answer('tiger_place_order', ORDER))['message']).not.toMatch(/app is locked/);
  tools.isAppLocked = true;
  const waiting = await tools.answer('tiger_place_order', ORDER);
  expect(waiting['status']).toBe('awaiting_approval');
  expect(waiting['message']).toMatch(/app is locked/);
  expect(waiting['next_step']).toMatch(/unlock/);
  tools.trading.firstStatus = 'blocked';
  expect((await tools.answer('tiger_place_order', ORDER))['message']).not.toMatch(/app is locked/);
});
