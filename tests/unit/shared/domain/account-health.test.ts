import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../src/shared/domain/account.ts';
import { healthOf } from '../../../../src/shared/domain/account-health.ts';
import { fakeAccounts } from '../../../support/fake-account-data.ts';

const [ready] = fakeAccounts(Date.UTC(2026, 10, 23)) as [Account, Account];
const problem = (kind: Account['problems'][number]['kind']) => ({
  kind,
  market: null,
  text: `it is ${kind}`,
  nextStep: `mend ${kind}`,
});
const expiring = { state: 'expiring', expiresMs: 1, text: 'It ends soon.', nextStep: null } as const;

describe('the health of an account', () => {
  it.each<[string, Partial<Account>, string | null]>([
    ['healthy', {}, null],
    ['starting', { state: 'recovering', stateText: 'x' }, null],
    [
      'degraded',
      { state: 'degraded', stateText: 'x', problems: [problem('unreachable')] },
      'mend unreachable',
    ],
    ['degraded', { problems: [problem('clock_skew')] }, 'mend clock_skew'],
    ['token_expiring', { token: expiring, problems: [problem('clock_skew')] }, 'Renew the token now.'],
    ['rate_limited', { state: 'degraded', problems: [problem('rate_limited')] }, 'mend rate_limited'],
    ['locked_out', { state: 'credentials_needed', problems: [problem('locked_out')] }, 'mend locked_out'],
    [
      'needs_credentials',
      { state: 'credentials_needed', problems: [problem('key_refused')] },
      'mend key_refused',
    ],
    ['failed', { state: 'failed', stateText: 'x' }, 'Look at the Supervisor page, then reconnect.'],
    [
      'disabled',
      { state: 'disabled', problems: [problem('locked_out')] },
      'Enable it when you need it again.',
    ],
  ])('%s, with the next step', (health, patch, nextStep) => {
    expect(healthOf({ ...ready, ...patch })).toMatchObject({ health, nextStep });
  });
});
