import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { LinkTest } from '../../shared/domain/client-installation.ts';
import type { StdioEntry } from './installers/stdio-entry.ts';

/** The app runs already: what takes longer than this does not work for a client either. */
export const LINK_TEST_TIMEOUT_MS = 10_000;
/** Enough of the launcher's own words to see why it failed. */
const STDERR_CHARS_MAX = 500;

/** The oldest of the revisions that begin with `initialize` and that every part of this app speaks. */
const INITIALIZE = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'Tiger MCP Desktop link test', version: '1' },
};

const answerSchema = z.object({
  id: z.number(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** Starts the launcher as an AI client does and asks the first two things that one asks. A failure is a result. */
export async function testLink(deps: {
  readonly entry: StdioEntry;
  readonly timeoutMs: number;
}): Promise<LinkTest> {
  const startedMs = performance.now();
  const result = (isOk: boolean, text: string, toolsCount: number | null): LinkTest => {
    return { isOk, text, toolsCount, elapsedMs: Math.round(performance.now() - startedMs) };
  };
  const child = spawn(deps.entry.command, deps.entry.args, { stdio: 'pipe', windowsHide: true });
  try {
    const tools = await withinTime(conversation(child), deps.timeoutMs);
    const text = `The launcher reached this app, which offers ${tools} ${tools === 1 ? 'tool' : 'tools'} to a new client.`;
    return result(true, text, tools);
  } catch (error) {
    return result(false, error instanceof Error ? error.message : String(error), null);
  } finally {
    child.kill();
  }
}

/** @returns how many tools there are */
async function conversation(child: ChildProcessWithoutNullStreams): Promise<number> {
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-STDERR_CHARS_MAX);
  });
  // A launcher that ends at once closes its stdin under our hands; its end says more.
  child.stdin.on('error', () => {});
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`The launcher cannot be started: ${error.message}`)));
    child.once('close', (code) => {
      reject(new Error(stderr.trim() || `The launcher ended with code ${code ?? 'none'} and said nothing.`));
    });
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (id: number, method: string, params: object) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return Promise.race([answerTo(id, lines, ended), ended]);
  };
  await ask(1, 'initialize', INITIALIZE);
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  const { tools } = await ask(2, 'tools/list', {});
  if (!Array.isArray(tools)) throw new Error('The launcher answered, but not with a list of tools.');
  return tools.length;
}

async function answerTo(
  id: number,
  lines: AsyncIterator<string>,
  ended: Promise<never>,
): Promise<Record<string, unknown>> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) return ended;
    const answer = answerSchema.safeParse(parsed(value));
    if (!answer.success || answer.data.id !== id) continue;
    if (answer.data.error !== undefined) throw new Error(`The app refused: ${answer.data.error.message}`);
    return answer.data.result ?? {};
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(`The launcher gave no answer within ${timeoutMs / 1000} s. Restart the app and try again.`),
      );
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
