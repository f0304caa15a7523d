import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { decimal } from '../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../src/shared/domain/order-form.ts';
import type { OrderRequest } from '../../src/shared/domain/order-request.ts';
import type { Proposal } from '../../src/shared/domain/proposal.ts';
import { approveAsUser } from '../support/approve-as-user.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

const SLOW_MACHINE = { timeout: 30_000, interval: 100 } as const;
let harness: CoreHarness;

beforeEach(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
});
afterEach(() => harness.close());

type Door = NonNullable<Gateway['control']>['door'];
const door = (): Door => {
  const { control } = harness.gateway();
  if (control === null) throw new Error('the fault door is shut');
  return control.door;
};

const BUY: OrderRequest = {
  symbol: 'AAPL',
  side: 'BUY',
  orderType: 'MKT',
  quantity: decimal(10),
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  ...PLAIN_FORM,
  legs: null,
};
const WHY = { rationale: 'As the user asked.', requestId: null };
const TESTER = { connectionId: 'here', name: 'tester', version: null };
const demoId = () => harness.core.accounts.find('demo')?.id ?? '';

/** Proposes and approves, as a person does. @returns the proposal's id */
async function placed(order: Partial<OrderRequest>): Promise<string> {
  const { trading } = harness.core;
  const asked = { accountId: demoId(), order: { ...BUY, ...order }, ...WHY };
  return approved(await trading.propose(asked, TESTER));
}

async function approved(proposal: Proposal): Promise<string> {
  await approveAsUser(harness.core.trading, proposal.id);
  return proposal.id;
}

const alerts = () => harness.core.trading.oversight.alerts();
const kindsOf = async () => (await alerts()).map(({ kind }) => kind);

async function untilChecked(proposalId: string): Promise<void> {
  await vi.waitFor(async () => {
    const { events } = await harness.core.audit.list(
      {
        kinds: ['order.fills_checked'],
        actors: [],
        accountId: null,
        clientName: null,
        text: '',
        fromMs: null,
        toMs: null,
      },
      null,
      50,
    );
    expect(events.map((event) => event.proposalId)).toContain(proposalId);
  }, SLOW_MACHINE);
}

it('fills that are as approved raise nothing, also when they are pushed twice', async () => {
  door().run({ action: 'add_push_fault', fault: { kind: 'duplicate', count: 5 } });
  const id = await placed({});
  await untilChecked(id);
  expect(await alerts()).toEqual([]);
  expect(harness.alerted).toEqual([]);
});

it('every order of a basket is matched with its own approval, sales first, and raises nothing', async () => {
  const { trading } = harness.core;
  await untilChecked(await placed({ symbol: 'MSFT' }));
  const orders: OrderRequest[] = [
    BUY,
    { ...BUY, symbol: 'MSFT', side: 'SELL', quantity: decimal(4) },
    { ...BUY, symbol: 'NVDA', quantity: decimal(3) },
  ];
  const id = await approved(await trading.proposeBasket({ accountId: demoId(), orders, ...WHY }, TESTER));
  const { legs } = await trading.get(id);
  expect(legs.map(({ order }) => order.symbol)).toEqual(['MSFT', 'AAPL', 'NVDA']);
  for (const leg of legs) await untilChecked(leg.proposalId);
  expect(await alerts()).toEqual([]);
  expect(harness.alerted).toEqual([]);
  expect((await trading.get(id)).status).toBe('filled');
});

it('an order of a basket that fills for more than was approved is a mismatch of that order', async () => {
  door().run({ action: 'set_price', symbol: 'MSFT', price: '400' });
  const { trading } = harness.core;
  const orders: OrderRequest[] = [
    BUY,
    { ...BUY, symbol: 'MSFT', orderType: 'LMT', limitPrice: decimal('396') },
  ];
  const id = await approved(await trading.proposeBasket({ accountId: demoId(), orders, ...WHY }, TESTER));
  const resting = async () => (await trading.get(id)).legs.find(({ order }) => order.symbol === 'MSFT');
  await vi.waitFor(async () => expect((await resting())?.status).toBe('working'), SLOW_MACHINE);
  door().run({ action: 'enlarge_elsewhere', symbol: 'MSFT', quantity: 15 });
  door().run({ action: 'set_price', symbol: 'MSFT', price: '395' });
  await vi.waitFor(async () => expect(await kindsOf()).toEqual(['fill_mismatch']), SLOW_MACHINE);
  expect((await alerts())[0]).toMatchObject({ proposalId: (await resting())?.proposalId });
});

it('an order that somebody enlarges elsewhere and that fills for more is a mismatch', async () => {
  door().run({ action: 'set_price', symbol: 'MSFT', price: '400' });
  const id = await placed({ symbol: 'MSFT', orderType: 'LMT', limitPrice: decimal('396') });
  await vi.waitFor(
    async () => expect((await harness.core.trading.get(id)).status).toBe('working'),
    SLOW_MACHINE,
  );
  door().run({ action: 'enlarge_elsewhere', symbol: 'MSFT', quantity: 15 });
  door().run({ action: 'set_price', symbol: 'MSFT', price: '395' });
  await vi.waitFor(async () => expect(await kindsOf()).toEqual(['fill_mismatch']), SLOW_MACHINE);
  const [alert] = await alerts();
  expect(alert).toMatchObject({
    proposalId: id,
    findings: [{ check: 'quantity', approved: '10', found: '15' }],
  });
  expect(harness.alerted.map(({ id: alertId }) => alertId)).toEqual([alert?.id]);
  await harness.restart();
  expect((await alerts())[0]?.acknowledgedAtMs).toBeNull();
  await harness.core.trading.oversight.acknowledge(alert?.id ?? '');
  expect((await alerts())[0]?.acknowledgedAtMs).not.toBeNull();
  expect(await harness.core.audit.verify()).toMatchObject({ isIntact: true });
});

it('an order made elsewhere is told of once, and one made here is not', async () => {
  await untilChecked(await placed({}));
  await vi.waitFor(
    async () => {
      // Only after the first look at the account is anything at the broker news.
      door().run({ action: 'place_elsewhere', symbol: 'NVDA', side: 'BUY', quantity: 3 });
      expect(await kindsOf()).toContain('outside_order');
    },
    { timeout: 30_000, interval: 2_000 },
  );
  const told = (await alerts()).filter(({ kind }) => kind === 'outside_order');
  for (const { text } of told) expect(text).toContain('outside this app');
  expect(told.flatMap(({ findings }) => findings.map(({ text }) => text)).join()).not.toContain('AAPL');
  const found = told.flatMap(({ findings }) => findings.map((finding) => finding.found));
  expect(new Set(found).size).toBe(found.length);
});
