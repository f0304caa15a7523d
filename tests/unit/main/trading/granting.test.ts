import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { GrantInput } from '../../../../src/shared/domain/grant.ts';
import type { Proposal } from '../../../../src/shared/domain/proposal.ts';
import { grantInput } from '../../../support/fake-grants.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { ACCOUNT_ID, CLIENT, TradingHarness } from '../../../support/trading-harness.ts';
import { until } from '../../../support/until.ts';

const databases = tempDatabases();
let path: string;
let harness: TradingHarness;

beforeEach(() => {
  path = databases.newPath();
  harness = new TradingHarness(databases.open(path));
});

const grant = (change: Partial<GrantInput> = {}) =>
  harness.desk.makeGrant(grantInput({ accountId: ACCOUNT_ID, ...change }));
/** Ten shares at 187.50 are worth 1,875. Resolves when nothing of it is under way any more. */
async function proposed(
  order: Parameters<TradingHarness['propose']>[0] = {},
  h = harness,
): Promise<Proposal> {
  const { id } = await h.propose(order);
  return until(async () => {
    const proposal = await h.desk.get(id);
    if (proposal.status === 'approved' || proposal.status === 'submitting') throw new Error('under way');
    return proposal;
  });
}
const used = async () => {
  const [first] = await harness.desk.grants();
  return [first?.ordersUsed, first?.notionalUsed, first?.state];
};

