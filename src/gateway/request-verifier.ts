import { METHOD_VERSIONS } from '../tiger/wire/envelope.ts';
import { verifyRequest } from '../tiger/wire/signature.ts';
import { parseTimestamp } from '../tiger/wire/timestamp.ts';
import { commonError } from './gateway-refusal.ts';
import type { Developer, GatewayIdentity } from './identity/gateway-identity.ts';

export interface VerifiedRequest {
  readonly method: string;
  readonly version: string;
  readonly bizContent: string | undefined;
  readonly developer: Developer;
}

const REQUIRED = ['tiger_id', 'method', 'charset', 'version', 'sign_type', 'timestamp', 'sign'] as const;

/**
 * Checks the envelope in the order of the wire contract: shape, fields, time pattern, developer, signature. The
 * timestamp's distance from now is not checked, because host-local time and UTC are both in the field.
 * @throws GatewayRefusal with code 1000
 */
export function verifyEnvelope(
  body: Readonly<Record<string, unknown>>,
  identity: GatewayIdentity,
): VerifiedRequest {
  if (Object.keys(body).length === 0) throw commonError('request parameters cannot be empty');
  const missing = REQUIRED.find((name) => typeof body[name] !== 'string' || body[name] === '');
  if (missing !== undefined) throw commonError(`field '${missing}' cannot be empty`);
  if (parseTimestamp(String(body['timestamp'])) === null) {
    throw commonError("time parse error, support time format is 'yyyy-MM-dd HH:mm:ss'");
  }
  const developer = identity.developers.find((item) => item.tigerId === body['tiger_id']);
  if (developer === undefined) throw commonError('failed to get developer information');
  if (body['sign_type'] !== 'RSA' || !verifyRequest(body, body['sign'], developer.publicKey)) {
    throw commonError('failed to verify signature, please make sure you use the correct rsa private key');
  }
  const version = METHOD_VERSIONS.find((name) => name === body['version']);
  if (version === undefined) throw commonError("field 'version' is not supported");
  const bizContent = body['biz_content'];
  if (bizContent !== undefined && typeof bizContent !== 'string') {
    throw commonError("failed to parse parameters in 'biz_content'");
  }
  return { method: String(body['method']), version, bizContent, developer };
}
