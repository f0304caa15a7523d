import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compare, decimal, multiply, sum } from '../../../../src/shared/domain/decimal.ts';
import { grantInput } from '../../../support/fake-grants.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';
import { until } from '../../../support/until.ts';

const databases = tempDatabases();
const PRICE = decimal('187.50');
const TOTAL = decimal(5_000);
const ORDERS_MAX = 4;
/** Nothing of an earlier step is a duplicate, counts in the minute, or still waits for a decision. */
const STEP_MS = 900_000;

/** Where the app dies while an order that the grant covers is on its way; it never hears of it again. */
const KILLS = ['nowhere', 'before the intent', 'on the wire', 'after the broker took it'] as const;
type Kill = (typeof KILLS)[number];

const step = fc.record({
  quantities: fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 3 }),
  kill: fc.constantFrom(...KILLS),
});
const never = () => new Promise<never>(() => undefined);

function arm(harness: TradingHarness, kill: Kill): { readonly isDead: () => boolean } {
  let isDead = false;
  const die = () => {
    isDead = true;
    return never();
  };
  const { broker } = harness;
  broker.doesArrive = kill !== 'on the wire';
  broker.onPlace =
    kill === 'nowhere' || kill === 'before the intent' ? async (id) => ({ brokerOrderId: id }) : die;
  broker.beforeRead = (name) =>
    kill === 'before the intent' && name === 'orders.reserveNumber' ? die() : Promise.resolve();
  return { isDead: () => isDead };
}

/** A generator that never sends anything would prove nothing. */
let ordersSent = 0;

it('a grant is never overspent, wherever the app is killed, and every order that left is paid for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const path = databases.newPath();
      let harness = new TradingHarness(databases.open(path));
      const terms = { orderNotionalMax: decimal(2_100), totalNotionalMax: TOTAL, ordersMax: ORDERS_MAX };
      await harness.desk.makeGrant(
        grantInput({
          accountId: ACCOUNT_ID,
          ...terms,
          symbols: ['AAA', 'BBB', 'CCC'],
          lifetimeMs: 86_400_000,
        }),
      );
      for (const { quantities, kill } of steps) {
        const { isDead } = arm(harness, kill);
        // At once, so that orders race for what is left.
        const proposals = await Promise.all(
          quantities.map((quantity, index) =>
            harness.propose({ symbol: ['AAA', 'BBB', 'CCC'][index] ?? 'AAA', quantity: decimal(quantity) }),
          ),
        );
        await until(async () => {
          const now = await Promise.all(proposals.map(({ id }) => harness.desk.get(id)));
          const isUnderWay = now.some(({ status }) => status === 'approved' || status === 'submitting');
          if (isUnderWay && !isDead()) throw new Error('under way');
        });
        const { broker } = harness;
        harness = new TradingHarness(databases.open(path), harness);
        arm(harness, 'nowhere');
        harness.clock.advance(STEP_MS);
        await harness.desk.recover(ACCOUNT_ID);
        await harness.turns(3, 5_000);
        const uses = await harness.database.db.selectFrom('grant_uses').selectAll().execute();
        expect(uses.length).toBeLessThanOrEqual(ORDERS_MAX);
        expect(compare(sum(uses.map(({ notional }) => decimal(notional))), TOTAL)).toBeLessThanOrEqual(0);
        const paid = new Set(uses.map(({ proposal_id }) => proposal_id));
        expect(broker.placed.filter(({ userMark }) => !paid.has(userMark))).toEqual([]);
        ordersSent += broker.placed.length;
        const worths = broker.placed.map(({ order }) => multiply(order.quantity, PRICE));
        expect(compare(sum(worths), TOTAL)).toBeLessThanOrEqual(0);
        // What was sent back to the person would make the next step's orders too many.
        await harness.turns(1, STEP_MS);
      }
    }),
    { numRuns: 15 },
  );
  expect(ordersSent).toBeGreaterThan(20);
}, 120_000);
