import { beforeEach, describe, expect, it } from 'vitest';
import { BASKET_LEGS_MAX } from '../../../../src/shared/domain/basket-card.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, TradingHarness } from '../../../support/trading-harness.ts';

const databases = tempDatabases();
let harness: TradingHarness;

beforeEach(() => {
  harness = new TradingHarness(databases.open());
});

async function evidence(): Promise<Record<string, unknown>[]> {
  const rows = await harness.database.db
    .selectFrom('audit_events')
    .select('detail')
    .where('kind', '=', 'approval.decided')
    .orderBy('sequence')
    .execute();
  return rows.map(({ detail }) => JSON.parse(detail) as Record<string, unknown>);
}

describe('the evidence of a decision', () => {
  it('is what was sealed, what the controls said and how fast it was, for a refusal as for an approval', async () => {
    const { id } = await harness.propose();
    const refused = await harness.propose({ symbol: 'MSFT' });
    const card = await harness.orderCard(id);
    harness.clock.advance(3_000);
    await harness.approve(id);
    harness.clock.advance(1_250);
    await harness.desk.decide({
      decision: 'decline',
      proposalId: refused.id,
      note: 'too dear',
      isClientBlocked: false,
    });
    const sealed = { quote: { askPrice: '187.5' }, preview: expect.any(Object), mode: 'paper' };
    const controls = expect.arrayContaining([
      expect.objectContaining({ control: 'order_quantity', level: 'pass' }),
    ]);
    expect(await evidence()).toMatchObject([
      { decision: 'approve', seal: card.seal, sealed, controls, latencyMs: 3_000, holdMs: 600 },
      { decision: 'decline', note: 'too dear', sealed, controls, latencyMs: 1_250, holdMs: 600 },
    ]);
    const [{ sealed: approved } = {}] = await evidence();
    expect(approved).toMatchObject({ policy: expect.any(String), order: { symbol: 'AAPL' } });
  });

  it('holds each order of a basket and what the controls said of them', async () => {
    const { id } = await harness.proposeBasket([{}, { symbol: 'MSFT', quantity: decimal(3) }]);
    harness.clock.advance(2_500);
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: false });
    expect(await evidence()).toMatchObject([
      {
        sealed: { legs: [{ order: { symbol: 'AAPL' } }, { order: { symbol: 'MSFT' } }] },
        latencyMs: 2_500,
      },
    ]);
  });

  it('is whole for the largest basket, of which every order warns', async () => {
    await harness.riskSettings.set(ACCOUNT_ID, {
      ...DEFAULT_RISK_SETTINGS,
      orderQuantityWarn: decimal(1),
      ordersPerMinuteMax: 30,
      displayedSizeWarn: decimal('0.01'),
    });
    const symbols = ['AAPL', 'MSFT', 'TSLA', 'KO', 'NVDA', 'SPY'].slice(0, BASKET_LEGS_MAX);
    const orders = symbols.map((symbol) => ({ symbol, orderType: 'MKT' as const, limitPrice: null }));
    const { id, status } = await harness.proposeBasket(orders);
    expect(status).toBe('awaiting_approval');
    expect(await harness.approve(id)).toMatchObject({ isDelivered: true });
    const [decided] = await evidence();
    expect(decided?.['sealed']).toMatchObject({ legs: symbols.map((symbol) => ({ order: { symbol } })) });
    expect(decided?.['controls']).toHaveLength(2 * BASKET_LEGS_MAX);
  });

  it('is kept up to 32,768 characters, which that of the largest basket does not reach', async () => {
    const detail = { legs: Array.from({ length: BASKET_LEGS_MAX }, () => 'words '.repeat(700)) };
    const rest = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
    await harness.audit.append({ kind: 'approval.decided', actor: 'user', summary: 'x', detail, ...rest });
    expect(await evidence()).toEqual([detail]);
  });

  it('is there for a card that nobody can read any more', async () => {
    const { id } = await harness.propose();
    await harness.database.db.updateTable('proposals').set({ card_json: '{}' }).execute();
    await harness.desk.decide({ decision: 'decline', proposalId: id, note: '', isClientBlocked: false });
    expect(await evidence()).toMatchObject([{ decision: 'decline', sealed: null, holdMs: null }]);
  });
});
