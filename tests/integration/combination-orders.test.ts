import { beforeEach, expect, it } from 'vitest';
import { type Answer, blocksOf, OPEN_MS, OptionMarket } from '../support/option-market.ts';

const market = new OptionMarket();
beforeEach(async () => {
  await market.open(OPEN_MS);
  await market.allow({ areOptionsEnabled: true });
});

const call = market.call.bind(market);
const approve = market.approve.bind(market);
const becomes = market.becomes.bind(market);
const positions = market.positions.bind(market);

async function refused(name: string, args: Record<string, unknown>): Promise<string> {
  const result = await market.client.callTool({ name, arguments: args });
  expect(result.isError).toBe(true);
  return JSON.stringify(result.content);
}

interface Spread {
  readonly order: Record<string, unknown>;
  readonly low: Answer;
  readonly high: Answer;
  readonly ask: number;
  readonly expiry: string;
}

/** A bull call spread on AAPL of the first expiry of a month or more, around the money. */
async function spread(): Promise<Spread> {
  const { expiry, options } = await market.chain('AAPL', 'call');
  const quoted = options.filter(({ bid, ask }) => bid !== null && ask !== null);
  const at = quoted.findIndex(({ delta }) => Number(delta) < 0.5);
  const [low, high] = [quoted[at], quoted[at + 1]];
  if (low === undefined || high === undefined) throw new Error('no calls around the money');
  const ask = Math.round((Number(low['ask']) - Number(high['bid'])) * 100) / 100;
  const legs = [
    { symbol: low['identifier'], side: 'BUY' },
    { symbol: `aapl ${expiry} ${high['strike']} call`, side: 'SELL' },
  ];
  const order = { account_id: 'demo', symbol: 'AAPL', side: 'BUY', quantity: 1, order_type: 'LMT', legs };
  return { order: { ...order, price: String(ask) }, low, high, ask, expiry };
}

const propose = (order: Record<string, unknown>) =>
  call('tiger_place_order', { ...order, rationale: 'The user asked for it.' });

const cents = (amount: number) => String(Math.round(amount * 100) / 100);

it('a bull call spread is previewed, proposed, shown leg by leg, filled, and closed as a whole', async () => {
  const { order, low, high, ask } = await spread();
  const preview = await call('tiger_preview_order', order);
  expect(preview, JSON.stringify(preview['controls'])).toMatchObject({
    would_be_blocked: false,
    order: { security_type: 'MLEG', legs: [{ side: 'BUY', ratio: 1 }, { side: 'SELL' }] },
    broker: { passes: true },
    quote: { ask_price: cents(ask) },
  });

  const bought = await propose(order);
  const card = await market.harness.core.trading.card(bought['proposal_id']);
  const width = Number(high['strike']) - Number(low['strike']);
  expect(card).toMatchObject({
    intent: 'opens',
    order: { multiplier: '100' },
    combination: {
      comboType: 'VERTICAL',
      legs: [
        { symbol: low['identifier'], side: 'BUY', quote: { askPrice: low['ask'] } },
        { symbol: high['identifier'], side: 'SELL', quote: { bidPrice: high['bid'] } },
      ],
    },
    notional: { estimate: cents(ask * 100) },
    payoff: { figures: { maxLoss: { isLimited: true }, maxGain: { isLimited: true } } },
    marketSize: { averageDailyVolume: expect.any(String), displayedSize: expect.any(String) },
  });
  if (card.kind !== 'order') throw new Error('not the card of an order');
  // Greeks of the legs are of this moment, those of the card of the moment before.
  const delta = 100 * (Number(low['delta']) - Number(high['delta']));
  expect(Number(card.payoff?.greeks?.delta)).toBeCloseTo(delta, 0);
  expect(card.controls.find(({ control }) => control === 'size_against_market')?.level).toBe('pass');
  const figures = card.payoff?.figures;
  const fees = Number(figures?.fees ?? 0);
  expect(figures?.maxLoss.amount).toBe(cents(ask * 100 + fees));
  expect(figures?.maxGain.amount).toBe(cents((width - ask) * 100 - fees));
  await approve(bought);
  await becomes(bought, 'filled');
  expect(await positions()).toMatchObject([
    { symbol: low['identifier'], quantity: '1', security_type: 'OPT' },
    { symbol: high['identifier'], quantity: '-1', security_type: 'OPT' },
  ]);
  const lone = { ...order, legs: undefined, symbol: low['identifier'], side: 'SELL', price: low['bid'] };
  expect(blocksOf(await propose(lone))).toContain('unlimited_loss');

  const bid = cents(Number(low['bid']) - Number(high['ask']));
  const sold = await propose({ ...order, side: 'SELL', price: bid });
  expect(await market.harness.core.trading.card(sold['proposal_id'])).toMatchObject({ intent: 'closes' });
  await approve(sold);
  await becomes(sold, 'filled');
  expect(await positions()).toEqual([]);
  expect(await market.harness.core.trading.oversight.alerts()).toEqual([]);
}, 120_000);

