import type { TigerConfig } from './config.ts';
import type { AnyMethod } from './method.ts';
import type { RequestBody } from './wire/envelope.ts';
import { stringifyExactJson } from './wire/exact-json.ts';
import { signRequest } from './wire/signature.ts';
import { formatTimestamp } from './wire/timestamp.ts';

/** Answers come in English whatever the user's language: error texts are told apart by their words. */
const LANGUAGE = 'en_US';
const DEFAULT_VERSION = '2.0';

export interface SigningContext {
  readonly config: TigerConfig;
  readonly deviceId: string;
  readonly nowMs: number;
}

/** The complete body with its signature (wire contract 2.1 and 2.2). */
export function signedRequest(method: AnyMethod, params: object, context: SigningContext): RequestBody {
  const { config } = context;
  const bizContent = bizContentText(method, params, config);
  const members = {
    tiger_id: config.tigerId,
    method: method.name,
    charset: 'UTF-8',
    version: method.version,
    sign_type: 'RSA',
    timestamp: formatTimestamp(context.nowMs),
    device_id: context.deviceId,
    ...(bizContent === null ? {} : { biz_content: bizContent }),
  };
  return { ...members, sign: signRequest(members, config.privateKey) };
}

function bizContentText(method: AnyMethod, params: object, config: TigerConfig): string | null {
  if (Array.isArray(params)) return stringifyExactJson(params);
  const content = {
    ...(method.context === 'account' ? { account: config.account } : {}),
    ...(method.context === 'account' && config.secretKey !== null
      ? { secret_key: config.secretKey.reveal() }
      : {}),
    ...(method.context === 'none' ? {} : { lang: LANGUAGE }),
    // Versions other than the default also stand inside, as the official SDK writes them (wire contract 2.3).
    ...(method.version === DEFAULT_VERSION ? {} : { version: method.version }),
    ...params,
  };
  return Object.keys(content).length === 0 ? null : stringifyExactJson(content);
}
