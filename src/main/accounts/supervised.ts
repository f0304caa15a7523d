import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountState } from '../../shared/domain/account.ts';
import type { AccountProblem } from '../../shared/domain/account-problem.ts';
import { type AccountToken, tokenAt } from '../../shared/domain/account-token.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import { PUSH_OFF, type PushStatus } from '../../shared/domain/push-status.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { AccountRunner } from './account-runner.ts';
import type { StoredAccount } from './account-store.ts';

/** What the supervision knows of an account beside its row. */
export interface Supervised {
  readonly runner: AccountRunner;
  state: AccountState;
  stateText: string | null;
  /** Why it is in this state. */
  problem: AccountProblem | null;
  /** What its process has noticed. */
  noticed: readonly AccountProblem[];
  token: AccountToken | null;
  push: PushStatus;
}

const ENABLE_STEP = 'Enable it in Tiger MCP Desktop > Accounts.';
export const DISABLED_TEXT = `You switched this account off. ${ENABLE_STEP}`;

export function newlySupervised(runner: AccountRunner, { isEnabled }: StoredAccount): Supervised {
  return {
    runner,
    state: isEnabled ? 'starting' : 'disabled',
    stateText: isEnabled ? null : DISABLED_TEXT,
    problem: null,
    noticed: [],
    token: null,
    push: PUSH_OFF,
  };
}

/** @param supervised null: not yet, between being stored and being started */
export function accountOf(stored: StoredAccount, supervised: Supervised | null, nowMs: number): Account {
  const { token, problem, noticed } = supervised ?? { token: null, problem: null, noticed: [] };
  return {
    ...stored,
    tags: [...stored.tags],
    state: supervised?.state ?? 'starting',
    stateText: supervised?.stateText ?? null,
    push: supervised?.push ?? PUSH_OFF,
    token: token === null ? null : tokenAt(token, nowMs),
    problems:
      problem === null ? [...noticed] : [problem, ...noticed.filter(({ kind }) => kind !== problem.kind)],
  };
}

/** Why an account cannot be asked now, with what the person or the assistant does. */
export function notUsable(account: Account): AppError {
  const { alias, state, stateText } = account;
  if (state === 'disabled') {
    return new AppError('unavailable', `The account "${alias}" is disabled: the user switched it off.`, {
      nextStep: `Name another account, or ask the user to enable it: ${ENABLE_STEP}`,
    });
  }
  const needsUser = state === 'credentials_needed';
  const text = stateText === null ? '' : ` ${stateText}`;
  const message = `The account "${alias}" is not ready (${state.replaceAll('_', ' ')}).${text}`;
  return new AppError(needsUser ? 'credentials' : 'unavailable', message, {
    nextStep: needsUser || state === 'failed' ? 'Open Accounts in the app.' : 'Try again in a few seconds.',
    retryable: !needsUser,
  });
}

export function entryOf(account: StoredAccount, kind: AuditKind, summary: string): AuditEntry {
  return {
    kind,
    actor: 'app',
    clientName: null,
    accountId: account.id,
    proposalId: null,
    brokerOrderId: null,
    summary,
    detail: { mode: account.mode, lastFour: account.lastFour },
  };
}

export function isSamePush(left: PushStatus, right: PushStatus): boolean {
  return left.state === right.state && left.text === right.text;
}