it('a combination at rest is listed with its legs, is a duplicate of itself, is not changed, and is cancelled', async () => {
  const { order, low, high, expiry } = await spread();
  const resting = await propose({ ...order, price: '0.05' });
  await approve(resting);
  const { order_id } = await becomes(resting, 'working');
  for (const symbol of [undefined, 'AAPL', resting['order']['symbol']]) {
    const listed = await call('tiger_get_orders', {
      account_id: 'demo',
      status: 'open',
      ...(symbol === undefined ? {} : { symbol }),
    });
    expect(listed['orders']).toMatchObject([
      {
        name: `<untrusted>AAPL ${expiry} ${low['strike']}/${high['strike']} call spread</untrusted>`,
        security_type: 'MLEG',
        price: '0.05',
        legs: [
          { symbol: low['identifier'], side: 'BUY', ratio: 1 },
          { symbol: high['identifier'], side: 'SELL', ratio: 1 },
        ],
      },
    ]);
  }
  expect(blocksOf(await propose({ ...order, price: '0.05' }))).toContain('duplicate_order');
  const change = { account_id: 'demo', order_id, new_quantity: 2, rationale: 'More.', wait_seconds: 0 };
  expect(await refused('tiger_modify_order', change)).toContain('Tiger changes no combinations');
  await call('tiger_cancel_order', { account_id: 'demo', order_id });
  await becomes(resting, 'cancelled');
}, 120_000);

it('a combination whose answer is lost is found again and not sent twice', async () => {
  const { order } = await spread();
  const door = market.harness.gateway().control?.door;
  door?.run({ action: 'add_fault', rule: { method: 'place_order', kind: 'reset_after', count: 1 } });
  const bought = await propose(order);
  await approve(bought);
  await becomes(bought, 'filled');
  expect(door?.received().filter(({ method }) => method === 'place_order')).toHaveLength(1);
  expect(await positions()).toHaveLength(2);
}, 120_000);

it('what is no combination is refused with what to do', async () => {
  const { order } = await spread();
  const legs = order['legs'] as { symbol: string; side: string }[];
  const [first] = legs;
  const why = { rationale: 'The user asked for it.' };
  const tries: [Record<string, unknown>, string][] = [
    [{ legs: [first, first] }, 'must differ'],
    [{ legs: [first, { ...first, symbol: 'TSLA 2026-12-18 300 C' }] }, 'one underlying'],
    [{ order_type: 'MKT', price: undefined }, 'must be LMT for a combination'],
    [{ symbol: 'MSFT' }, 'symbol is MSFT'],
  ];
  for (const [change, text] of tries) {
    expect(await refused('tiger_place_order', { ...order, ...change, ...why })).toContain(text);
  }
  // A straddle that is sold can lose without limit, which short selling alone allows.
  const put = first === undefined ? '' : first.symbol.replace(/C(\d{8})$/, 'P$1');
  const straddle = { ...order, side: 'SELL', legs: [first, { symbol: put, side: 'BUY' }], price: '5' };
  expect(blocksOf(await propose(straddle))).toContain('unlimited_loss');
  // As a purchase the other way round costs nothing, there is no price to compare a limit with.
  const turned = legs.map((leg) => ({ ...leg, side: leg.side === 'BUY' ? 'SELL' : 'BUY' }));
  expect(blocksOf(await propose({ ...order, legs: turned }))).toContain('price_collar');
}, 120_000);
