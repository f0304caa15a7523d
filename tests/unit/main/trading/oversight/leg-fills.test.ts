import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../src/shared/app-error.ts';
import { type Decimal, decimal } from '../../../../../src/shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../../../src/shared/domain/order.ts';
import type { Transaction } from '../../../../../src/shared/domain/transaction.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, BUY_10_AAPL, TradingHarness } from '../../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;
let proposalId: string;
let parent: BrokerOrder;
let profit: BrokerOrder;
let loss: BrokerOrder;
let nextFill = 1;

const ATTACHED = {
  takeProfitPrice: decimal(200),
  stopLossPrice: decimal(180),
  stopLossLimitPrice: null as Decimal | null,
  timeInForce: 'GTC',
} as const;

beforeEach(() => {
  nextFill = 1;
  harness = new TradingHarness(databases.open(databases.newPath()));
});

/** A bracket whose order has filled. `isNamed`: the answer to it named the legs, which are then listed without a parent. */
async function bracket({ stopLimit = null as Decimal | null, isNamed = false } = {}): Promise<void> {
  await harness.turns(1, 1_000);
  if (isNamed) harness.broker.onPlace = async (brokerOrderId) => ({ brokerOrderId, legIds: ['501', '502'] });
  const attached = { ...ATTACHED, stopLossLimitPrice: stopLimit };
  const { id } = await harness.propose({ ...BUY_10_AAPL, attached });
  const { proposal } = await harness.approve(id);
  proposalId = id;
  const brokerOrderId = proposal.brokerOrderId ?? '';
  await fills(brokerOrderId, 'BUY', [['10', '187.50']]);
  parent = harness.broker.atBroker.get(brokerOrderId)!;
  const made: BrokerOrder = {
    ...parent,
    ...{ orderNumber: null, userMark: null, side: 'SELL', timeInForce: 'GTC', status: 'working' },
    ...{ filledQuantity: decimal(0), averageFillPrice: null, commission: null },
    parentOrderId: isNamed ? null : brokerOrderId,
  };
  profit = { ...made, brokerOrderId: '501', limitPrice: decimal(200) };
  const type = stopLimit === null ? 'STP' : 'STP_LMT';
  loss = { ...made, brokerOrderId: '502', orderType: type, limitPrice: stopLimit, stopPrice: decimal(180) };
  list(parent, profit, loss);
  await harness.turns(2, 120_000);
}

function list(...orders: BrokerOrder[]): void {
  harness.broker.openOrders = orders;
  for (const order of orders) harness.broker.atBroker.set(order.brokerOrderId, order);
}

/** The broker fills an order, in parts, and lists them. */
async function fills(
  brokerOrderId: string,
  side: 'BUY' | 'SELL',
  parts: readonly (readonly [quantity: string, price: string])[],
  change: Partial<BrokerOrder> = {},
): Promise<void> {
  for (const [quantity, price] of parts)
    harness.broker.fills.push(
      fill({ brokerOrderId, side, quantity: decimal(quantity), price: decimal(price) }),
    );
  const own = harness.broker.fills.filter((each) => each.brokerOrderId === brokerOrderId);
  const filledQuantity = decimal(own.reduce((total, each) => total + Number(each.quantity), 0));
  const averageFillPrice = own.at(-1)?.price ?? null;
  harness.broker.report(brokerOrderId, { status: 'filled', filledQuantity, averageFillPrice, ...change });
  harness.broker.openOrders = harness.broker.openOrders.map(
    (order) => harness.broker.atBroker.get(order.brokerOrderId) ?? order,
  );
  await harness.turns(3, 120_000);
}

function fill(patch: Partial<Transaction>): Transaction {
  return {
    ...{ transactionId: `t${nextFill++}`, brokerOrderId: null, symbol: 'AAPL', market: 'US' },
    ...{ securityType: 'STK', currency: 'USD', side: 'SELL', quantity: null, price: null, amount: null },
    filledAtMs: harness.clock.nowMs(),
    ...patch,
  } as Transaction;
}

const mismatches = async () =>
  (await harness.desk.oversight.alerts()).filter(({ kind }) => kind === 'fill_mismatch');
const kept = () => harness.database.db.selectFrom('fills').selectAll().execute();
async function audited(kind: string) {
  const rows = await harness.database.db
    .selectFrom('audit_events')
    .select(['broker_order_id', 'proposal_id', 'summary'])
    .where('kind', '=', kind as never)
    .orderBy('sequence')
    .execute();
  return rows.filter(({ broker_order_id }) => broker_order_id === '501' || broker_order_id === '502');
}

describe.each([
  ['that the answer named', true],
  ['known by their parent alone', false],
])('fills of legs %s', (_words, isNamed) => {
  it('at the approved price are kept once, recorded and raise nothing', async () => {
    await bracket({ isNamed });
    await fills('501', 'SELL', [['4', '200.00']], { status: 'partially_filled' });
    await fills('501', 'SELL', [['6', '200.05']]);
    expect(await harness.desk.oversight.alerts()).toEqual([]);
    const own = (await kept()).filter(({ broker_order_id }) => broker_order_id === '501');
    expect(own).toMatchObject([
      { proposal_id: proposalId, side: 'SELL', quantity: '4', price: '200' },
      { proposal_id: proposalId, quantity: '6', price: '200.05' },
    ]);
    expect(await audited('order.fills_checked')).toMatchObject([
      { broker_order_id: '501', proposal_id: proposalId },
      { summary: expect.stringContaining('take profit 200 of BUY 10 AAPL') },
    ]);
    expect((await audited('order.state_changed')).at(-1)?.summary).toContain('partially_filled to filled');
  });

  it('below the take profit are a mismatch of that leg', async () => {
    await bracket({ isNamed });
    await fills('501', 'SELL', [['10', '199.99']]);
    expect(await mismatches()).toMatchObject([
      { brokerOrderId: '501', proposalId, findings: [{ check: 'price', approved: '200', found: '199.99' }] },
    ]);
    await harness.turns(3, 120_000);
    expect(await mismatches()).toHaveLength(1);
  });
});

