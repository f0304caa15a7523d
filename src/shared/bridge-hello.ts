/**
 * The first line in each direction between the bridge and the app; after it only bytes flow. No library here: the
 * bridge carries this file and nothing else.
 */
export const BRIDGE_PROTOCOL = 1;
/** A hello longer than this is no hello of ours. */
export const HELLO_BYTES_MAX = 4096;
/** A local peer needs milliseconds; five seconds allow for a machine that swaps. */
export const HELLO_TIMEOUT_MS = 5000;

/** What the app writes to `run/endpoint.json` (mode 0600) for bridges to find it. */
export interface Endpoint {
  readonly protocol: number;
  readonly appVersion: string;
  readonly pid: number;
  readonly path: string;
  readonly token: string;
}

export interface Hello {
  readonly bridge: number;
  readonly version: string;
  readonly token: string;
  /** The entry that the client was given in the window, with the token of its pairing file; null: none. */
  readonly pairing: Pairing | null;
}

export interface Pairing {
  readonly clientId: string;
  readonly token: string;
}

export type HelloAnswer =
  | { readonly ok: true; readonly protocol: number }
  | {
      readonly ok: false;
      readonly code: 'version' | 'token' | 'client' | 'busy' | 'malformed' | 'recovery';
      readonly message: string;
    };

export function formatHello(hello: Hello): string {
  return `${JSON.stringify(hello)}\n`;
}

export function formatAnswer(answer: HelloAnswer): string {
  return `${JSON.stringify(answer)}\n`;
}

/** null for anything that is not a hello. */
export function parseHello(line: string): Hello | null {
  const value = parseObject(line);
  if (value === null) return null;
  const { bridge, version, token, pairing } = value;
  if (typeof bridge !== 'number' || typeof version !== 'string' || typeof token !== 'string') return null;
  // A bridge of an earlier version has no pairing.
  if (pairing === undefined || pairing === null) return { bridge, version, token, pairing: null };
  const shown = parsePairing(pairing);
  return shown === null ? null : { bridge, version, token, pairing: shown };
}

function parsePairing(value: unknown): Pairing | null {
  if (typeof value !== 'object' || value === null) return null;
  const { clientId, token } = value as Record<string, unknown>;
  return typeof clientId === 'string' && typeof token === 'string' ? { clientId, token } : null;
}

/** null for anything that is not an answer. */
export function parseAnswer(line: string): HelloAnswer | null {
  const value = parseObject(line);
  if (value === null) return null;
  if (value['ok'] === true && typeof value['protocol'] === 'number')
    return { ok: true, protocol: value['protocol'] };
  const { code, message } = value;
  const isKnown =
    code === 'version' ||
    code === 'token' ||
    code === 'client' ||
    code === 'busy' ||
    code === 'malformed' ||
    code === 'recovery';
  if (value['ok'] === false && isKnown && typeof message === 'string') return { ok: false, code, message };
  return null;
}

/** null for anything that is not an endpoint file. */
export function parseEndpoint(text: string): Endpoint | null {
  const value = parseObject(text);
  if (value === null) return null;
  const { protocol, appVersion, pid, path, token } = value;
  if (typeof protocol !== 'number' || typeof appVersion !== 'string' || typeof pid !== 'number') return null;
  if (typeof path !== 'string' || typeof token !== 'string') return null;
  return { protocol, appVersion, pid, path, token };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** What Electron calls `productName`; its user data folder has this name. */
const APP_FOLDER = 'Tiger MCP Desktop';

export interface HomeQuestion {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As in `process.platform`. */
  readonly platform: string;
  readonly userHomeDir: string;
}

/** The app's data folder, by the rule of Electron's `userData` unless TIGER_MCP_HOME names another. */
export function appHomeDir({ env, platform, userHomeDir }: HomeQuestion): string {
  const chosen = env['TIGER_MCP_HOME'];
  if (chosen) return chosen;
  if (platform === 'win32') return `${env['APPDATA'] || `${userHomeDir}\\AppData\\Roaming`}\\${APP_FOLDER}`;
  if (platform === 'darwin') return `${userHomeDir}/Library/Application Support/${APP_FOLDER}`;
  return `${env['XDG_CONFIG_HOME'] || `${userHomeDir}/.config`}/${APP_FOLDER}`;
}

/** Where bridges look, below the data folder. */
export const ENDPOINT_FILE = 'run/endpoint.json';
/** One file for each client that was given an entry: its name is the client's id, its text the token. */
export const PAIRINGS_DIR = 'clients';
/** `tiger-mcp --client ID`: which entry the program was given. */
export const CLIENT_OPTION = '--client';

/** False for anything that could name a file elsewhere. */
export function isClientId(text: string): boolean {
  return /^cli_[a-z0-9]{16}$/.test(text);
}
