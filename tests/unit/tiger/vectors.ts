import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExactJson } from '../../../src/tiger/wire/exact-json.ts';

const FOLDER = join(import.meta.dirname, '../../vectors/tiger');

export interface KeyVector {
  readonly private_pkcs1_pem: string;
  readonly private_pkcs8_pem: string;
  readonly private_pkcs1_bare: string;
  readonly private_pkcs8_bare: string;
  readonly public_spki_pem: string;
  readonly public_spki_bare: string;
}

export interface RequestVector {
  readonly name: string;
  readonly key: 'client1024' | 'client2048';
  readonly request: { readonly headers: readonly (readonly [string, string])[]; readonly body_utf8: string };
  readonly body: Readonly<Record<string, string>>;
  readonly canonical: string;
  readonly signature_base64: string;
}

export interface ResponseVector {
  readonly name: string;
  readonly request_timestamp: string;
  readonly http_status: number;
  readonly response_body_utf8: string;
}

export interface NegativeSignatureVector {
  readonly name: string;
  readonly registered_key: 'client1024' | 'client2048';
  readonly body: Readonly<Record<string, unknown>>;
  readonly signature_valid: boolean;
}

export interface MethodFixture {
  /** The official SDK's name of the call; no two are equal. */
  readonly python_call: string;
  readonly method: string;
  readonly version: string;
  /** Exact JSON: numbers keep their text. */
  readonly biz_content: unknown;
  readonly response_data: unknown;
}

function read(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

function readAll<T>(prefix: string): readonly T[] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(prefix))
    .map((name) => JSON.parse(read(name)) as T);
}

export const keyVectors = JSON.parse(read('keys.json')) as Readonly<
  Record<'client1024' | 'client2048' | 'gateway1024', KeyVector>
>;
export const requestVectors = readAll<RequestVector>('request_');
export const responseVectors = readAll<ResponseVector>('response_');
export const negativeSignatureVectors = (
  JSON.parse(read('gateway_negative_signatures.json')) as { cases: readonly NegativeSignatureVector[] }
).cases;
export const methodFixtures = parseExactJson(read('method_fixtures.json')) as readonly MethodFixture[];

/** Every method of the wire contract, in its order and with what it says of the answer. */
export const methodShapes = JSON.parse(read('method_shapes.json')) as readonly {
  readonly method: string;
  readonly version: string;
  readonly shape: string;
}[];
