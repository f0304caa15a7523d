import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { pastDecisions } from '../../../../../src/main/trading/past-decisions.ts';
import { type AskedCard, decisionsByClient } from '../../../../../src/main/trading/summary/decisions.ts';
import { summaryCsv } from '../../../../../src/main/trading/summary/summary-csv.ts';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import { PLAIN_FORM } from '../../../../../src/shared/domain/order-form.ts';
import type { ProposalId } from '../../../../../src/shared/domain/proposal.ts';
import { tempDatabases } from '../../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../../support/trading-harness.ts';
import { holding } from '../../risk/control-facts-of.ts';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

const CURSOR = { client: { connectionId: 'conn-2', name: 'Cursor', version: null } };
const summary = () => harness.desk.summaries.summary({ span: 'week', day: null, market: 'US' });
const decline = (proposalId: ProposalId) =>
  harness.desk.decide({ decision: 'decline', proposalId, note: '', isClientBlocked: false });

async function approvedAfter(tookMs: number, symbol: string): Promise<void> {
  const { id } = await harness.propose({ symbol });
  harness.clock.advance(tookMs);
  expect(await harness.approve(id)).toMatchObject({ isDelivered: true });
}

describe('how the user decided', () => {
  it('is told by client and of all together: which way, how fast, and what nobody can have read', async () => {
    await approvedAfter(1_999, 'AAPL');
    await approvedAfter(2_000, 'MSFT');
    await approvedAfter(9_000, 'KO');
    const declined = await harness.propose({ symbol: 'TSLA' }, CURSOR);
    harness.clock.advance(4_000);
    await decline(declined.id);
    await harness.propose({ symbol: 'TSLA' }, CURSOR);
    await harness.turns(1, 3_600_000);
    expect((await summary()).decisions).toEqual([
      {
        clientName: 'Claude',
        ...{ approved: 3, declined: 0, expired: 0, edited: 0 },
        ...{ medianMs: 2_000, fastestMs: 1_999, quickApprovals: 1 },
      },
      {
        clientName: 'Cursor',
        ...{ approved: 0, declined: 1, expired: 1, edited: 0 },
        ...{ medianMs: 4_000, fastestMs: 4_000, quickApprovals: 0 },
      },
      {
        clientName: null,
        ...{ approved: 3, declined: 1, expired: 1, edited: 0 },
        ...{ medianMs: 3_000, fastestMs: 1_999, quickApprovals: 1 },
      },
    ]);
    const lines = summaryCsv(await summary())
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toMatch(
      /cards_approved,cards_declined,cards_expired,cards_edited,median_decision_ms,fastest_decision_ms,quick_approvals$/,
    );
    expect(lines.at(-2)).toMatch(/,,Claude,.*,3,0,0,0,2000,1999,1$/);
    expect(lines.at(-1)).toMatch(/,,Cursor,.*,0,1,1,0,4000,4000,0$/);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });

  it('counts a card that waited behind another from that one’s decision, and an edited card', async () => {
    const first = await harness.propose({ symbol: 'AAPL' });
    const second = await harness.propose({ symbol: 'MSFT' });
    harness.clock.advance(10_000);
    await decline(first.id);
    harness.clock.advance(1_500);
    await decline(second.id);
    const { id, order } = await harness.propose({ symbol: 'KO' });
    const { seal } = await harness.orderCard(id);
    const { orderType, limitPrice, stopPrice, timeInForce } = order!;
    const { trail, expiresAtMs, attached, algo } = PLAIN_FORM;
    const form = { orderType, limitPrice, stopPrice, timeInForce, trail, expiresAtMs, attached, algo };
    await harness.desk.edit({ ...form, proposalId: id, seal, quantity: decimal(7) });
    expect((await summary()).decisions).toMatchObject([
      { declined: 2, edited: 1, medianMs: 5_750, fastestMs: 1_500, quickApprovals: 0 },
    ]);
  });

  it('takes a basket for one card', async () => {
    const { id } = await harness.proposeBasket([{ symbol: 'AAPL' }, { symbol: 'MSFT' }]);
    harness.clock.advance(5_000);
    await harness.approve(id);
    expect((await summary()).decisions).toMatchObject([{ approved: 1, medianMs: 5_000, fastestMs: 5_000 }]);
  });

  it('takes no notice of orders that close positions, which were decided on as one', async () => {
    const { flatten, summaries } = harness.desk;
    harness.broker.positions = ['AAPL', 'MSFT', 'KO'].map((symbol) => ({ ...holding('5'), symbol }));
    const { id, lines, sentence } = await flatten.plan(ACCOUNT_ID, 'limit');
    const symbols = lines.map(({ symbol }) => symbol);
    await flatten.confirm({ planId: id, symbols, typedSentence: sentence });
    const state = async () => (await flatten.latest(ACCOUNT_ID))?.state;
    await expect.poll(state, { timeout: 30_000 }).toBe('done');
    expect(harness.broker.placed).toHaveLength(3);
    expect((await summaries.summary({ span: 'day', day: null, market: 'US' })).decisions).toEqual([]);
    expect(await pastDecisions(harness.database.db)).toEqual([]);
  });

  it('has no times where nobody decided, and nothing to say where nobody was asked', async () => {
    expect((await summary()).decisions).toEqual([]);
    await harness.propose();
    await harness.turns(1, 3_600_000);
    expect((await summary()).decisions).toMatchObject([{ expired: 1, medianMs: null, fastestMs: null }]);
  });

  it('does not count what a longer hold took', () => {
    const held = (decidedAtMs: number, holdMs: number): AskedCard => ({
      clientName: 'Claude',
      state: 'submitting',
      mode: 'paper',
      createdAtMs: 0,
      decidedAtMs,
      holdMs,
    });
    expect(decisionsByClient([held(4_999, 3_600)], [4_999])).toMatchObject([{ quickApprovals: 1 }]);
    expect(decisionsByClient([held(5_000, 3_600)], [5_000])).toMatchObject([{ quickApprovals: 0 }]);
    expect(decisionsByClient([{ ...held(2_500, 1_500), mode: 'live' }], [2_500])).toMatchObject([
      { quickApprovals: 0 },
    ]);
  });

  it('is never faster than its fastest nor slower than the whole wait', () => {
    const card = fc.record({ createdAtMs: fc.nat(100_000), waitedMs: fc.integer({ min: 1, max: 100_000 }) });
    fc.assert(
      fc.property(fc.array(card, { minLength: 1, maxLength: 30 }), (drawn) => {
        const cards = drawn.map(({ createdAtMs, waitedMs }) => ({
          clientName: 'Claude',
          state: 'declined' as const,
          mode: 'paper' as const,
          createdAtMs,
          decidedAtMs: createdAtMs + waitedMs,
          holdMs: 600,
        }));
        const decided = cards.map(({ decidedAtMs }) => decidedAtMs).sort((left, right) => left - right);
        const [row] = decisionsByClient(cards, decided);
        expect(row?.fastestMs).toBeLessThanOrEqual(row?.medianMs ?? -1);
        expect(row?.medianMs).toBeLessThanOrEqual(Math.max(...drawn.map(({ waitedMs }) => waitedMs)));
      }),
    );
  });
});
