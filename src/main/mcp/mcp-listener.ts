import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { BRIDGE_PROTOCOL, formatAnswer, HELLO_TIMEOUT_MS } from '../../shared/bridge-hello.ts';
import type { Logger } from '../platform/logger.ts';
import { acceptHello, type HelloOptions, type Refusal } from './accept-hello.ts';
import { removeEndpointFile, writeEndpointFile } from './endpoint-file.ts';
import { removeStaleSocket } from './remove-stale-socket.ts';
import { prepareSocketPath, type SocketPlace } from './socket-path.ts';

export interface McpListenerDeps {
  readonly place: SocketPlace;
  readonly endpointFile: string;
  readonly appVersion: string;
  readonly logger: Logger;
  /** Takes over a paused socket behind a good hello. */
  readonly serve: (socket: Socket, clientId: string | null) => void;
  readonly authenticate: HelloOptions['authenticate'];
  /** A peer was turned away. */
  readonly refused: (code: string) => void;
  readonly helloTimeoutMs?: number;
  /** What everybody is told who may come in, where nobody is served. */
  readonly closed?: Refusal;
}

/** Five or six AI programs at once, each of which may start a second and third bridge just to probe. */
export const CONNECTIONS_MAX = 16;
/** Beyond the served ones, those that have not said hello yet; more are dropped without a word. */
const SOCKETS_MAX = CONNECTIONS_MAX * 2;
const TOKEN_BYTES = 32;
const SOCKET_MODE = 0o600;

/** Lets bridges of this user in, and nobody else. */
export class McpListener {
  readonly #deps: McpListenerDeps;
  readonly #token = randomBytes(TOKEN_BYTES).toString('hex');
  readonly #sockets = new Set<Socket>();
  readonly #served = new Set<Socket>();
  #server: Server | null = null;

  constructor(deps: McpListenerDeps) {
    this.#deps = deps;
  }

  get connectionsOpen(): number {
    return this.#served.size;
  }

  /** @throws AppError conflict if another app listens for the same data folder, unavailable without a private folder */
  async listen(): Promise<void> {
    const { place, endpointFile, appVersion } = this.#deps;
    const path = prepareSocketPath(place);
    if (place.platform !== 'win32') await removeStaleSocket(path);
    // Half-open: a client that has said its last word still gets its answers.
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      void this.#accept(socket);
    });
    server.maxConnections = SOCKETS_MAX;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    server.on('error', (error) =>
      this.#deps.logger.error({ err: error }, 'the listener for AI clients failed'),
    );
    this.#server = server;
    // The folder, which is private already, protects the moment in between.
    if (place.platform !== 'win32') chmodSync(path, SOCKET_MODE);
    writeEndpointFile(endpointFile, {
      protocol: BRIDGE_PROTOCOL,
      appVersion,
      pid: process.pid,
      path,
      token: this.#token,
    });
  }

  /** Bridges see their connection close and end. */
  async close(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    removeEndpointFile(this.#deps.endpointFile, this.#token);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #accept(socket: Socket): Promise<void> {
    const { helloTimeoutMs = HELLO_TIMEOUT_MS, serve, authenticate, closed } = this.#deps;
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#served.delete(socket);
    });
    // Without a listener an error of this one peer would end the app.
    socket.on('error', () => {});
    const hello = await acceptHello(socket, { token: this.#token, timeoutMs: helloTimeoutMs, authenticate });
    if (hello === 'gone') return void socket.destroy();
    if (!hello.ok) return this.#refuse(socket, hello);
    if (closed !== undefined) return this.#refuse(socket, closed);
    if (this.#served.size >= CONNECTIONS_MAX) return this.#refuse(socket, BUSY);
    this.#served.add(socket);
    socket.write(formatAnswer({ ok: true, protocol: BRIDGE_PROTOCOL }));
    serve(socket, hello.clientId);
  }

  #refuse(socket: Socket, refusal: Refusal): void {
    this.#deps.refused(refusal.code);
    socket.end(formatAnswer(refusal), () => socket.destroy());
  }
}

const BUSY = {
  ok: false,
  code: 'busy',
  message: `Tiger MCP Desktop serves ${CONNECTIONS_MAX} connections already. Close an AI client and try again.`,
} as const;
