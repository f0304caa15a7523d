import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sayHello } from '../../../src/bridge/say-hello.ts';
import { adapterFor } from '../../../src/main/mcp/choose-adapter.ts';
import { MessageStream } from '../../../src/main/mcp/message-stream.ts';
import { HELLO_TIMEOUT_MS } from '../../../src/shared/bridge-hello.ts';
import { McpHostFixture } from '../mcp-host-fixture.ts';
import { endpointOf } from '../raw-peer.ts';
import { type ChangeListener, fixtureSession } from './fixture-session.ts';
import { HttpFront } from './http-front.ts';

export interface Target {
  readonly url: string;
  close(): Promise<void>;
}

/** The product: its tools, resources and prompts, behind its own listener, where the bridge knocks too. */
export async function productTarget(): Promise<Target> {
  const app = new McpHostFixture();
  await app.host.listen();
  const { path, token } = endpointOf(app);
  const front = new HttpFront(async () => {
    const socket = connect(path);
    const answer = await sayHello(socket, { token, pairing: null }, HELLO_TIMEOUT_MS);
    if (!answer.ok) throw new Error(answer.message);
    return socket;
  });
  return {
    url: await front.listen(),
    async close() {
      await front.close();
      await app.close();
    },
  };
}

/** The product's adapters over what the scenarios ask for by name. */
export async function fixtureTarget(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'tiger-fixture-'));
  const path = join(folder, 'fixture.sock');
  const listeners = new Set<ChangeListener>();
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, async (socket) => {
    const stream = new MessageStream(socket);
    const first = await stream.first();
    if (first !== null) await adapterFor(first)(fixtureSession(listeners), stream);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const front = new HttpFront(async () => connect(path));
  return {
    url: await front.listen(),
    async close() {
      await front.close();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
