import { parseExactJson } from '../tiger/wire/exact-json.ts';
import type { Fault } from './faults/fault-plan.ts';
import type { GatewayControl } from './faults/gateway-control.ts';
import { commonError, GatewayRefusal, REFUSAL_CODE } from './gateway-refusal.ts';
import type { GatewayIdentity } from './identity/gateway-identity.ts';
import { findMethod, type GatewayServices } from './method-table.ts';
import { parseBizContent } from './methods/biz-parameters.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { buildReply, type Outcome, type Reply, refusalOutcome, SUCCESS } from './reply.ts';
import { verifyEnvelope } from './request-verifier.ts';

export interface HandlerDeps {
  readonly services: GatewayServices;
  readonly identity: GatewayIdentity;
  /** Null: limits are switched off. */
  readonly limiter: RateLimiter | null;
  /** Null unless built for tests. */
  readonly control: GatewayControl | null;
}

/** What the HTTP side does: send the reply, or misbehave as ordered. */
export type Handled =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly delayMs: number }
  /** Announces `length` bytes, sends `text` and breaks the connection. */
  | { readonly kind: 'cut'; readonly text: string; readonly length: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

type Body = Readonly<Record<string, unknown>>;

/** From body text to answer. Never throws: every failure is an answer. */
export function handleRequest(deps: HandlerDeps, text: string, token: string | null): Handled {
  const body = readBody(text);
  const timestamp = textMember(body, 'timestamp');
  const method = textMember(body, 'method') ?? '';
  deps.control?.record({ method, bizContent: textMember(body, 'biz_content'), timestamp });
  const fault = deps.control?.faults.take(method) ?? null;
  const outcome = fault?.isProcessed === false ? refusalOutcome(null) : process(deps, body, token);
  if (fault !== null) return faultyAnswer(deps, { fault, method }, outcome, timestamp);
  return { kind: 'reply', reply: replyTo(deps, outcome, timestamp), delayMs: 0 };
}

function process(deps: HandlerDeps, body: Body | null, token: string | null): Outcome {
  try {
    if (body === null) throw commonError('request parameters cannot be empty');
    const request = verifyEnvelope(body, deps.identity);
    const { tigerId, license } = request.developer;
    deps.services.tokens.check(tigerId, license, token, deps.services.clock.nowMs());
    const handler = findMethod(request.method);
    if (handler === null) throw commonError('the current requested method does not support');
    deps.limiter?.admit(request.developer.tigerId, request.method);
    const biz = parseBizContent(request.bizContent, request.method);
    if (request.method === 'place_order' || request.method === 'modify_order') {
      deps.limiter?.admitOrder(String(biz['account'] ?? request.developer.tigerId));
    }
    // Orders are worked up to now first, so that every answer shows the present.
    deps.services.engine.advance();
    const data = handler(deps.services, { biz, version: request.version, developer: request.developer });
    const { quota, clock } = deps.services;
    quota.note(request.developer.tigerId, request.method, biz, clock.nowMs());
    return { ...SUCCESS, data };
  } catch (error) {
    return refusalOutcome(error);
  }
}

function faultyAnswer(
  deps: HandlerDeps,
  { fault, method }: { readonly fault: Fault; readonly method: string },
  outcome: Outcome,
  timestamp: string | null,
): Handled {
  const send = (reply: Reply): Handled => ({ kind: 'reply', reply, delayMs: fault.latencyMs });
  const { clock } = deps.services;
  const signed = { clock, identity: deps.identity };
  switch (fault.kind) {
    case 'hang':
    case 'hang_after':
      return { kind: 'hang' };
    case 'reset_before':
    case 'reset_after':
      return { kind: 'reset' };
    case 'garbage':
      return send({ httpStatus: 200, contentType: 'application/json', text: '{"code":0,"data":[{"x' });
    case 'html':
      return send({
        httpStatus: 200,
        contentType: 'text/html',
        text: '<html><body>Bad gateway</body></html>',
      });
    case 'http_500':
      return send({ httpStatus: 500, contentType: 'text/plain', text: 'Internal Server Error' });
    case 'rate_limit':
      return send(replyTo(deps, refusalOutcome(rateLimited()), timestamp));
    case 'rate_limit_old':
      return send(replyTo(deps, refusalOutcome(oldRateLimit(method)), timestamp));
    case 'permission_lost':
      return send(replyTo(deps, refusalOutcome(PERMISSION_LOST), timestamp));
    case 'token_expired':
      return send(replyTo(deps, refusalOutcome(TOKEN_EXPIRED), timestamp));
    case 'clock_skew': {
      const { kind, schedule } = clock;
      const ahead = { kind, schedule, nowMs: () => clock.nowMs() + fault.latencyMs };
      const reply = buildReply({ ...signed, clock: ahead }, outcome, timestamp);
      return { kind: 'reply', reply, delayMs: 0 };
    }
    case 'half_reply': {
      const { text } = replyTo(deps, outcome, timestamp);
      return { kind: 'cut', text: text.slice(0, Math.floor(text.length / 2)), length: text.length };
    }
    case 'double_reply': {
      const reply = replyTo(deps, outcome, timestamp);
      return send({ ...reply, text: reply.text + reply.text });
    }
    case 'wrong_signature':
      return send(buildReply(signed, outcome, timestamp, 'wrong'));
    case 'missing_signature':
      return send(buildReply(signed, outcome, timestamp, 'missing'));
    case 'latency':
      return send(replyTo(deps, outcome, timestamp));
  }
}

const PERMISSION_LOST = new GatewayRefusal(
  REFUSAL_CODE.forbidden,
  'access forbidden(4000:permission denied(current device does not have permission))',
);
const TOKEN_EXPIRED = new GatewayRefusal(REFUSAL_CODE.userToken, 'user token expired invalid');

function oldRateLimit(method: string): GatewayRefusal {
  const text = `rate limit error(current limiting interface:${method}, up to 60 times per minute)`;
  return new GatewayRefusal(REFUSAL_CODE.forbidden, text);
}

function rateLimited(): GatewayRefusal {
  return new GatewayRefusal(REFUSAL_CODE.rateLimit, 'rate limit error', 429);
}

function replyTo(deps: HandlerDeps, outcome: Outcome, timestamp: string | null): Reply {
  return buildReply({ clock: deps.services.clock, identity: deps.identity }, outcome, timestamp);
}

function readBody(text: string): Body | null {
  try {
    const value = parseExactJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null;
  } catch {
    return null;
  }
}

function textMember(body: Body | null, name: string): string | null {
  const value = body?.[name];
  return typeof value === 'string' ? value : null;
}
