import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AccountNews } from '../../../../src/main/accounts/quote-feed.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { BrokerOrderStatus } from '../../../../src/shared/domain/order.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();

/** The life of an order at the broker, and the rank by which it must not go back. */
const LIFE: readonly { readonly status: BrokerOrderStatus; readonly filled: number }[] = [
  { status: 'working', filled: 0 },
  { status: 'partially_filled', filled: 3 },
  { status: 'partially_filled', filled: 7 },
  { status: 'filled', filled: 10 },
];
const RANK: Readonly<Record<string, number>> = { submitted: 0, working: 1, partially_filled: 2, filled: 3 };

/** What happens: the broker goes a step on, or a push of any moment of the order's life arrives, again or late. */
const happening = fc.oneof(
  { arbitrary: fc.constant('step' as const), weight: 2 },
  { arbitrary: fc.integer({ min: 0, max: LIFE.length - 1 }), weight: 3 },
  { arbitrary: fc.constantFrom('gap' as const, 'fill' as const), weight: 1 },
);

it('an order whose pushes come doubled, late and in any order never goes back, and ends as the broker says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
      const harness = new TradingHarness(databases.open());
      const { id } = await harness.propose();
      const { proposal } = await harness.approve(id);
      const brokerOrderId = proposal.brokerOrderId ?? '';
      let step = 0;
      let rank = 0;
      let filled = 0;
      const report = () => {
        const at = LIFE[step];
        if (at !== undefined)
          harness.broker.report(brokerOrderId, { status: at.status, filledQuantity: decimal(at.filled) });
      };
      const seen = async () => {
        const now = await harness.desk.get(id);
        const rankNow = RANK[now.status] ?? -1;
        const filledNow = Number(now.filledQuantity ?? 0);
        expect(rankNow).toBeGreaterThanOrEqual(rank);
        expect(filledNow).toBeGreaterThanOrEqual(filled);
        expect(filledNow).toBeLessThanOrEqual(LIFE[step]?.filled ?? 0);
        rank = rankNow;
        filled = filledNow;
      };
      report();
      for (const each of happenings) {
        if (each === 'step') {
          step = Math.min(step + 1, LIFE.length - 1);
          report();
        } else harness.desk.brokerNews(newsOf(each, brokerOrderId));
        await seen();
      }
      step = LIFE.length - 1;
      report();
      harness.desk.brokerNews(newsOf(0, brokerOrderId));
      await expect.poll(async () => (await harness.desk.get(id)).status).toBe('filled');
      await seen();
      expect((await harness.desk.get(id)).filledQuantity).toBe('10');
      await harness.desk.close();
      expect(harness.errors).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

function newsOf(each: number | 'gap' | 'fill', brokerOrderId: string): AccountNews {
  if (each === 'gap') return { name: 'gap', accountId: ACCOUNT_ID };
  const of = { accountId: ACCOUNT_ID, brokerOrderId, symbol: 'AAPL' };
  if (each === 'fill') {
    return { ...of, name: 'fill', fillId: '1', price: decimal(1), quantity: decimal(3), timeMs: 1 };
  }
  const at = LIFE[each];
  return {
    ...of,
    name: 'order',
    statusText: at?.status ?? '',
    filledQuantity: decimal(at?.filled ?? 0),
    updatedAtMs: each,
  };
}
