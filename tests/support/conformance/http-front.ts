import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

interface WireMessage {
  readonly id?: string | number;
  readonly method?: string;
  readonly error?: { readonly code: number };
  readonly params?: { readonly progressToken?: string | number; readonly _meta?: Record<string, unknown> };
}

const NEWER_VERSION = 'io.modelcontextprotocol/protocolVersion';
/** Streamable HTTP of revision 2026-07-28, section Responses: errors that are found before a handler runs. */
const STATUS_OF_ERROR: Readonly<Record<number, number>> = {
  [-32700]: 400,
  [-32600]: 400,
  [-32601]: 404,
  [-32022]: 400,
  [-32021]: 400,
};

/** The suite's first release never ends a session, and the product serves a bounded number of connections. */
const SESSIONS_MAX = 8;

/**
 * Streamable HTTP before a stream of lines, for a test program that knows nothing else. The product has no HTTP, so
 * this passes messages on and adds nothing: what answers is the product behind the stream.
 */
export class HttpFront {
  readonly #open: () => Promise<Duplex>;
  readonly #server: Server;
  readonly #sessions = new Map<string, StreamableHTTPServerTransport>();
  readonly #streams = new Set<Duplex>();
  readonly #older: Duplex[] = [];

  constructor(open: () => Promise<Duplex>) {
    this.#open = open;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  /** @returns its URL, on the loopback interface */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`;
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    const message = body as WireMessage | undefined;
    if (message !== undefined && isNewer(message, request)) return this.#passOnce(message, response);
    const known = this.#sessions.get(String(request.headers['mcp-session-id']));
    const transport = known ?? (message?.method === 'initialize' ? await this.#session() : null);
    if (transport === null) {
      const isNamed = request.headers['mcp-session-id'] !== undefined;
      response.writeHead(isNamed ? 404 : 400, { 'content-type': 'application/json' });
      const error = { code: -32000, message: 'No such session' };
      response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
      return;
    }
    await transport.handleRequest(request, response, body);
  }

  /** Revisions up to 2025-11-25: one stream of lines for each session. */
  async #session(): Promise<StreamableHTTPServerTransport> {
    const stream = await this.#stream();
    this.#older.push(stream);
    if (this.#older.length > SESSIONS_MAX) this.#older.shift()?.end();
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => void this.#sessions.set(id, transport),
      onsessionclosed: (id) => {
        this.#sessions.delete(id);
        stream.end();
      },
    });
    const open = new Map<string | number, string | number | undefined>();
    transport.onmessage = (message) => {
      const { id, method, params } = message as WireMessage;
      const token = params?._meta?.['progressToken'] as string | number | undefined;
      if (id !== undefined && method !== undefined) open.set(id, token);
      stream.write(`${JSON.stringify(message)}\n`);
    };
    linesOf(stream, (message) => {
      if (message.method === undefined && message.id !== undefined) open.delete(message.id);
      const relatedRequestId = requestOf(message, open);
      const options = relatedRequestId === undefined ? {} : { relatedRequestId };
      transport.send(message as JSONRPCMessage, options).catch(() => {});
    });
    await transport.start();
    return transport;
  }

  /** Revision 2026-07-28: every request stands alone. */
  async #passOnce(message: WireMessage, response: ServerResponse): Promise<void> {
    const stream = await this.#stream();
    response.on('close', () => stream.end());
    stream.on('close', () => response.end());
    if (message.id === undefined) response.writeHead(202).end();
    linesOf(stream, (line) => {
      const isLast = line.id === message.id && line.method === undefined;
      if (isLast && !response.headersSent) {
        const status = STATUS_OF_ERROR[line.error?.code ?? 0] ?? 200;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(line));
        return;
      }
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: message\ndata: ${JSON.stringify(line)}\n\n`);
      if (isLast) response.end();
    });
    stream.write(`${JSON.stringify(message)}\n`);
  }

  async #stream(): Promise<Duplex> {
    const stream = await this.#open();
    this.#streams.add(stream);
    stream.on('close', () => this.#streams.delete(stream));
    stream.on('error', () => {});
    return stream;
  }
}

function isNewer(message: WireMessage, request: IncomingMessage): boolean {
  const claimed = message.params?._meta?.[NEWER_VERSION] ?? request.headers['mcp-protocol-version'];
  return typeof claimed === 'string' && claimed >= '2026';
}

/** Notifications go to the request that they belong to: by its progress token, else to the only one that is open. */
function requestOf(
  message: WireMessage,
  open: ReadonlyMap<string | number, string | number | undefined>,
): string | number | undefined {
  const { progressToken } = message.params ?? {};
  const byToken = [...open].find(([, token]) => token !== undefined && token === progressToken)?.[0];
  return byToken ?? (open.size === 1 ? [...open.keys()][0] : undefined);
}

function linesOf(stream: Duplex, onMessage: (message: WireMessage) => void): void {
  createInterface({ input: stream }).on('line', (line) => onMessage(JSON.parse(line) as WireMessage));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}
