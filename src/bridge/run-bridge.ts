import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { reachApp } from './reach-app.ts';

export interface BridgeLimits {
  readonly helloTimeoutMs: number;
  readonly startTimeoutMs: number;
  readonly pollMs: number;
  readonly lastAnswersMs: number;
}

export const BRIDGE_LIMITS: BridgeLimits = {
  /** A local peer needs milliseconds; five seconds allow for a machine that swaps. */
  helloTimeoutMs: 5000,
  /** A cold start of the app takes a few seconds; AI clients give a server 30 s or more to answer first. */
  startTimeoutMs: 20_000,
  pollMs: 250,
  /** After stdin's end the app may still deliver what is on its way; nobody waits longer for it. */
  lastAnswersMs: 5000,
};

export interface BridgeDeps {
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** The app's data folder. */
  readonly homeDir: string;
  /** The entry that this program was given, by `--client`; null: none. */
  readonly clientId: string | null;
  /** Where this program lies, launch.json beside it. */
  readonly ownDir: string;
  readonly limits: BridgeLimits;
}

/**
 * Moves bytes between an AI client and the app until the client has enough. Nothing is looked up, reached or started
 * before the client has said something: hosts start extra bridges just to see whether they start.
 * @throws Error with one line for a person, if the app cannot be reached or goes away
 */
export async function runBridge(deps: BridgeDeps): Promise<void> {
  const { stdin, stdout, limits } = deps;
  const readerGone = new Promise<void>((resolve) => {
    // A client that no longer reads has left; that is its right and no failure.
    stdout.once('error', () => resolve());
  });
  if (!(await hasInput(stdin))) return;
  const socket = await Promise.race([reachApp(deps), readerGone]);
  if (socket === undefined) return;
  const appGone = once(socket, 'close').then(() => {
    if (!stdin.readableEnded) throw new Error('Tiger MCP Desktop closed the connection.');
  });
  stdin.once('end', () => giveUpAfter(socket, limits.lastAnswersMs));
  stdin.once('error', () => socket.end());
  // A reset ends in a close, which is what counts; without a listener it would be thrown where nobody catches it.
  socket.on('error', () => {});
  stdin.pipe(socket);
  socket.pipe(stdout, { end: false });
  try {
    await Promise.race([appGone, readerGone]);
  } finally {
    // Leaving drops what is still on its way to the client, a last answer perhaps.
    await Promise.race([written(stdout), readerGone]);
  }
}

/** False if stdin ends without a byte. Whatever was read is put back. */
async function hasInput(stdin: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (has: boolean) => {
      stdin.off('readable', onReadable);
      stdin.off('end', onEnd);
      stdin.off('error', onEnd);
      resolve(has);
    };
    const onEnd = () => finish(false);
    const onReadable = () => {
      const chunk: unknown = stdin.read();
      if (chunk === null) return;
      finish(true);
      stdin.unshift(chunk);
    };
    stdin.on('readable', onReadable);
    stdin.once('end', onEnd);
    stdin.once('error', onEnd);
  });
}

function giveUpAfter(socket: Socket, delayMs: number): void {
  const timer = setTimeout(() => socket.destroy(), delayMs);
  socket.once('close', () => clearTimeout(timer));
}

/** Resolves when everything before it has left the process. */
function written(stdout: Writable): Promise<void> {
  return new Promise((resolve) => {
    stdout.write('', () => resolve());
  });
}
