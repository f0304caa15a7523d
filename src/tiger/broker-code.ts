import type { TigerErrorKind } from './tiger-error.ts';

/** Tiger's codes (wire contract 7.1). Code 4 has three meanings that only its text tells apart. */
export function kindOfCode(code: string, message: string): TigerErrorKind {
  switch (code) {
    case '1':
    case '2':
      return 'server_error';
    case '4':
      return isRateLimitText(message) ? 'rate_limited' : 'permission';
    case '5':
      return 'rate_limited';
    case '1000':
      return isCredentialsText(message) ? 'credentials' : 'request_refused';
    case '1010':
      return 'request_refused';
    case '1100':
    case '1200':
    case '1300':
      return 'account_refused';
    case '2400':
      return 'token';
    case '4000':
      return 'permission';
    default:
      return 'other_refusal';
  }
}

/**
 * Codes with which Tiger refuses before it acts. Not among them: 1 and 2 (it broke off somewhere), 1100 (a duplicate
 * order number means that the first attempt arrived), and every code this list does not know.
 */
const DEFINITE_REFUSALS: ReadonlySet<string> = new Set([
  '4',
  '5',
  '1000',
  '1010',
  '1200',
  '1300',
  '2400',
  '4000',
]);

export function isDefiniteRefusal(code: string): boolean {
  return DEFINITE_REFUSALS.has(code);
}

function isRateLimitText(message: string): boolean {
  return /current limiting interface|rate limit/i.test(message);
}

function isCredentialsText(message: string): boolean {
  return /verify signature|developer information/i.test(message);
}
