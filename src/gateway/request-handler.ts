import { parseExactJson } from '../tiger/wire/exact-json.ts';
import { faultyAnswer } from './faults/faulty-answer.ts';
import type { GatewayControl } from './faults/gateway-control.ts';
import { commonError } from './gateway-refusal.ts';
import type { Handled } from './handled.ts';
import type { GatewayIdentity } from './identity/gateway-identity.ts';
import { findMethod, type GatewayServices } from './method-table.ts';
import { parseBizContent } from './methods/biz-parameters.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { buildReply, type Outcome, refusalOutcome, SUCCESS } from './reply.ts';
import { verifyEnvelope } from './request-verifier.ts';

export interface HandlerDeps {
  readonly services: GatewayServices;
  readonly identity: GatewayIdentity;
  /** Null: limits are switched off. */
  readonly limiter: RateLimiter | null;
  /** Null unless built for tests. */
  readonly control: GatewayControl | null;
}

type Body = Readonly<Record<string, unknown>>;

/** From body text to answer. Never throws: every failure is an answer. */
export function handleRequest(deps: HandlerDeps, text: string, token: string | null): Handled {
  const body = readBody(text);
  const timestamp = textMember(body, 'timestamp');
  const method = textMember(body, 'method') ?? '';
  deps.control?.record({ method, bizContent: textMember(body, 'biz_content'), timestamp });
  const fault = deps.control?.faults.take(method) ?? null;
  const outcome = fault?.isProcessed === false ? refusalOutcome(null) : process(deps, body, token);
  if (fault !== null)
    return faultyAnswer(
      { clock: deps.services.clock, identity: deps.identity },
      { fault, method, outcome, timestamp },
    );
  const signer = { clock: deps.services.clock, identity: deps.identity };
  return { kind: 'reply', reply: buildReply(signer, outcome, timestamp), delayMs: 0 };
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
