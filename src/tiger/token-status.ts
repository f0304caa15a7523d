import { type License, needsToken } from './license.ts';
import type { TigerToken } from './tiger-token.ts';

export type TokenState = 'none' | 'valid' | 'refreshing' | 'expired' | 'failed';

/** What a person sees of an account's token. It never holds the token. */
export interface TokenStatus {
  readonly state: TokenState;
  /** Epoch milliseconds; null if there is no token or it does not say. */
  readonly expiresMs: number | null;
  readonly text: string;
  /** What the person does next; null if nothing. */
  readonly nextStep: string | null;
}

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
  readonly failure: RefreshFailure | null;
  readonly nowMs: number;
}

const NEW_TOKEN =
  'Create a new token in the Tiger app or on the Tiger developer page and paste the text of tiger_openapi_token.properties in the account settings.';

const FAILURES: Readonly<Record<RefreshFailure, { readonly text: string; readonly nextStep: string }>> = {
  unreachable: {
    text: 'The token could not be renewed yet; the app tries again by itself.',
    nextStep: 'Check the internet connection if this stays.',
  },
  given_up: {
    text: 'The token could not be renewed, and the app has stopped trying.',
    nextStep: 'Check the internet connection, then choose to renew the token.',
  },
  refused: { text: 'Tiger refused to renew the token.', nextStep: NEW_TOKEN },
  not_stored: {
    text: 'The token was renewed, but the new one could not be stored.',
    nextStep: 'Make room on the disk and renew the token again before you quit the app.',
  },
};

export function tokenStatus(situation: TokenSituation): TokenStatus {
  const { token, failure, nowMs } = situation;
  if (token === null) return withoutToken(situation.license);
  const { expiresMs } = token;
  if (situation.isRefreshing) {
    return { state: 'refreshing', expiresMs, text: 'The token is being renewed.', nextStep: null };
  }
  if (expiresMs !== null && expiresMs <= nowMs) {
    return { state: 'expired', expiresMs, text: 'The token has expired.', nextStep: NEW_TOKEN };
  }
  if (failure !== null) return { state: 'failed', expiresMs, ...FAILURES[failure] };
  const text =
    expiresMs === null
      ? 'The token does not say when it expires, so it is not renewed by itself.'
      : 'The token is valid and is renewed before it expires.';
  return { state: 'valid', expiresMs, text, nextStep: null };
}

function withoutToken(license: License | null): TokenStatus {
  return needsToken(license)
    ? { state: 'none', expiresMs: null, text: 'The Hong Kong licence needs a token.', nextStep: NEW_TOKEN }
    : { state: 'none', expiresMs: null, text: 'This licence needs no token.', nextStep: null };
}
