import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { approvedBracket } from '../support/bracket.ts';
import { type CoreHarness, startCoreHarness } from '../support/core-harness.ts';

const SLOW_MACHINE = { timeout: 60_000, interval: 200 } as const;
let harness: CoreHarness;

beforeEach(async () => {
  harness = await startCoreHarness({ holdSeconds: 0 });
});
afterEach(() => harness.close());

function door(command: object): void {
  const { control } = harness.gateway();
  if (control === null) throw new Error('the fault door is shut');
  control.door.run(command);
}
const price = (to: string) => door({ action: 'set_price', symbol: 'AAPL', price: to });

/** @returns the proposal's id, when the order has filled and the fills of it were compared */
async function filledBracket(): Promise<string> {
  const proposalId = await approvedBracket(harness, '270.5');
  await vi.waitFor(async () => expect(await checked()).toHaveLength(1), SLOW_MACHINE);
  return proposalId;
}

async function checked() {
  const { events } = await harness.core.audit.list(
    {
      ...{ kinds: ['order.fills_checked'], actors: [], accountId: null, clientName: null },
      ...{ text: '', fromMs: null, toMs: null },
    },
    null,
    50,
  );
  return events;
}

const alerts = () => harness.core.trading.oversight.alerts();
const findings = async () => (await alerts()).flatMap((alert) => alert.findings.map(({ check }) => check));

/** Two readings of the account at most: one when a leg's fill is pushed, one when its other leg ends. */
async function untilLegChecked(proposalId: string): Promise<string> {
  let summary = '';
  await vi.waitFor(async () => {
    const [event] = (await checked()).filter(
      (each) =>
        each.summary.includes(' of BUY 10 AAPL @ 270.5 LMT DAY with') && each.summary.includes(' by '),
    );
    expect(event).toMatchObject({ proposalId });
    summary = event?.summary ?? '';
  }, SLOW_MACHINE);
  return summary;
}

it('a take profit that fills is as approved, is in the day’s summary, and is counted once after a restart', async () => {
  const id = await filledBracket();
  price('281');
  expect(await untilLegChecked(id)).toContain('by take profit 280');
  expect(await alerts()).toEqual([]);
  const question = { span: 'day', day: null, market: 'US' } as const;
  const before = await harness.core.trading.summaries.summary(question);
  const [row] = before.rows;
  expect(row).toMatchObject({ proposals: 1, approved: 1, alerts: 0 });
  expect(row?.money[0]?.unknownResults).toBe(0);
  expect(Number(row?.money[0]?.sold)).toBeGreaterThanOrEqual(2_800);
  await harness.restart();
  await vi.waitFor(async () => expect(await alerts()).toEqual([]), SLOW_MACHINE);
  expect((await harness.core.trading.summaries.summary(question)).rows).toEqual(before.rows);
  expect(await harness.core.audit.verify()).toMatchObject({ isIntact: true });
});

it('a stop that gaps through its collar is a mismatch of the leg', async () => {
  const id = await filledBracket();
  price('200');
  await untilLegChecked(id);
  expect(await alerts()).toMatchObject([
    { kind: 'fill_mismatch', proposalId: id, findings: [{ check: 'price' }] },
  ]);
});

it('a stop that fires within its collar is as approved', async () => {
  const id = await filledBracket();
  price('259');
  expect(await untilLegChecked(id)).toContain('by stop loss 260');
  expect(await alerts()).toEqual([]);
});

it('a leg that fills while the app is closed is compared after its start', async () => {
  const id = await filledBracket();
  await harness.restart();
  price('200');
  await untilLegChecked(id);
  expect(await findings()).toEqual(['price']);
});

it('a leg that somebody changes elsewhere and that fills at another price is told of as both', async () => {
  const id = await filledBracket();
  price('270');
  door({ action: 'reprice_elsewhere', symbol: 'AAPL', price: '272' });
  price('273');
  await untilLegChecked(id);
  await vi.waitFor(async () => {
    const kinds = (await alerts()).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['fill_mismatch', 'outside_order']);
  }, SLOW_MACHINE);
});

it('a leg that somebody enlarges elsewhere and that sells more than was bought is a mismatch of the order', async () => {
  const id = await filledBracket();
  // The newest open order is the stop.
  door({ action: 'enlarge_elsewhere', symbol: 'AAPL', quantity: 15 });
  price('259');
  await untilLegChecked(id);
  await vi.waitFor(async () => expect(await findings()).toContain('quantity'), SLOW_MACHINE);
});
