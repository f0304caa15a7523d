import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { AppError } from '../../shared/app-error.ts';

/** A local peer accepts at once or never. */
const PROBE_TIMEOUT_MS = 2000;

/**
 * Removes what a crashed app left behind, and nothing else.
 * @throws AppError conflict if somebody listens there, or if that cannot be told
 */
export async function removeStaleSocket(path: string): Promise<void> {
  const finding = await probe(path);
  if (finding === 'ENOENT') return;
  if (finding === 'ECONNREFUSED') return rmSync(path, { force: true });
  throw new AppError('conflict', `Another program listens for AI clients already (${finding}).`, {
    nextStep: 'Close the other copy of Tiger MCP Desktop that uses the same data folder, then start again.',
  });
}

function probe(path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const finish = (finding: string) => {
      socket.destroy();
      resolve(finding);
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, () => finish('no answer'));
    socket.once('connect', () => finish('it answers'));
    socket.once('error', (error: NodeJS.ErrnoException) => finish(error.code ?? 'unknown'));
  });
}
