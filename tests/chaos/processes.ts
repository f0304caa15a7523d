import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import * as z from 'zod';
import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';

const STARTED_TIMEOUT_MS = 90_000;
const ANSWER_TIMEOUT_MS = 60_000;
const BRIDGE = join(import.meta.dirname, '..', '..', 'src', 'bridge', 'index.ts');

const exchangeSchema = z.object({
  url: z.string(),
  pushPort: z.int(),
  propertiesPath: z.string(),
  controlUrl: z.string(),
  controlToken: z.string(),
});
type ExchangePlace = z.infer<typeof exchangeSchema>;

/** The broker's side: killed and started again on the same address over the same books. */
export class Exchange {
  readonly #homeDir: string;
  #child: ChildProcess | null = null;
  #place: ExchangePlace | null = null;

  constructor(homeDir: string) {
    this.#homeDir = homeDir;
  }

  get place(): ExchangePlace {
    if (this.#place === null) throw new Error('the exchange does not run');
    return this.#place;
  }

  async start(): Promise<void> {
    const ports = this.#place === null ? [] : [new URL(this.#place.url).port, String(this.#place.pushPort)];
    const child = forkFile('exchange-process.ts', [this.#homeDir, ...ports]);
    this.#child = child;
    this.#place = exchangeSchema.parse(await nextMessage(child, () => true, STARTED_TIMEOUT_MS));
  }

  async startIfDead(): Promise<void> {
    if (!isAlive(this.#child)) await this.start();
  }

  async kill(): Promise<void> {
    await killed(this.#child);
  }

  async addFault(rule: FaultRule): Promise<void> {
    await this.#control({ action: 'add_fault', rule });
  }

  async clearFaults(): Promise<void> {
    await this.#control({ action: 'clear_faults' });
  }

  /** null: as the market makes it. */
  async setPrice(symbol: string, price: string | null): Promise<void> {
    await this.#control({ action: 'set_price', symbol, price });
  }

  async #control(command: unknown): Promise<void> {
    const { controlUrl, controlToken } = this.place;
    const answer = await fetch(controlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-control-token': controlToken },
      body: JSON.stringify(command),
    });
    if (!answer.ok) throw new Error(`the control door answered ${answer.status}`);
  }
}

/** The app's main process, with the account process that it starts. */
export class App {
  readonly #homeDir: string;
  readonly #propertiesPath: string;
  #child: ChildProcess | null = null;
  #accountPid: number | null = null;
  /** The entry of the assistant; known once the app has started. */
  clientId = '';

  constructor(homeDir: string, propertiesPath: string) {
    this.#homeDir = homeDir;
    this.#propertiesPath = propertiesPath;
  }

  get isRunning(): boolean {
    return isAlive(this.#child);
  }

  async start(): Promise<void> {
    const child = forkFile('app-process.ts', [this.#homeDir, this.#propertiesPath]);
    this.#child = child;
    child.on('message', (message: { type?: unknown; pid?: unknown }) => {
      if (message.type === 'account_process') this.#accountPid = Number(message.pid);
    });
    const { clientId } = await nextMessage(child, ({ type }) => type === 'ready', STARTED_TIMEOUT_MS);
    this.clientId = String(clientId);
  }

  /** What the person does. null: the process ended before it said what came of it. */
  async ask(command: object): Promise<Record<string, unknown> | null> {
    const child = this.#child;
    if (child === null || !this.isRunning) return null;
    const answer = nextMessage(child, ({ type }) => type === 'done', ANSWER_TIMEOUT_MS).catch(() => null);
    child.send(command, () => {});
    return answer;
  }

  async kill(): Promise<void> {
    await killed(this.#child);
  }

  killAccountProcess(): void {
    if (this.#accountPid === null) return;
    try {
      process.kill(this.#accountPid, 'SIGKILL');
    } catch {
      // It has ended already and main starts another.
    }
  }
}

/** An assistant with the real bridge between it and the app. */
export class Assistant {
  readonly #homeDir: string;
  #client: Client | null = null;
  #bridgePid: number | null = null;
  /** Why the last call had no answer; for whoever looks into a failed round. */
  lastProblem = '';

  constructor(homeDir: string) {
    this.#homeDir = homeDir;
  }

  async connect(clientId: string): Promise<void> {
    const env = { ...(process.env as Record<string, string>), TIGER_MCP_HOME: this.#homeDir };
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [BRIDGE, '--client', clientId],
      env,
      stderr: 'ignore',
    });
    const client = new Client({ name: 'chaos', version: '1.0.0' });
    await client.connect(transport);
    this.#client = client;
    this.#bridgePid = transport.pid;
  }

  /** null: there was no answer, or the tool answered with an error. */
  async call(name: string, args: Record<string, unknown>): Promise<Record<string, unknown> | null> {
    const client = this.#client;
    if (client === null) return null;
    try {
      const result = await client.callTool({ name, arguments: args }, undefined, {
        timeout: ANSWER_TIMEOUT_MS,
      });
      if (result.isError !== true) return result.structuredContent as Record<string, unknown>;
      this.lastProblem = JSON.stringify(result.content);
    } catch (error) {
      this.lastProblem = String(error);
    }
    return null;
  }

  kill(): void {
    if (this.#bridgePid !== null) process.kill(this.#bridgePid, 'SIGKILL');
    this.#bridgePid = null;
  }

  async close(): Promise<void> {
    await this.#client?.close().catch(() => {});
    this.#client = null;
    this.#bridgePid = null;
  }
}

function forkFile(file: string, args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, file), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function nextMessage(
  child: ChildProcess,
  isWanted: (message: Record<string, unknown>) => boolean,
  timeoutMs: number,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      then();
    };
    const onMessage = (message: unknown) => {
      const fields = message as Record<string, unknown>;
      if (isWanted(fields)) end(() => resolve(fields));
    };
    const onExit = () => end(() => reject(new Error('the process ended')));
    const timer = setTimeout(
      () => end(() => reject(new Error('the process said nothing in time'))),
      timeoutMs,
    );
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}

function isAlive(child: ChildProcess | null): boolean {
  return child !== null && child.exitCode === null && child.signalCode === null;
}

async function killed(child: ChildProcess | null): Promise<void> {
  if (child === null || !isAlive(child)) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await exited;
}
