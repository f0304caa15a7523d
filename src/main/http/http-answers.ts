import type { ErrorCode } from '../../shared/app-error.ts';
import { AppError, toErrorWire } from '../../shared/app-error.ts';
import type { TokenRefusal } from '../clients/http-token-book.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
/** Answers hold a person's money: no cache keeps them, and no browser guesses what they are. */
const PRIVATE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function jsonAnswer(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': JSON_TYPE, ...PRIVATE, ...headers },
  });
}

export function textAnswer(text: string, type: string): Response {
  return new Response(text, { status: 200, headers: { 'content-type': type, ...PRIVATE } });
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly next_step: string;
}

export function problemAnswer(
  status: number,
  problem: Problem,
  headers: Record<string, string> = {},
): Response {
  return jsonAnswer({ error: problem }, status, headers);
}

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  invalid_input: 400,
  not_found: 404,
  access_denied: 403,
  locked: 503,
  busy: 503,
  timeout: 504,
  unavailable: 503,
  rate_limited: 429,
  broker_rejected: 502,
  broker_unreachable: 502,
  broker_protocol: 502,
  broker_permission: 502,
  credentials: 503,
  conflict: 409,
};

/** The same words that an AI client gets. */
export function errorAnswer(error: unknown): Response {
  const { code, message, nextStep } = toErrorWire(error);
  return problemAnswer(STATUS[code] ?? 500, { code, message, next_step: nextStep });
}

const REALM = 'Bearer realm="tiger-mcp-desktop"';
const ISSUE =
  'Issue a token in Tiger MCP Desktop > Connect > HTTP access, and send it as "Authorization: Bearer".';

/** RFC 6750, section 3.1: who shows no token is told what is wanted, and no error. */
export function tokenWanted(): Response {
  const problem = { code: 'unauthorized', message: 'A bearer token is needed.', next_step: ISSUE };
  return problemAnswer(401, problem, { 'www-authenticate': REALM });
}

const REFUSALS: Readonly<Record<Exclude<TokenRefusal, 'locked'>, string>> = {
  invalid: 'This token is not one of this app.',
  expired: 'This token has expired.',
  revoked: 'This token was revoked.',
  blocked: 'The user has blocked this client.',
};

export function tokenRefused(reason: TokenRefusal): Response {
  if (reason === 'locked') return errorAnswer(vaultIsLocked());
  const message = REFUSALS[reason];
  const challenge = `${REALM}, error="invalid_token", error_description="${message}"`;
  return problemAnswer(
    401,
    { code: 'unauthorized', message, next_step: ISSUE },
    { 'www-authenticate': challenge },
  );
}

export function tooManyAttempts(waitSeconds: number): Response {
  const problem = {
    code: 'rate_limited',
    message: 'Too many requests without a good token.',
    next_step: `Wait ${waitSeconds} s and use a good one.`,
  };
  return problemAnswer(429, problem, { 'retry-after': String(waitSeconds) });
}

function vaultIsLocked(): AppError {
  return new AppError('locked', 'The app is locked, so tokens cannot be checked.', {
    nextStep: 'Unlock Tiger MCP Desktop in its window.',
    retryable: true,
  });
}

export const guardRefused = (what: 'host' | 'origin'): Response =>
  problemAnswer(403, {
    code: 'access_denied',
    message:
      what === 'host'
        ? 'This app is not called by that host name.'
        : 'Pages of this origin may not call this app.',
    next_step:
      what === 'host'
        ? 'Use 127.0.0.1 or localhost; other names are listed in Tiger MCP Desktop > Connect > HTTP access.'
        : 'List the origin in Tiger MCP Desktop > Connect > HTTP access.',
  });

export const notFound = (path: string): Response =>
  problemAnswer(404, {
    code: 'not_found',
    message: `There is nothing at ${path.slice(0, 80)}.`,
    next_step: '/api/openapi.json lists what there is; AI clients use /mcp.',
  });

export const methodNotAllowed = (allowed: string): Response =>
  problemAnswer(
    405,
    { code: 'invalid_input', message: `Only ${allowed} is answered here.`, next_step: `Use ${allowed}.` },
    { allow: allowed },
  );
