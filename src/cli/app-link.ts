import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { tryConnect } from '../bridge/reach-app.ts';
import { BRIDGE_LIMITS } from '../bridge/run-bridge.ts';
import { sayHello } from '../bridge/say-hello.ts';
import { errorWireSchema } from '../shared/app-error.ts';
import { BRIDGE_PROTOCOL, type Endpoint, parseEndpoint } from '../shared/bridge-hello.ts';
import type { Input, Output } from '../shared/ipc/contract.ts';
import {
  CONTROL_ENDPOINT_FILE,
  type ControlCommands,
  controlCommands,
} from '../shared/ipc/control-commands.ts';

/** A look is answered at once; a long log is checked and a large backup made within minutes, or something is wrong. */
const ANSWER_TIMEOUT_MS = 10 * 60_000;

/** Why the running app was not asked; the text says what to do. */
export class AppNotReached extends Error {
  override readonly name = 'AppNotReached';
  /** null: there is none that says where it is. */
  readonly endpoint: Omit<Endpoint, 'token'> | null;
  /** The app is there and has no database to work with. */
  readonly isInRecovery: boolean;
  constructor(message: string, endpoint: AppNotReached['endpoint'], isInRecovery = false) {
    super(message);
    this.endpoint = endpoint;
    this.isInRecovery = isInRecovery;
  }
}

export interface AppAnswer<T> {
  readonly endpoint: Omit<Endpoint, 'token'>;
  readonly value: T;
}

/**
 * Asks the running app by the command line's own door. It starts nothing.
 * @throws AppNotReached; Error with one line for a person, when the app refuses
 */
export async function askApp<K extends keyof ControlCommands>(
  homeDir: string,
  command: K,
  input: Input<ControlCommands, K>,
): Promise<AppAnswer<Output<ControlCommands, K>>> {
  const { token, ...endpoint } = readEndpoint(homeDir);
  const socket = await reached(endpoint, token);
  try {
    const reply = await answerOf(socket, { command, input });
    if (!reply.ok) throw new Error(`${reply.error.message} ${reply.error.nextStep}`);
    return { endpoint, value: controlCommands[command].output.parse(reply.value) as never };
  } finally {
    socket.destroy();
  }
}

async function reached(endpoint: Omit<Endpoint, 'token'>, token: string): Promise<Socket> {
  const failed = (error: unknown) => {
    throw new AppNotReached(error instanceof Error ? error.message : String(error), endpoint);
  };
  const socket = await tryConnect({ ...endpoint, token }).catch(failed);
  if (socket === null) {
    const text = 'Tiger MCP Desktop is not running; it left its endpoint file behind. Start it.';
    throw new AppNotReached(text, endpoint);
  }
  const hello = await sayHello(socket, { token, pairing: null }, BRIDGE_LIMITS.helloTimeoutMs).catch(failed);
  if (hello.ok) return socket;
  socket.destroy();
  throw new AppNotReached(hello.message, endpoint, hello.code === 'recovery');
}

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorWireSchema }),
]);

async function answerOf(socket: Socket, request: object): Promise<z.infer<typeof replySchema>> {
  socket.write(`${JSON.stringify(request)}\n`);
  const timer = setTimeout(() => socket.destroy(), ANSWER_TIMEOUT_MS);
  try {
    for await (const line of createInterface({ input: socket })) return replySchema.parse(JSON.parse(line));
  } finally {
    clearTimeout(timer);
  }
  throw new Error('Tiger MCP Desktop closed the connection without an answer. Look at its log.');
}

function readEndpoint(homeDir: string): Endpoint {
  let text: string;
  try {
    text = readFileSync(join(homeDir, CONTROL_ENDPOINT_FILE), 'utf8');
  } catch {
    throw new AppNotReached('Tiger MCP Desktop is not running. Start it.', null);
  }
  const endpoint = parseEndpoint(text);
  if (endpoint === null)
    throw new AppNotReached('The endpoint file of the app is damaged. Restart it.', null);
  if (endpoint.protocol === BRIDGE_PROTOCOL) return endpoint;
  const { token: _token, ...shown } = endpoint;
  const differs = `Tiger MCP Desktop ${endpoint.appVersion} and this tiger-mcp are of different versions. Restart the app.`;
  throw new AppNotReached(differs, shown);
}
