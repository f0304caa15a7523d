import { AppError, type ErrorCode } from '../shared/app-error.ts';
import { NEW_TOKEN_STEP } from '../shared/domain/account-token.ts';
import { ConfigError } from '../tiger/config-error.ts';
import { TigerError, type TigerErrorKind } from '../tiger/tiger-error.ts';

interface Translation {
  readonly code: ErrorCode;
  readonly nextStep: string;
  readonly retryable?: true;
}

const TRY_LATER = 'Try again in a few seconds.';

const TRANSLATIONS: Readonly<Record<TigerErrorKind, Translation>> = {
  network: { code: 'broker_unreachable', nextStep: 'Check the connection, then try again.', retryable: true },
  timeout: { code: 'timeout', nextStep: TRY_LATER, retryable: true },
  cancelled: { code: 'cancelled', nextStep: 'Call again if it is still wanted.', retryable: true },
  busy: { code: 'busy', nextStep: TRY_LATER, retryable: true },
  rate_limited: { code: 'rate_limited', nextStep: 'Wait a minute, then try again.', retryable: true },
  http_status: { code: 'broker_unreachable', nextStep: TRY_LATER, retryable: true },
  server_error: { code: 'unavailable', nextStep: TRY_LATER, retryable: true },
  unreadable_answer: {
    code: 'broker_protocol',
    nextStep: 'Try again later; if it stays, something between here and Tiger changes its answers.',
  },
  bad_signature: {
    code: 'broker_protocol',
    nextStep: 'Do not trust this connection: check the network for a proxy that opens encrypted traffic.',
  },
  request_refused: { code: 'broker_rejected', nextStep: 'Correct what Tiger names and call again.' },
  account_refused: { code: 'broker_rejected', nextStep: 'Correct what Tiger names and call again.' },
  other_refusal: { code: 'broker_rejected', nextStep: 'See what Tiger answered.' },
  credentials: {
    code: 'credentials',
    nextStep: 'Enter the developer id and private key of this account again in Accounts.',
  },
  token: { code: 'credentials', nextStep: NEW_TOKEN_STEP },
  permission: {
    code: 'broker_permission',
    nextStep: 'Check on the Tiger developer page what this account, device and address may do.',
  },
};

/** Any failure of a broker call in the words of the app. Defects pass through unchanged. */
export function toAppError(error: unknown): unknown {
  if (error instanceof ConfigError) return new AppError('invalid_input', error.message, error);
  if (!(error instanceof TigerError)) return error;
  if (error.outcomeUnknown) {
    return new AppError('outcome_unknown', error.message, {
      nextStep: 'Do not repeat it. The app asks Tiger what happened.',
      brokerCode: error.brokerCode,
    });
  }
  const { code, nextStep, retryable } = TRANSLATIONS[error.kind];
  return new AppError(code, error.message, {
    nextStep: error.retryAfterMs === null ? nextStep : `Try again in ${seconds(error.retryAfterMs)} s.`,
    retryable: retryable ?? false,
    brokerCode: error.brokerCode,
  });
}

function seconds(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 1_000));
}
