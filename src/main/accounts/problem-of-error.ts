import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import type { AccountProblem, AccountProblemKind } from '../../shared/domain/account-problem.ts';

/** The process cannot use what the person gave it. */
export class ConfigurationRefused extends AppError {
  readonly kind: AccountProblemKind;

  constructor(kind: AccountProblemKind, message: string, nextStep: string) {
    super('credentials', message, { nextStep });
    this.kind = kind;
  }
}

/** Tiger's codes (wire contract 7.1). */
const TOKEN_CODE = '2400';

const KINDS: Partial<Record<ErrorCode, AccountProblemKind>> = {
  credentials: 'key_refused',
  broker_permission: 'locked_out',
  rate_limited: 'rate_limited',
  broker_unreachable: 'unreachable',
  timeout: 'unreachable',
};

/** null: the person can do nothing about it. */
export function problemOfError(error: unknown): AccountProblem | null {
  if (!(error instanceof AppError)) return null;
  const kind = kindOf(error);
  if (kind === undefined) return null;
  return { kind, market: null, text: error.message, nextStep: error.nextStep };
}

function kindOf(error: AppError): AccountProblemKind | undefined {
  if (error instanceof ConfigurationRefused) return error.kind;
  if (error.code === 'credentials' && error.brokerCode === TOKEN_CODE) return 'token_refused';
  // Without a code of Tiger's it is about the vault, and the vault says so itself.
  if (error.code === 'credentials' && error.brokerCode === null) return undefined;
  return KINDS[error.code];
}
