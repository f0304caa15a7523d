import { request } from 'node:http';
import { stringifyExactJson } from '../../src/tiger/wire/exact-json.ts';
import { parseProperties } from '../../src/tiger/wire/properties-file.ts';
import { readPrivateKey } from '../../src/tiger/wire/rsa-key.ts';
import { signRequest } from '../../src/tiger/wire/signature.ts';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** One signed call as the SDKs make it. `overrides` replace body members after signing, `unsigned` before. */
export interface SignedCall {
  readonly properties: string;
  readonly method: string;
  readonly biz?: unknown;
  readonly version?: string;
  readonly timestamp?: string;
  readonly overrides?: Readonly<Record<string, string | undefined>>;
  readonly beforeSigning?: Readonly<Record<string, string | undefined>>;
}

export function signedBody(call: SignedCall): string {
  const entries = parseProperties(call.properties);
  const members: Record<string, string | undefined> = {
    tiger_id: entries.get('tiger_id'),
    method: call.method,
    charset: 'UTF-8',
    version: call.version ?? '2.0',
    sign_type: 'RSA',
    timestamp: call.timestamp ?? '2026-11-23 10:00:00',
    device_id: '02:00:5e:10:00:01',
    ...(call.biz === undefined ? {} : { biz_content: stringifyExactJson(call.biz) }),
    ...call.beforeSigning,
  };
  const key = readPrivateKey(entries.get('private_key_pk1') ?? '');
  return JSON.stringify({ ...members, sign: signRequest(members, key), ...call.overrides });
}

/** Posts a body and gives what came back; rejects when the connection breaks or `timeoutMs` is over. */
export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  timeoutMs = 5_000,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', headers, agent: false, timeout: timeoutMs },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export async function postSigned(url: string, call: SignedCall): Promise<RawAnswer> {
  return post(url, signedBody(call));
}

/** Free JSON, as assertions look into it. */
type LooseJson = ReturnType<typeof JSON.parse>;

/** The envelope with plain numbers, for assertions; ids must be read from the text instead. */
export interface LooseEnvelope {
  readonly code: number;
  readonly message: string;
  readonly sign?: string;
  readonly data: LooseJson;
  readonly [member: string]: LooseJson;
}

export async function callGateway(url: string, call: SignedCall): Promise<LooseEnvelope> {
  return JSON.parse((await postSigned(url, call)).text);
}
