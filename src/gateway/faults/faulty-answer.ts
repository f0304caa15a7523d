import type { GatewayClock } from '../gateway-clock.ts';
import { GatewayRefusal, REFUSAL_CODE } from '../gateway-refusal.ts';
import type { Handled } from '../handled.ts';
import type { GatewayIdentity } from '../identity/gateway-identity.ts';
import { buildReply, type Outcome, type Reply, refusalOutcome, SUCCESS } from '../reply.ts';
import type { Fault } from './fault-plan.ts';

interface Signer {
  readonly clock: GatewayClock;
  readonly identity: GatewayIdentity;
}

interface Struck {
  readonly fault: Fault;
  readonly method: string;
  /** What the request really came to. */
  readonly outcome: Outcome;
  readonly timestamp: string | null;
}

const BROKEN_JSON = '{"code":0,"data":[{"x';
const WEB_PAGE = '<html><body>Bad gateway</body></html>';
const JSON_TYPE = 'application/json';

/** The answer that a fault leaves of a request. */
export function faultyAnswer(signer: Signer, { fault, method, outcome, timestamp }: Struck): Handled {
  const send = (reply: Reply): Handled => ({ kind: 'reply', reply, delayMs: fault.latencyMs });
  const sendText = (text: string, contentType: string, httpStatus = 200) =>
    send({ httpStatus, contentType, text });
  const signed = (shown: Outcome) => buildReply(signer, shown, timestamp);
  const refuse = (refusal: GatewayRefusal) => send(signed(refusalOutcome(refusal)));
  const ordered = new GatewayRefusal(fault.code, fault.message);
  switch (fault.kind) {
    case 'hang':
    case 'hang_after':
      return { kind: 'hang' };
    case 'reset_before':
    case 'reset_after':
      return { kind: 'reset' };
    case 'garbage':
      return sendText(BROKEN_JSON, JSON_TYPE);
    case 'html':
      return sendText(WEB_PAGE, 'text/html');
    case 'http_500':
      return sendText('Internal Server Error', 'text/plain', 500);
    case 'rate_limit':
      return refuse(new GatewayRefusal(REFUSAL_CODE.rateLimit, 'rate limit error', 429));
    case 'rate_limit_old':
      return refuse(oldRateLimit(method));
    case 'permission_lost':
      return refuse(PERMISSION_LOST);
    case 'token_expired':
      return refuse(TOKEN_EXPIRED);
    case 'refuse':
      return refuse(ordered);
    case 'refuse_unsigned':
      return send(buildReply(signer, refusalOutcome(ordered), timestamp, 'missing'));
    case 'refuse_inside':
      return send(signed({ ...SUCCESS, data: { code: String(fault.code), message: fault.message } }));
    case 'half_reply': {
      const { text } = signed(outcome);
      return { kind: 'cut', text: text.slice(0, Math.floor(text.length / 2)), length: text.length };
    }
    case 'double_reply': {
      const reply = signed(outcome);
      return send({ ...reply, text: reply.text + reply.text });
    }
    case 'wrong_signature':
      return send(buildReply(signer, outcome, timestamp, 'wrong'));
    case 'missing_signature':
      return send(buildReply(signer, outcome, timestamp, 'missing'));
    case 'clock_skew':
      return {
        kind: 'reply',
        reply: buildReply(ahead(signer, fault.latencyMs), outcome, timestamp),
        delayMs: 0,
      };
    case 'latency':
      return send(signed(outcome));
  }
}

function ahead({ clock, identity }: Signer, byMs: number): Signer {
  const { kind, schedule } = clock;
  return { identity, clock: { kind, schedule, nowMs: () => clock.nowMs() + byMs } };
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