describe('an order that a grant covers', () => {
  it('is sent without a card, and the grant is the poorer for it', async () => {
    const { id: grantId } = await grant();
    const { id, status } = await proposed();
    expect(status).toBe('submitted');
    expect(harness.broker.placed).toHaveLength(1);
    expect(harness.notified).toEqual([]);
    expect(await used()).toEqual([1, '1875', 'in_force']);
    const kinds = await harness.auditKinds();
    expect(kinds).toEqual(
      expect.arrayContaining(['grant.made', 'approval.sealed', 'approval.decided', 'grant.used']),
    );
    expect(kinds.indexOf('grant.used')).toBeLessThan(kinds.indexOf('order.intent_recorded'));
    const { row } = await rowOf(id);
    expect(row.grant_id).toBe(grantId);
  });

  it('needs a card once the budget does not suffice, and the card says why', async () => {
    await grant({ totalNotionalMax: decimal(3000) });
    await proposed();
    const second = await proposed({ quantity: decimal(9) });
    expect(second.status).toBe('awaiting_approval');
    expect((await harness.orderCard(second.id)).grantNote).toContain('left of the grant');
    expect(harness.broker.placed).toHaveLength(1);
    expect(harness.notified).toMatchObject([{ id: second.id }]);
  });

  it('needs a card from the instant of the revocation', async () => {
    const { id: grantId } = await grant();
    await harness.desk.revokeGrant(grantId);
    expect((await proposed()).status).toBe('awaiting_approval');
    await expect(harness.desk.revokeGrant(grantId)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('goes back to a person when the grant is revoked between decision and sending', async () => {
    const { id: grantId } = await grant();
    const h = harness;
    let isRevoked = false;
    h.broker.beforeRead = async (name) => {
      if (name !== 'orders.reserveNumber' || isRevoked) return;
      isRevoked = true;
      await h.desk.revokeGrant(grantId);
    };
    const { id, status } = await proposed();
    expect(status).toBe('needs_review');
    expect(h.broker.placed).toEqual([]);
    // A person decides from here on, and pays nothing from the grant.
    await h.desk.refresh(id);
    expect((await h.approve(id)).proposal.status).toBe('submitted');
    expect(await used()).toEqual([0, '0', 'revoked']);
  });

  it('survives a restart with what is left of it', async () => {
    await grant();
    await proposed();
    harness.clock.advance(700_000);
    const again = new TradingHarness(databases.open(path), harness);
    expect((await proposed({ quantity: decimal(5) }, again)).status).toBe('submitted');
    expect(await used()).toEqual([2, '2812.5', 'in_force']);
  });

  const alerts: [string, (h: TradingHarness) => void | Promise<void>][] = [
    ['a control warns', (h) => void Object.assign(h.broker, { phase: 'pre_market' })],
    ['the app is locked', (h) => void Object.assign(h, { isLocked: true })],
    [
      'the client was given text of third parties',
      (h) => h.desk.noteThirdPartyText(CLIENT.name, 'tiger_get_corporate_actions'),
    ],
    [
      'the account is not proven to be paper',
      (h) => h.broker.failing.set('account.profile', LOST) && undefined,
    ],
    ['the grant has expired', (h) => h.clock.advance(3_600_000)],
  ];
  it.each(alerts)('waits for a person when %s', async (_name, change) => {
    await grant();
    await change(harness);
    expect(['awaiting_approval', 'blocked']).toContain((await proposed()).status);
    expect(harness.broker.placed).toEqual([]);
    expect((await used()).slice(0, 2)).toEqual([0, '0']);
  });

  it('is blocked by a control like any other: a grant raises none', async () => {
    await grant({ orderNotionalMax: decimal(900_000), totalNotionalMax: decimal(900_000) });
    expect((await proposed({ quantity: decimal(2_000) })).status).toBe('blocked');
  });

  it('never changes an open order', async () => {
    await grant();
    await proposed();
    const brokerOrderId = [...harness.broker.atBroker.keys()][0] ?? '';
    const change = {
      accountId: ACCOUNT_ID,
      brokerOrderId,
      rationale: 'more',
      stopPrice: null,
      limitPrice: null,
      trail: null,
      expiresAtMs: null,
    };
    const modify = await harness.desk.modifyOrder({ ...change, quantity: decimal(11) }, CLIENT);
    expect(modify.status).toBe('awaiting_approval');
    expect(harness.broker.modified).toEqual([]);
  });

  it('ends with a stop that reaches it, also after the stop is lifted', async () => {
    await grant();
    await harness.desk.stopTrading({ scope: 'client', clientName: CLIENT.name }, 1);
    await harness.desk.liftStop({ scope: 'client', clientName: CLIENT.name }, 'I allow new orders again');
    expect((await proposed()).status).toBe('awaiting_approval');
    expect(await used()).toEqual([0, '0', 'revoked']);
  });

  it('covers nothing when its terms were changed behind the app', async () => {
    const { id, terms } = await grant();
    const { db } = harness.database;
    const forged = { terms_json: JSON.stringify({ ...terms, orderNotionalMax: '9000' }) };
    const forge = () => db.updateTable('grants').set(forged).where('id', '=', id).execute();
    await expect(forge()).rejects.toThrow('stay');
    await sql`DROP TRIGGER grants_terms`.execute(db);
    await forge();
    const { id: proposalId, status } = await proposed();
    expect(status).toBe('awaiting_approval');
    expect((await harness.orderCard(proposalId)).grantNote).toContain('sealed');
  });
});

describe('making a grant', () => {
  it('asks for the sentence on an account that is not proven to be paper, and for four hours at most', async () => {
    harness.account = { ...harness.account, mode: 'live', alias: 'growth' };
    await expect(grant()).rejects.toMatchObject({
      nextStep: 'Type: I allow orders on growth without a card',
    });
    const typedSentence = 'I allow orders on growth without a card';
    await expect(grant({ typedSentence, lifetimeMs: 5 * 3_600_000 })).rejects.toThrow('4 hours');
    expect(await grant({ typedSentence })).toMatchObject({ terms: { isLive: true }, state: 'in_force' });
  });

  it('refuses a cap of one above that of all, and more than 20 grants', async () => {
    await expect(grant({ orderNotionalMax: decimal(5001) })).rejects.toMatchObject({ code: 'invalid_input' });
    for (let made = 0; made < 20; made += 1) await grant();
    await expect(grant()).rejects.toMatchObject({ code: 'busy' });
  });
});

const LOST = new AppError('broker_unreachable', 'the line is dead', { nextStep: 'wait', retryable: true });

async function rowOf(id: string) {
  const row = await harness.database.db
    .selectFrom('proposals')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { row };
}
