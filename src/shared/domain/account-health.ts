import type { Account } from './account.ts';

/** How an account is, in one word, for whoever looks at many of them. */
export type AccountHealth =
  | 'healthy'
  | 'starting'
  | 'degraded'
  | 'token_expiring'
  | 'locked_out'
  | 'rate_limited'
  | 'needs_credentials'
  | 'failed'
  | 'disabled';

export interface HealthFinding {
  readonly health: AccountHealth;
  /** What is the matter; null when it is healthy. */
  readonly text: string | null;
  /** What the person does next; null: nothing. */
  readonly nextStep: string | null;
}

const STARTING: ReadonlySet<Account['state']> = new Set(['starting', 'recovering', 'restarting']);

/** The worst comes first: what keeps the account from working, then what will, then what only slows it. */
export function healthOf(account: Account): HealthFinding {
  const { state, stateText, problems, token } = account;
  const problem = (kind: string) => problems.find((each) => each.kind === kind);
  if (state === 'disabled')
    return { health: 'disabled', text: stateText, nextStep: 'Enable it when you need it again.' };
  if (state === 'failed')
    return { health: 'failed', text: stateText, nextStep: 'Look at the Supervisor page, then reconnect.' };
  const lockedOut = problem('locked_out');
  if (lockedOut !== undefined) return { health: 'locked_out', ...saying(lockedOut) };
  if (state === 'credentials_needed') {
    const why = problems[0];
    if (why !== undefined) return { health: 'needs_credentials', ...saying(why) };
    return { health: 'needs_credentials', text: stateText, nextStep: 'Replace its credentials.' };
  }
  const rateLimited = problem('rate_limited');
  if (rateLimited !== undefined) return { health: 'rate_limited', ...saying(rateLimited) };
  if (STARTING.has(state)) return { health: 'starting', text: stateText, nextStep: null };
  if (token !== null && (token.state === 'expiring' || token.state === 'expired' || token.state === 'failed'))
    return { health: 'token_expiring', text: token.text, nextStep: token.nextStep ?? 'Renew the token now.' };
  const [first] = problems;
  if (first !== undefined) return { health: 'degraded', ...saying(first) };
  if (state === 'degraded')
    return { health: 'degraded', text: stateText, nextStep: 'Wait: it is tried again by itself.' };
  return { health: 'healthy', text: null, nextStep: null };
}

function saying({ text, nextStep }: Account['problems'][number]): Pick<HealthFinding, 'text' | 'nextStep'> {
  return { text, nextStep };
}
