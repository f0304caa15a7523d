import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallAllowance } from '../../../../src/main/clients/call-allowance.ts';
import { clientAccess } from '../../../../src/main/mcp/access.ts';
import { ToolCaller } from '../../../../src/main/mcp/call-tool.ts';
import { publicTool } from '../../../../src/main/mcp/public-tool.ts';
import { ReadRouter } from '../../../../src/main/mcp/routing/read-router.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import { DEFAULT_APP_SETTINGS } from '../../../../src/shared/domain/app-settings.ts';
import { compare, decimal, multiply, sum } from '../../../../src/shared/domain/decimal.ts';
import { EVERY_RIGHT, FakeAccountManagement } from '../../../support/fake-clients.ts';
import { grantInput } from '../../../support/fake-grants.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { argumentsFor, consistent, type Field, fitting } from '../../../support/tool-arguments.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';
import { until } from '../../../support/until.ts';

const databases = tempDatabases();

/** The real way of every tool call to the real trading desk; the broker at its edge notes what reaches it. */
class RealDesk {
  readonly harness = new TradingHarness(databases.open());
  readonly #access = clientAccess({
    accounts: this.harness.directory,
    trading: this.harness.desk,
    routing: () => DEFAULT_APP_SETTINGS,
    router: new ReadRouter({ settings: () => DEFAULT_APP_SETTINGS, nowMs: () => this.harness.clock.nowMs() }),
    allowance: new CallAllowance(this.harness.clock),
    rights: () => EVERY_RIGHT,
    renewToken: () => Promise.reject(new Error('no account here has a token')),
  });
  readonly #caller = new ToolCaller({
    catalog: toolCatalog,
    access: this.#access,
    admin: new FakeAccountManagement(),
    audit: this.harness.audit,
    clock: this.harness.clock,
    logger: this.harness.logger,
    holdSeconds: () => 0,
    isAppLocked: () => false,
    rateUsage: () => [],
  });

  call(name: string, args: unknown) {
    const signal = new AbortController().signal;
    return this.#caller.call({ name, args, requester: CLIENT, signal, reportProgress: null });
  }

  /** Every proposal of the client with what stands for a decision on it. */
  rows() {
    return this.harness.database.db
      .selectFrom('proposals')
      .select(['id', 'kind', 'state', 'grant_id', 'decided_at_ms'])
      .execute();
  }

  async settled(): Promise<void> {
    await until(async () => {
      if ((await this.rows()).some(({ state }) => state === 'approved')) throw new Error('under way');
    });
  }
}

const fieldsOf = (tool: (typeof toolCatalog)[number]) =>
  Object.entries((publicTool(tool).inputSchema['properties'] ?? {}) as Record<string, Field>);

/** Any tool with any arguments, orders that could be sent more often than others. */
const anyCall = fc
  .constantFrom(...toolCatalog)
  .chain((tool) =>
    fc.record({ name: fc.constant<string>(tool.name), args: argumentsFor(publicTool(tool).inputSchema) }),
  );
const goodOrder = fc
  .record(
    Object.fromEntries(
      fieldsOf(toolCatalog.find(({ name }) => name === 'tiger_place_order')!).map(([name, field]) => [
        name,
        name === 'account_id' ? fc.constant('demo') : fitting(name, field),
      ]),
    ),
  )
  .chain((args) =>
    fc.constantFrom(1, 5, 10, 40).map((quantity) => ({
      name: 'tiger_place_order',
      args: consistent({ ...args, symbol: 'AAPL', order_type: 'LMT', quantity, price: '187.5' }),
    })),
  );
/** Without the many parts that an order may have and a grant or a control objects to. */
const plainOrder = fc.constantFrom(2, 6, 9).map((quantity) => ({
  name: 'tiger_place_order',
  args: {
    ...{ account_id: 'demo', symbol: 'AAPL', side: 'BUY', order_type: 'LMT', price: '187.5', quantity },
    rationale: 'As the user asked.',
    wait_seconds: 0,
  },
}));
const calls = fc.array(fc.oneof(anyCall, goodOrder, plainOrder), { minLength: 5, maxLength: 25 });

describe('no sequence of tool calls', () => {
  it('makes an order without a decision in the window', async () => {
    let proposals = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (sequence) => {
        const desk = new RealDesk();
        for (const { name, args } of sequence) await desk.call(name, args);
        await desk.settled();
        expect(desk.harness.broker.placed).toEqual([]);
        expect(desk.harness.broker.modified).toEqual([]);
        const rows = await desk.rows();
        proposals += rows.filter(({ kind }) => kind === 'place').length;
        expect(rows.filter(({ decided_at_ms }) => decided_at_ms !== null)).toEqual([]);
        expect(await desk.harness.desk.grants()).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(proposals).toBeGreaterThan(10);
  }, 120_000);

  it('makes one beyond an unexpired grant of the window, nor makes, widens or prolongs a grant', async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (sequence) => {
        const desk = new RealDesk();
        const { harness } = desk;
        const limits = { orderNotionalMax: decimal(1_900), totalNotionalMax: decimal(3_000), ordersMax: 2 };
        const made = await harness.desk.makeGrant(grantInput({ accountId: ACCOUNT_ID, ...limits }));
        for (const { name, args } of sequence) await desk.call(name, args);
        await desk.settled();
        const byGrant = new Set(
          (await desk.rows()).filter(({ grant_id }) => grant_id === made.id).map(({ id }) => id),
        );
        const { placed } = harness.broker;
        sent += placed.length;
        expect(placed.every(({ userMark }) => byGrant.has(userMark))).toBe(true);
        expect(placed.every(({ order }) => order.side === 'BUY' && order.symbol === 'AAPL')).toBe(true);
        const worth = sum(placed.map(({ order }) => multiply(order.quantity, decimal('187.5'))));
        expect(compare(worth, limits.totalNotionalMax)).toBeLessThanOrEqual(0);
        const grants = await harness.desk.grants();
        expect(grants.map(({ id, terms }) => ({ id, terms }))).toEqual([{ id: made.id, terms: made.terms }]);
        harness.clock.advance(3_600_000);
        const before = placed.length;
        await desk.call('tiger_place_order', {
          account_id: 'demo',
          symbol: 'AAPL',
          side: 'BUY',
          quantity: 2,
          order_type: 'LMT',
          price: '187.5',
          rationale: 'after the grant has expired',
          wait_seconds: 0,
        });
        await desk.settled();
        expect(placed.length).toBe(before);
      }),
      { numRuns: 25 },
    );
    expect(sent).toBeGreaterThan(5);
  }, 120_000);
});

it('text of third parties is on record before the client has it, and turns its grants off', async () => {
  const desk = new RealDesk();
  await desk.harness.desk.makeGrant(grantInput({ accountId: ACCOUNT_ID }));
  await desk.call('tiger_get_corporate_actions', { symbol: 'AAPL' });
  const { id, status } = await desk.harness.propose();
  expect(status).toBe('awaiting_approval');
  const card = await desk.harness.orderCard(id);
  expect(card.taints).toMatchObject([{ source: 'tiger_get_corporate_actions' }]);
  expect(card.grantNote).toContain('third parties');
  // Half an hour later the card says nothing of it, and the grant covers orders again.
  desk.harness.clock.advance(30 * 60_000);
  expect((await desk.harness.propose({ quantity: decimal(9) })).status).toBe('approved');
});
