import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readTigerConfig, type TigerConfig } from '../../../src/tiger/config.ts';
import { type RequestBody, requestBodySchema } from '../../../src/tiger/wire/envelope.ts';
import { parseExactJson, stringifyExactJson } from '../../../src/tiger/wire/exact-json.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';
import { formatProperties } from '../../../src/tiger/wire/properties-file.ts';
import { readPrivateKey } from '../../../src/tiger/wire/rsa-key.ts';
import { signTimestamp } from '../../../src/tiger/wire/signature.ts';
import { keyVectors } from './vectors.ts';

export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: RequestBody;
  /** Parsed biz_content with exact numbers; null if there was none. */
  readonly biz: unknown;
}

export type Behaviour = (request: Received, response: ServerResponse) => void;

const gatewayKey = readPrivateKey(keyVectors.gateway1024.private_pkcs8_bare);
export const BROKER_TIME_MS = 1795444200123;

/** Text of an envelope that is signed for the given request. */
export function signedEnvelope(request: Received, members: Readonly<Record<string, unknown>>): string {
  return stringifyExactJson({
    code: 0,
    message: 'success',
    timestamp: BROKER_TIME_MS,
    ...members,
    sign: signTimestamp(request.body.timestamp, gatewayKey),
  });
}

export function answerData(data: unknown): Behaviour {
  return (request, response) => response.end(signedEnvelope(request, { data }));
}

export function answerCode(code: number, message: string): Behaviour {
  return (request, response) => response.end(signedEnvelope(request, { code, message }));
}

/** A bare HTTP server that records what arrives and behaves as told. It is no exchange: see src/gateway for that. */
export class LoopbackGateway {
  readonly received: Received[] = [];
  connections = 0;
  /** Behaviours are used up one per request; the last one stays. */
  #behaviours: Behaviour[];
  readonly #server: Server;

  constructor(...behaviours: Behaviour[]) {
    this.#behaviours = behaviours;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('connection', () => {
      this.connections += 1;
    });
  }

  behave(...behaviours: Behaviour[]): void {
    this.#behaviours = behaviours;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/gateway`;
  }

  get methods(): readonly string[] {
    return this.received.map((request) => request.body.method);
  }

  properties(more: Readonly<Record<string, string>> = {}): string {
    return formatProperties(
      Object.entries({
        tiger_id: '20150001',
        account: '20200821144442583',
        license: 'TBSG',
        private_key_pk1: keyVectors.client1024.private_pkcs1_bare,
        server_url: this.url,
        tiger_public_key: keyVectors.gateway1024.public_spki_bare,
        ...more,
      }),
    );
  }

  config(more: Readonly<Record<string, string>> = {}): TigerConfig {
    return readTigerConfig(this.properties(more));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = requestBodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const received: Received = {
      headers: request.headers,
      body,
      biz: body.biz_content === undefined ? null : parseExactJson(body.biz_content),
    };
    this.received.push(received);
    const behaviour = this.#behaviours.length > 1 ? this.#behaviours.shift() : this.#behaviours[0];
    behaviour?.(received, response);
  }
}

/** Plain JSON for comparisons: numbers by their value, so that 201.5 equals 201.50. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, function (this: Record<string, unknown>, key: string, item: unknown) {
      const raw = this[key];
      if (raw instanceof ExactNumber) return `number:${sameNumber(raw.text)}`;
      if (typeof raw === 'bigint' || typeof raw === 'number') return `number:${raw}`;
      return item;
    }),
  );
}

function sameNumber(text: string): string {
  return /^-?\d+$/.test(text) ? text : String(Number(text));
}
