import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrantWish, grantObstacle } from '../../../../../src/main/risk/grants/grant-obstacle.ts';
import { add, compare, decimal } from '../../../../../src/shared/domain/decimal.ts';
import type { Grant } from '../../../../../src/shared/domain/grant.ts';
import { fakeGrant, grantInput } from '../../../../support/fake-grants.ts';
import { NOW_MS, ORDER } from '../control-facts-of.ts';

const GRANT: Grant = fakeGrant(NOW_MS, grantInput());
const MOMENT = { nowMs: NOW_MS, isAppLocked: false, taints: [] };
const WISH: GrantWish = {
  accountId: GRANT.terms.accountId,
  clientName: 'Claude',
  kind: 'place',
  mode: 'paper',
  order: ORDER,
  contract: { isEtf: false },
  intent: 'opens',
  notional: decimal(1000),
  needsReauthentication: false,
};

describe('a grant', () => {
  it('covers what it was made for', () => {
    expect(grantObstacle(GRANT, WISH, MOMENT)).toBeNull();
    const whole = { ...WISH, notional: decimal(2000) };
    const last = { ...GRANT, ordersUsed: 2, notionalUsed: decimal(3000) };
    expect(grantObstacle(last, whole, MOMENT)).toBeNull();
  });

  const wishes: [string, Partial<GrantWish>][] = [
    ['another account', { accountId: 'acc_ffffffffffffffff' }],
    ['another client', { clientName: 'Cursor' }],
    ['a change of an open order', { kind: 'modify' }],
    ['an account that turned out live', { mode: 'live' }],
    ['an account whose mode is not known', { mode: 'unknown' }],
    ['another symbol', { order: { ...ORDER, symbol: 'MSFT' } }],
    ['the other side', { order: { ...ORDER, side: 'SELL' } }],
    ['an option', { order: { ...ORDER, securityType: 'OPT' } }],
    ['a future', { order: { ...ORDER, securityType: 'FUT' } }],
    ['another kind', { contract: { isEtf: true } }],
    ['a kind that the broker does not state', { contract: { isEtf: null } }],
    ['a short sale', { intent: 'opens_short' }],
    ['more of a short position', { intent: 'adds_short' }],
    ['a flip', { intent: 'flips' }],
    ['a position that is not known', { intent: 'unknown' }],
    ['another currency', { order: { ...ORDER, currency: 'HKD' } }],
    ['a value that is not known', { notional: null }],
    ['an order for which the user must prove who they are', { needsReauthentication: true }],
    ['a trailing stop', { order: { ...ORDER, trail: { by: 'percent', value: decimal(2) } } }],
    ['an order with an end of its own', { order: { ...ORDER, timeInForce: 'GTD', expiresAtMs: NOW_MS + 1 } }],
    ['an order for the night', { order: { ...ORDER, session: 'overnight' } }],
    [
      'an order spread over the day',
      { order: { ...ORDER, algo: { startMs: null, endMs: null, participationRate: null } } },
    ],
    ['a larger order', { notional: decimal('2000.01') }],
  ];
  it.each(wishes)('does not cover %s', (_name, change) => {
    expect(grantObstacle(GRANT, { ...WISH, ...change }, MOMENT)).toMatch(/\w/);
  });

  const grants: [string, Partial<Grant>][] = [
    ['revoked', { revokedAtMs: NOW_MS - 1 }],
    ['without orders left', { ordersUsed: 3 }],
    ['without money left', { notionalUsed: decimal('4000.01') }],
  ];
  it.each(grants)('covers nothing when it is %s', (_name, change) => {
    expect(grantObstacle({ ...GRANT, ...change }, WISH, MOMENT)).toMatch(/\w/);
  });

  it('ends on the millisecond', () => {
    const { expiresAtMs } = GRANT.terms;
    expect(grantObstacle(GRANT, WISH, { ...MOMENT, nowMs: expiresAtMs - 1 })).toBeNull();
    expect(grantObstacle(GRANT, WISH, { ...MOMENT, nowMs: expiresAtMs })).toContain('expired');
  });

  it('is off while the app is locked, and after text of third parties', () => {
    expect(grantObstacle(GRANT, WISH, { ...MOMENT, isAppLocked: true })).toContain('locked');
    const taints = [{ source: 'tiger_get_corporate_actions', atMs: NOW_MS }];
    expect(grantObstacle(GRANT, WISH, { ...MOMENT, taints })).toContain('third parties');
  });

  it('never lets the sum of what it covers exceed its total, whatever the orders', () => {
    const cents = fc.integer({ min: 1, max: 250_000 }).map((value) => decimal((value / 100).toFixed(2)));
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (notionals) => {
        let grant = GRANT;
        for (const notional of notionals) {
          if (grantObstacle(grant, { ...WISH, notional }, MOMENT) !== null) continue;
          grant = {
            ...grant,
            ordersUsed: grant.ordersUsed + 1,
            notionalUsed: add(grant.notionalUsed, notional),
          };
        }
        expect(compare(grant.notionalUsed, grant.terms.totalNotionalMax)).toBeLessThanOrEqual(0);
        expect(grant.ordersUsed).toBeLessThanOrEqual(grant.terms.ordersMax);
      }),
    );
  });
});