describe('a stop', () => {
  it.each<[string, string | null, string, string[]]>([
    ['that slips within the collar is as approved', null, '171.00', []],
    ['that gaps beyond the collar is not', null, '160.00', ['price']],
    ['with a limit that fills at its limit is', '179.5', '179.50', []],
    ['with a limit that fills below it is not', '179.5', '179.49', ['price']],
  ])('%s', async (_words, limit, price, checks) => {
    await bracket({ stopLimit: limit === null ? null : decimal(limit) });
    await fills('502', 'SELL', [['10', price]]);
    expect((await mismatches()).flatMap(({ findings }) => findings.map(({ check }) => check))).toEqual(
      checks,
    );
  });

  it('that is listed as the market order that it became is still the stop', async () => {
    await bracket();
    await fills('502', 'SELL', [['10', '179.00']], { orderType: 'MKT', stopPrice: null });
    expect(await mismatches()).toEqual([]);
  });
});

describe('a leg', () => {
  it.each<[string, Partial<BrokerOrder>, string]>([
    ['that bought', { side: 'BUY' }, 'side'],
    ['of another symbol', { symbol: 'MSFT' }, 'symbol'],
  ])('%s is a mismatch', async (_words, change, check) => {
    await bracket({ isNamed: true });
    await fills('501', 'SELL', [['10', '200.00']], change);
    expect((await mismatches()).flatMap(({ findings }) => findings.map((each) => each.check))).toContain(
      check,
    );
  });

  it('that was changed elsewhere and fills at another price is told of twice: the change, and the fill', async () => {
    await bracket();
    await fills('501', 'SELL', [['10', '190.00']], { limitPrice: decimal(190) });
    const told = await harness.desk.oversight.alerts();
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['fill_mismatch', 'outside_order']);
  });

  it('that fills while the app is away is compared after its start', async () => {
    await bracket();
    harness.broker.fills.push(fill({ brokerOrderId: '501', quantity: decimal(10), price: decimal(150) }));
    const figures = { filledQuantity: decimal(10), averageFillPrice: decimal(150) };
    list(parent, { ...profit, status: 'filled', ...figures });
    const again = new TradingHarness(harness.database, harness);
    await again.turns(3, 1_000);
    expect(await again.desk.oversight.alerts()).toMatchObject([
      { kind: 'fill_mismatch', brokerOrderId: '501' },
    ]);
    expect((await kept()).filter(({ broker_order_id }) => broker_order_id === '501')).toHaveLength(1);
  });

  it('that has left the list of the newest orders is read by itself', async () => {
    await bracket();
    harness.broker.openOrders = [];
    await fills('501', 'SELL', [['10', '199.00']]);
    expect(await mismatches()).toHaveLength(1);
  });

  it('whose fill is pushed is read at once', async () => {
    await bracket();
    harness.broker.openOrders = [];
    harness.broker.fills.push(fill({ brokerOrderId: '501', quantity: decimal(10), price: decimal(199) }));
    harness.broker.report('501', { status: 'filled', filledQuantity: decimal(10) });
    await harness.turns(1, 1_000);
    expect(await mismatches()).toEqual([]);
    const news = {
      name: 'fill',
      accountId: ACCOUNT_ID,
      brokerOrderId: '501',
      fillId: 't9',
      symbol: 'AAPL',
    } as const;
    harness.desk.brokerNews({ ...news, price: decimal(199), quantity: decimal(10), timeMs: null });
    harness.desk.brokerNews({ ...news, price: decimal(199), quantity: decimal(10), timeMs: null });
    await harness.turns(2, 1_000);
    expect(await mismatches()).toHaveLength(1);
    expect((await kept()).filter(({ broker_order_id }) => broker_order_id === '501')).toHaveLength(1);
  });

  it('waits for a broker that is away', async () => {
    await bracket();
    harness.broker.failing.set(
      'transactions.list',
      new AppError('unavailable', 'away', { nextStep: 'wait' }),
    );
    await fills('501', 'SELL', [['10', '150.00']]);
    expect(await mismatches()).toEqual([]);
    harness.broker.failing.clear();
    await harness.turns(2, 120_000);
    expect(await mismatches()).toHaveLength(1);
  });
});

describe('both legs together', () => {
  it('may fill what the order has filled, in any parts', async () => {
    await bracket();
    await fills('501', 'SELL', [['3', '200.00']], { status: 'partially_filled' });
    await fills('502', 'SELL', [['7', '179.90']]);
    expect(await mismatches()).toEqual([]);
  });

  it('that fill more are one alert, of their order', async () => {
    await bracket();
    await fills('501', 'SELL', [['10', '200.00']]);
    await fills('502', 'SELL', [['10', '179.90']]);
    await harness.turns(3, 120_000);
    expect(await mismatches()).toMatchObject([
      {
        brokerOrderId: parent.brokerOrderId,
        proposalId,
        findings: [{ check: 'quantity', approved: '10', found: '20' }],
      },
    ]);
  });
});
