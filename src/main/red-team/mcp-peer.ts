import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import {
  BRIDGE_PROTOCOL,
  formatHello,
  type Pairing,
  parseAnswer,
  parseEndpoint,
} from '../../shared/bridge-hello.ts';
import type { AttackClient, ToolAnswer } from './attack-range.ts';

/** The app is in the same process; what takes longer than this hangs. */
const ANSWER_TIMEOUT_MS = 60_000;
const PROTOCOL = '2025-11-25';

const messageSchema = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.looseObject({ message: z.string() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

const toolResultSchema = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  content: z.array(z.looseObject({ text: z.string().optional() })).optional(),
});

export interface PeerOptions {
  readonly endpointFile: string;
  readonly pairing: Pairing | null;
  /** What the program says of itself. */
  readonly name: string;
}

/**
 * An AI client without a library, because an attacker has none that keeps it to the protocol: raw lines through the
 * app's own socket, past the same hello as every bridge.
 * @throws AppError access_denied, when it is turned away
 */
export async function connectPeer({ endpointFile, pairing, name }: PeerOptions): Promise<AttackClient> {
  const endpoint = parseEndpoint(readFileSync(endpointFile, 'utf8'));
  if (endpoint === null) throw failure('The app under attack has no door.');
  const peer = new McpPeer(connect(endpoint.path));
  const hello = { bridge: BRIDGE_PROTOCOL, version: 'red team', token: endpoint.token, pairing };
  await peer.greet(formatHello(hello));
  await peer.ask('initialize', {
    protocolVersion: PROTOCOL,
    // It says that it can be asked, so that an app which would ask does.
    capabilities: { elicitation: {}, sampling: {} },
    clientInfo: { name, version: '1' },
  });
  peer.write({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return peer.asClient();
}

class McpPeer {
  readonly #socket: Socket;
  readonly #waiting = new Map<string | number, (message: Message | null) => void>();
  #firstLine: ((line: string | null) => void) | null = null;
  #lastId = 0;
  #isClosed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    createInterface({ input: socket }).on('line', (line) => this.#read(line));
    // Its end says everything that matters.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed());
  }

  async greet(hello: string): Promise<void> {
    const answered = new Promise<string | null>((resolve) => {
      this.#firstLine = resolve;
    });
    this.#socket.write(hello);
    const line = await withinTime(answered);
    const answer = line === null ? null : parseAnswer(line);
    if (answer?.ok === true) return;
    this.#socket.destroy();
    throw new AppError('access_denied', answer?.message ?? 'The app closed the door.', {
      nextStep: 'Connect as a client that is let in.',
    });
  }

  write(message: object): void {
    if (!this.#isClosed) this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  /** null: the connection has ended. */
  async ask(method: string, params: object): Promise<Message | null> {
    if (this.#isClosed) return null;
    this.#lastId += 1;
    const id = `q${this.#lastId}`;
    const answered = new Promise<Message | null>((resolve) => this.#waiting.set(id, resolve));
    this.write({ jsonrpc: '2.0', id, method, params });
    return withinTime(answered);
  }

  asClient(): AttackClient {
    return {
      call: async (name, args) => toolAnswer(await this.ask('tools/call', { name, arguments: args })),
      request: async (method, params) => {
        const message = await this.ask(method, params);
        return message === null ? 'The app has closed the connection.' : (message.error?.message ?? null);
      },
      answer: (id, result) => this.write({ jsonrpc: '2.0', id, result }),
      close: async () => {
        this.#socket.destroy();
      },
    };
  }

  #read(line: string): void {
    if (this.#firstLine !== null) {
      this.#firstLine(line);
      this.#firstLine = null;
      return;
    }
    const message = messageSchema.safeParse(parsed(line));
    const { id } = message.data ?? {};
    if (id === undefined || message.data === undefined) return;
    this.#waiting.get(id)?.(message.data);
    this.#waiting.delete(id);
  }

  #closed(): void {
    this.#isClosed = true;
    this.#firstLine?.(null);
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}

function toolAnswer(message: Message | null): ToolAnswer {
  if (message === null) return { isError: true, data: {}, text: '{"code":"access_denied"}' };
  if (message.error !== undefined) return { isError: true, data: {}, text: message.error.message };
  const { data: result } = toolResultSchema.safeParse(message.result);
  const text = (result?.content ?? []).map((part) => part.text ?? '').join('\n');
  return { isError: result?.isError === true, data: result?.structuredContent ?? {}, text };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(failure('The app under attack gave no answer.')), ANSWER_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function failure(message: string): AppError {
  return new AppError('timeout', message, { nextStep: 'Run the attacks again.', retryable: true });
}
