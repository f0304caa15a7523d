import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { readEndpoint, tryConnect } from '../bridge/reach-app.ts';
import { BRIDGE_LIMITS } from '../bridge/run-bridge.ts';
import { sayHello } from '../bridge/say-hello.ts';
import type { Endpoint } from '../shared/bridge-hello.ts';

/** The app is there or not; a machine that swaps gets a moment. */
const ANSWER_TIMEOUT_MS = 10_000;

interface AccountLine {
  readonly account_id: string;
  readonly label: string;
  readonly mode: string;
  readonly state: string;
  readonly access: string;
}

/** Whether the app answers; a failure is what `problem` says, and what to do. */
export interface AppLink {
  readonly endpoint: Omit<Endpoint, 'token'> | null;
  readonly isReachable: boolean;
  readonly problem: string | null;
  /** As an AI client sees them; null if the app was not reached. */
  readonly accounts: readonly AccountLine[] | null;
}

const answerSchema = z.object({
  id: z.literal(2),
  result: z.object({
    structuredContent: z.object({
      accounts: z.array(
        z.object({
          account_id: z.string(),
          label: z.string(),
          mode: z.string(),
          state: z.string(),
          access: z.string(),
        }),
      ),
    }),
  }),
});

/** Looks for the running app as the bridge does, and asks it as a client; unlike the bridge it starts nothing. */
export async function lookForApp(homeDir: string): Promise<AppLink> {
  const nowhere = { endpoint: null, isReachable: false, accounts: null };
  let endpoint: Endpoint | null;
  try {
    endpoint = readEndpoint(homeDir);
  } catch (error) {
    return { ...nowhere, problem: textOf(error) };
  }
  if (endpoint === null) return { ...nowhere, problem: 'Tiger MCP Desktop is not running. Start it.' };
  const { token, ...shown } = endpoint;
  try {
    const socket = await tryConnect(endpoint);
    if (socket === null) {
      const problem = 'Tiger MCP Desktop is not running; it left its endpoint file behind. Start it.';
      return { ...nowhere, endpoint: shown, problem };
    }
    try {
      const hello = await sayHello(socket, { token, pairing: null }, BRIDGE_LIMITS.helloTimeoutMs);
      if (!hello.ok) return { ...nowhere, endpoint: shown, problem: hello.message };
      return { endpoint: shown, isReachable: true, problem: null, accounts: await askAccounts(socket) };
    } finally {
      socket.destroy();
    }
  } catch (error) {
    return { ...nowhere, endpoint: shown, problem: textOf(error) };
  }
}

async function askAccounts(socket: Socket): Promise<AccountLine[]> {
  const say = (message: object) => void socket.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const clientInfo = { name: 'tiger-mcp status', version: '1' };
  say({
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
  });
  say({ method: 'notifications/initialized' });
  say({ id: 2, method: 'tools/call', params: { name: 'tiger_list_accounts', arguments: {} } });
  const timer = setTimeout(() => socket.destroy(), ANSWER_TIMEOUT_MS);
  try {
    for await (const line of createInterface({ input: socket })) {
      const answer = answerSchema.safeParse(JSON.parse(line));
      if (answer.success) return answer.data.result.structuredContent.accounts;
      if ((JSON.parse(line) as { id?: unknown }).id === 2) break;
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error('Tiger MCP Desktop did not list its accounts. Restart it and try again.');
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
