import { AppError } from '../../shared/app-error.ts';
import type { AccountId, AccountState } from '../../shared/domain/account.ts';
import type { AccountProblem } from '../../shared/domain/account-problem.ts';
import type { AccountSession } from './account-session.ts';
import { problemOfError } from './problem-of-error.ts';

/** How one life of the process ended. */
export type End =
  | { readonly kind: 'crashed'; readonly reason: string }
  | {
      readonly kind: 'waits_for_user';
      readonly state: AccountState;
      readonly text: string;
      readonly problem: AccountProblem | null;
    };

/** The name in process lists carries this many characters of the account's random id. */
const SHORT_ID_LENGTH = 6;

export async function answersHealth(session: AccountSession, timeoutMs: number): Promise<boolean> {
  try {
    await session.read('worker.health', {}, { timeoutMs });
    return true;
  } catch (error) {
    // 64 slow broker calls fill the line without the process being stuck; each of them has its own time limit.
    return error instanceof AppError && error.code === 'busy';
  }
}

export function endOf(error: unknown): End {
  if (needsUser(error)) return waitsForCredentials(textOf(error), problemOfError(error));
  return { kind: 'crashed', reason: error instanceof AppError ? error.message : 'an internal error' };
}

export function waitsForCredentials(text: string, problem: AccountProblem | null = null): End {
  return { kind: 'waits_for_user', state: 'credentials_needed', text, problem };
}

/** The broker refuses what the user gave us: asking again would change nothing. */
export function needsUser(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'credentials' || error.code === 'broker_permission');
}

export function textOf(error: unknown): string {
  return error instanceof AppError
    ? `${error.message} ${error.nextStep}`
    : 'An internal error; the log has the cause.';
}

export function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}

export function serviceName(accountId: AccountId): string {
  return `account-${accountId.replace('acc_', '').slice(0, SHORT_ID_LENGTH)}`;
}

export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () =>
      reject(new AppError('cancelled', 'stopped', { nextStep: 'Start the account again.' }));
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** The process ended or was stopped meanwhile. */
export function notNow(): AppError {
  return new AppError(
    'conflict',
    'The account was started anew or stopped meanwhile; nothing was exchanged.',
    {
      nextStep: 'Wait until it is ready, then try again.',
    },
  );
}
