import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../shared/app-error.ts';

export interface SocketPlace {
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
  /** Mode 0700; below the home folder. */
  readonly runDir: string;
  /** XDG_RUNTIME_DIR; null where there is none. */
  readonly runtimeDir: string | null;
  readonly tempDir: string;
  /** Which of the app's sockets; absent: the one for AI clients. */
  readonly socketName?: 'mcp' | 'control';
  /** The user's number; null on Windows. */
  readonly userId: number | null;
}

/** Where this computer has the sockets of the app with this data folder. @param runtimeDir see `SocketPlace` */
export function socketPlaceOf(
  { homeDir, runDir }: Pick<SocketPlace, 'homeDir' | 'runDir'>,
  runtimeDir: string | null,
): SocketPlace {
  const { platform } = process;
  const userId = platform === 'win32' ? null : userInfo().uid;
  return { platform, homeDir, runDir, runtimeDir, tempDir: tmpdir(), userId };
}

/** sun_path less its final zero: longer paths are cut by the system, not refused. */
const PATH_BYTES_MAX: Partial<Record<NodeJS.Platform, number>> = { linux: 107 };
const PATH_BYTES_MAX_ELSEWHERE = 103;

const APP = 'tiger-mcp-desktop';
const DIR_MODE = 0o700;
const HASH_LENGTH = 16;

/**
 * Where this start listens. Windows: a random pipe name, published in the endpoint file alone, because anybody may
 * open a pipe whose name he knows. Elsewhere: the first folder that is short enough and belongs to this user alone.
 * @throws AppError unavailable if there is none
 */
export function prepareSocketPath(place: SocketPlace): string {
  if (place.platform === 'win32') return `\\\\.\\pipe\\${APP}-${randomBytes(16).toString('hex')}`;
  const socket = place.socketName ?? 'mcp';
  const name = `${socket}-${createHash('sha256').update(place.homeDir).digest('hex').slice(0, HASH_LENGTH)}.sock`;
  const candidates = [
    ...(place.runtimeDir === null ? [] : [join(place.runtimeDir, APP, name)]),
    join(place.runDir, `${socket}.sock`),
    join(place.tempDir, `${APP}-${place.userId ?? 0}`, name),
  ];
  const bytesMax = PATH_BYTES_MAX[place.platform] ?? PATH_BYTES_MAX_ELSEWHERE;
  const path = candidates.find(
    (candidate) =>
      Buffer.byteLength(candidate) <= bytesMax && makePrivate(join(candidate, '..'), place.userId),
  );
  if (path !== undefined) return path;
  throw new AppError(
    'unavailable',
    'There is no private folder with a short enough path for the connection.',
    {
      nextStep: 'Start the app with TIGER_MCP_HOME set to a folder with a short path.',
    },
  );
}

/** False if the folder cannot be made, is a link, or is another user's. */
function makePrivate(dir: string, userId: number | null): boolean {
  try {
    mkdirSync(dir, { recursive: true, mode: DIR_MODE });
    const facts = lstatSync(dir);
    if (!facts.isDirectory() || (userId !== null && facts.uid !== userId)) return false;
    chmodSync(dir, DIR_MODE);
    return true;
  } catch {
    return false;
  }
}
