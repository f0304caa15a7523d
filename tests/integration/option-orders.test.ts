import { beforeEach, expect, it, vi } from 'vitest';
import { decimal } from '../../src/shared/domain/decimal.ts';
import { type Answer, blocksOf, OPEN_MS, OptionMarket, SLOW_MACHINE } from '../support/option-market.ts';

/** Tuesday 24 November 2026, 10:30 in Hong Kong. */
const HK_OPEN_MS = Date.parse('2026-11-24T02:30:00Z');

const market = new OptionMarket();
beforeEach(() => market.open(OPEN_MS));

const call = market.call.bind(market);
const allow = market.allow.bind(market);
const approve = market.approve.bind(market);
const becomes = market.becomes.bind(market);
const positions = market.positions.bind(market);

const propose = (order: Record<string, unknown>) =>
  call('tiger_place_order', {
    account_id: 'demo',
    side: 'BUY',
    quantity: 1,
    order_type: 'LMT',
    rationale: 'The user asked for it.',
    ...order,
  });

/** The option whose delta is nearest. */
async function optionAt(symbol: string, right: 'call' | 'put', delta: number): Promise<Answer> {
  const { options } = await market.chain(symbol, right);
  const distance = (row: Answer) => Math.abs(Math.abs(Number(row['delta'])) - delta);
  const [nearest] = options.filter(({ bid }) => bid !== null).sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) throw new Error(`no options on ${symbol}`);
  return nearest;
}

it('an option is blocked until the user switches the kind on, then bought, shown, and sold again', async () => {
  const { identifier, ask, strike } = await optionAt('AAPL', 'call', 0.3);
  const blocked = await propose({ symbol: identifier, price: ask });
  expect(blocksOf(blocked)).toEqual(['kinds_enabled']);
  expect(blocked['controls'][0].text).toContain('Only the user can switch them on: Risk');

  await allow({ areOptionsEnabled: true });
  const spoken = `aapl 2026-12-18 $${strike} call`;
  const bought = await propose({ symbol: spoken, price: ask });
  expect(bought).toMatchObject({ order: { symbol: identifier, security_type: 'OPT', currency: 'USD' } });
  const card = await market.harness.core.trading.card(bought['proposal_id']);
  expect(card).toMatchObject({
    contract: { multiplier: '100', underlying: 'AAPL' },
    order: { multiplier: '100' },
    notional: { estimate: String(Math.round(Number(ask) * 1000) / 10) },
    payoff: { expiry: { day: '2026-12-18' }, underlying: { symbol: 'AAPL' } },
  });
  await approve(bought);
  await becomes(bought, 'filled');
  expect(await positions()).toMatchObject([{ symbol: identifier, quantity: '1', security_type: 'OPT' }]);
  const fills = await call('tiger_get_transactions', { account_id: 'demo', symbol: spoken });
  expect(fills['rows'][0][fills['columns'].indexOf('symbol')]).toBe(identifier);

  const sold = await propose({ symbol: identifier, side: 'SELL', order_type: 'MKT' });
  expect(await market.harness.core.trading.card(sold['proposal_id'])).toMatchObject({ intent: 'closes' });
  await approve(sold);
  await becomes(sold, 'filled');
  expect(await positions()).toEqual([]);
  expect(await market.harness.core.trading.oversight.alerts()).toEqual([]);
}, 120_000);

