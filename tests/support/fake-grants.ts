import type { CommandInput } from '../../src/renderer/api.ts';
import { decimal, ZERO } from '../../src/shared/domain/decimal.ts';
import { type Grant, type GrantInput, grantSchema } from '../../src/shared/domain/grant.ts';
import { DEMO_ID } from './fake-account-data.ts';

/** What the form of the window sends, with what a test changes. */
export function grantInput(change: Partial<GrantInput> = {}): GrantInput {
  return {
    accountId: DEMO_ID,
    clientName: 'Claude',
    symbols: ['AAPL'],
    sides: ['BUY'],
    kinds: ['stock'],
    currency: 'USD',
    orderNotionalMax: decimal(2000),
    totalNotionalMax: decimal(5000),
    ordersMax: 3,
    lifetimeMs: 3_600_000,
    typedSentence: '',
    ...change,
  };
}

/** As it is just after it was made. */
export function fakeGrant(nowMs: number, input: CommandInput<'grants.make'>): Grant {
  const { lifetimeMs, typedSentence: _, ...scope } = input;
  return grantSchema.parse({
    id: `grt_${'a'.repeat(16)}`,
    terms: { ...scope, isLive: false, createdAtMs: nowMs, expiresAtMs: nowMs + lifetimeMs },
    state: 'in_force',
    revokedAtMs: null,
    ordersUsed: 0,
    notionalUsed: ZERO,
  });
}
