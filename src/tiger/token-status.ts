import { type AccountToken, NEW_TOKEN_STEP, tokenAt } from '../shared/domain/account-token.ts';
import { type License, needsToken } from './license.ts';
import type { TigerToken } from './tiger-token.ts';

/** Why the last attempt to renew a token did not end well. */
export type RefreshFailure =
  /** Tiger could not be asked; it will be asked again. */
  | 'unreachable'
  /** As before, and no further attempt is due. */
  | 'given_up'
  /** Tiger refused the token itself: asking again cannot help. */
  | 'refused'
  /** There is a new token, but it could not be stored. */
  | 'not_stored';

export interface TokenSituation {
  readonly license: License | null;
  readonly token: TigerToken | null;
  readonly isRefreshing: boolean;
  /** Its renewal is due. */
  readonly isDue: boolean;
  readonly failure: RefreshFailure | null;
  readonly nowMs: number;
}

const FAILURES: Readonly<Record<RefreshFailure, Omit<AccountToken, 'expiresMs'>>> = {
  unreachable: {
    state: 'expiring',
    text: 'The token could not be renewed yet; the app tries again by itself.',
    nextStep: 'Check the internet connection if this stays.',
  },
  given_up: {
    state: 'failed',
    text: 'The token could not be renewed, and the app has stopped trying.',
    nextStep: 'Check the internet connection, then choose to renew the token.',
  },
  refused: { state: 'failed', text: 'Tiger refused to renew the token.', nextStep: NEW_TOKEN_STEP },
  not_stored: {
    state: 'failed',
    text: 'The token was renewed, but the new one could not be stored.',
    nextStep: 'Make room on the disk and renew the token again before you quit the app.',
  },
};

export function tokenStatus(situation: TokenSituation): AccountToken {
  const { token, failure, nowMs } = situation;
  if (token === null) return withoutToken(situation.license);
  const { expiresMs } = token;
  if (situation.isRefreshing) {
    return { state: 'refreshing', expiresMs, text: 'The token is being renewed.', nextStep: null };
  }
  if (failure !== null) return tokenAt({ expiresMs, ...FAILURES[failure] }, nowMs);
  return tokenAt({ state: situation.isDue ? 'expiring' : 'valid', expiresMs, ...wordsOf(situation) }, nowMs);
}

function wordsOf({ token, isDue }: TokenSituation): Pick<AccountToken, 'text' | 'nextStep'> {
  if (token?.expiresMs === null) {
    return {
      text: 'The token does not say when it expires, so it is not renewed by itself.',
      nextStep: null,
    };
  }
  const text = isDue
    ? 'The token is about to be renewed.'
    : 'The token is valid and is renewed before it expires.';
  return { text, nextStep: null };
}

function withoutToken(license: License | null): AccountToken {
  return needsToken(license)
    ? {
        state: 'missing',
        expiresMs: null,
        text: 'The Hong Kong licence needs a token.',
        nextStep: NEW_TOKEN_STEP,
      }
    : { state: 'not_needed', expiresMs: null, text: 'This licence needs no token.', nextStep: null };
}