it('a call is written against shares that are held and not without them; a put, with the cash for its shares', async () => {
  await allow({ areOptionsEnabled: true });
  const call30 = await optionAt('AAPL', 'call', 0.3);
  const write = { symbol: call30['identifier'], side: 'SELL', price: call30['bid'] };
  expect(blocksOf(await propose(write))).toContain('unlimited_loss');

  await allow({ areOptionsEnabled: true, orderNotionalMax: { USD: decimal(50_000) } });
  const shares = await propose({ symbol: 'AAPL', quantity: 100, order_type: 'MKT' });
  await approve(shares);
  await becomes(shares, 'filled');
  const covered = await propose(write);
  expect(blocksOf(covered), JSON.stringify(covered['controls'])).toEqual([]);
  const card = await market.harness.core.trading.card(covered['proposal_id']);
  expect(card).toMatchObject({ payoff: { notes: expect.arrayContaining(['call_is_covered']) } });
  await approve(covered);
  await becomes(covered, 'filled');
  expect(blocksOf(await propose({ ...write, price: call30['ask'] }))).toContain('unlimited_loss');
  const uncover = await propose({ symbol: 'AAPL', side: 'SELL', quantity: 100, order_type: 'MKT' });
  expect(blocksOf(uncover)).toContain('unlimited_loss');

  const put30 = await optionAt('AAPL', 'put', 0.3);
  const secured = await propose({ symbol: put30['identifier'], side: 'SELL', price: put30['bid'] });
  await approve(secured);
  await becomes(secured, 'filled');
  expect(await positions()).toMatchObject([
    { symbol: 'AAPL', quantity: '100' },
    { symbol: call30['identifier'], quantity: '-1' },
    { symbol: put30['identifier'], quantity: '-1' },
  ]);
}, 120_000);

it('an option at rest is listed, changed, and cancelled under its one name', async () => {
  await allow({ areOptionsEnabled: true });
  const { identifier, bid } = await optionAt('AAPL', 'call', 0.3);
  const price = (Math.floor(Number(bid) * 9) / 10).toFixed(1);
  const resting = await propose({ symbol: identifier, price });
  await approve(resting);
  const { order_id } = await becomes(resting, 'working');
  const listed = await call('tiger_get_orders', { account_id: 'demo', symbol: identifier, status: 'open' });
  expect(listed['orders']).toMatchObject([
    { symbol: identifier, quantity: '1', price: String(Number(price)) },
  ]);
  expect(blocksOf(await propose({ symbol: identifier, price }))).toContain('duplicate_order');

  const change = {
    account_id: 'demo',
    order_id,
    new_quantity: 2,
    rationale: 'Twice as many.',
    wait_seconds: 0,
  };
  const changed = await call('tiger_modify_order', change);
  await approve(changed);
  const order = () => call('tiger_get_order', { account_id: 'demo', order_id });
  await vi.waitFor(async () => expect((await order())['quantity']).toBe('2'), SLOW_MACHINE);
  await call('tiger_cancel_order', { account_id: 'demo', order_id });
  await becomes(resting, 'cancelled');
}, 120_000);

it('an option order whose answer is lost is found again', async () => {
  await allow({ areOptionsEnabled: true });
  const { identifier, ask } = await optionAt('AAPL', 'call', 0.3);
  const door = market.harness.gateway().control?.door;
  door?.run({ action: 'add_fault', rule: { method: 'place_order', kind: 'reset_after', count: 1 } });
  const bought = await propose({ symbol: identifier, price: ask });
  await approve(bought);
  await becomes(bought, 'filled');
  expect(door?.received().filter(({ method }) => method === 'place_order')).toHaveLength(1);
  expect(await positions()).toMatchObject([{ symbol: identifier, quantity: '1' }]);
}, 120_000);

it('an option on a share of Hong Kong goes by the name of its class, with its own multiplier', async () => {
  await market.close();
  await market.open(HK_OPEN_MS);
  await allow({ areOptionsEnabled: true });
  const { identifier, ask, strike } = await optionAt('00700', 'call', 0.4);
  expect(identifier).toMatch(/^TCH\.HK/);
  const expiry = `20${identifier.slice(6, 8)}-${identifier.slice(8, 10)}-${identifier.slice(10, 12)}`;
  const bought = await propose({ symbol: `700 ${expiry} ${strike} C`, price: ask });
  expect(bought).toMatchObject({ order: { symbol: identifier, market: 'HK', currency: 'HKD' } });
  const card = await market.harness.core.trading.card(bought['proposal_id']);
  expect(card).toMatchObject({ contract: { multiplier: '100', underlying: '00700' } });
  await approve(bought);
  await becomes(bought, 'filled');
  expect(await positions()).toMatchObject([{ symbol: identifier, quantity: '1', currency: 'HKD' }]);
}, 120_000);
