import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { type Endpoint, formatHello, type Pairing, parseEndpoint } from '../../src/shared/bridge-hello.ts';
import type { McpHostFixture } from './mcp-host-fixture.ts';

/** A peer that speaks raw lines. */
export class RawPeer {
  lines: string[] = [];
  isClosed = false;
  readonly socket: Socket;

  constructor(path: string) {
    this.socket = connect(path);
    let text = '';
    this.socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      this.lines = text.split('\n').filter((line) => line !== '');
    });
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.isClosed = true;
    });
  }

  say(value: unknown): void {
    this.socket.write(`${JSON.stringify(value)}\n`);
  }

  answers(): {
    id?: unknown;
    ok?: boolean;
    code?: string;
    result?: Record<string, unknown>;
    error?: { code: number; message: string };
  }[] {
    return this.lines.map((line) => JSON.parse(line));
  }

  async answerTo(id: unknown) {
    await expect.poll(() => this.answers().some((answer) => answer.id === id)).toBe(true);
    return this.answers().find((answer) => answer.id === id)!;
  }
}

export function endpointOf(app: McpHostFixture): Endpoint {
  const endpoint = parseEndpoint(readFileSync(app.endpointFile, 'utf8'));
  if (endpoint === null) throw new Error('no endpoint file');
  return endpoint;
}

/** Connected, and past the hello unless the patch is wrong. */
export function greetedPeer(
  app: McpHostFixture,
  patch: { token?: string; bridge?: number; pairing?: Pairing } = {},
): RawPeer {
  const { path, token } = endpointOf(app);
  const peer = new RawPeer(path);
  peer.socket.write(formatHello({ bridge: 1, version: 't', token, pairing: null, ...patch }));
  return peer;
}

export const INITIALIZE = {
  jsonrpc: '2.0',
  id: 'init',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'Raw', version: '1' } },
};

/** An initialized client. */
export async function readyPeer(app: McpHostFixture): Promise<RawPeer> {
  const peer = greetedPeer(app);
  peer.say(INITIALIZE);
  await peer.answerTo('init');
  peer.say({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return peer;
}
