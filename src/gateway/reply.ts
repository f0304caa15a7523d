import { stringifyExactJson } from '../tiger/wire/exact-json.ts';
import { signTimestamp } from '../tiger/wire/signature.ts';
import type { GatewayClock } from './gateway-clock.ts';
import { GatewayRefusal, REFUSAL_CODE } from './gateway-refusal.ts';
import type { GatewayIdentity } from './identity/gateway-identity.ts';

export interface Reply {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly text: string;
}

export interface Outcome {
  readonly code: number;
  readonly message: string;
  readonly httpStatus: number;
  readonly data?: unknown;
}

/** How the answer is signed; the two others are faults. */
export type ReplySignature = 'good' | 'wrong' | 'missing';

export const SUCCESS = { code: 0, message: 'success', httpStatus: 200 } as const;

/** A refusal keeps its code; anything unexpected is a server error whose text says nothing. */
export function refusalOutcome(error: unknown): Outcome {
  if (error instanceof GatewayRefusal) {
    return { code: error.code, message: error.message, httpStatus: error.httpStatus };
  }
  return { code: REFUSAL_CODE.server, message: 'server error', httpStatus: 200 };
}

/**
 * The envelope of wire contract 2.4, signed over the request's timestamp. Two members say that it is simulated, so
 * that no client can take the figures for real ones.
 */
export function buildReply(
  deps: { readonly clock: GatewayClock; readonly identity: GatewayIdentity },
  outcome: Outcome,
  requestTimestamp: string | null,
  signature: ReplySignature = 'good',
): Reply {
  const signedText = signature === 'wrong' ? `${requestTimestamp} altered` : requestTimestamp;
  const sign =
    signedText === null || signature === 'missing'
      ? undefined
      : signTimestamp(signedText, deps.identity.signingKey);
  const envelope = {
    code: outcome.code,
    message: outcome.message,
    timestamp: deps.clock.nowMs(),
    data: outcome.data,
    sign,
    simulated: true,
    simulatedClock: deps.clock.kind,
  };
  return {
    httpStatus: outcome.httpStatus,
    contentType: 'application/json;charset=UTF-8',
    text: stringifyExactJson(envelope),
  };
}
