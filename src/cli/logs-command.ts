import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pathsIn } from '../main/platform/paths.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

const LINES_DEFAULT = 40;
const LINES_MAX = 10_000;
/** The end of a log, however long its lines are. */
const TAIL_BYTES_MAX = 4 * 1024 * 1024;

/** Where the app's log is and how it ends. It holds no secret: the app redacts every line. */
export async function logsCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  const { values } = parseArgs({
    args: [...args],
    options: { lines: { type: 'string', default: String(LINES_DEFAULT) } },
  });
  const count = /^\d{1,5}$/.test(values.lines) ? Number(values.lines) : Number.NaN;
  if (!(count >= 1 && count <= LINES_MAX)) throw new UsageError(`--lines must be from 1 to ${LINES_MAX}.`);
  const path = pathsIn(place.homeDir).logFile;
  const text = await tail(path);
  if (text === null) {
    const problem = `There is no log at ${path}: the app has not run on this data folder yet.`;
    return { isOk: false, report: { path, problem, lines: [] }, lines: [problem] };
  }
  const lines = text.trimEnd().split('\n').slice(-count);
  return { isOk: true, report: { path, lines }, lines: [path, ...lines] };
}

async function tail(path: string): Promise<string | null> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`${path} cannot be read (${error.code ?? 'unknown error'}).`);
  });
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES_MAX);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
