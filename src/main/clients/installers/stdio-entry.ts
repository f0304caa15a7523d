import { CLIENT_OPTION } from '../../../shared/bridge-hello.ts';
import type { ClientProgramId } from '../../../shared/domain/client-installation.ts';

export interface SetupQuestion {
  /** Absolute path of tiger-mcp as AI clients must start it. */
  readonly launcherPath: string;
  readonly platform: NodeJS.Platform;
  readonly userHomeDir: string;
  /** %APPDATA% on Windows, null elsewhere. */
  readonly appDataDir: string | null;
  /** %LOCALAPPDATA% on Windows, null elsewhere. */
  readonly localAppDataDir: string | null;
  /** Set if the app runs on another data folder than the default: the client must name it too. */
  readonly homeDir: string | null;
}

/** Which entry each program has, or will have when it is connected; null: whoever asks does not know. */
export type ClientIds = ((program: ClientProgramId) => string) | null;

export interface StdioEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The name under which clients list this server; their tool names begin with it. */
export const SERVER_NAME = 'tiger';
/** The one variable of an entry that is ours. */
export const HOME_VARIABLE = 'TIGER_MCP_HOME';
/** Codex gives a call up after this long and Gemini CLI counts in milliseconds; place_order holds for at most 45 s. */
export const TIMEOUT_SECONDS = 120;

/**
 * A .cmd file cannot be started directly; programs start it through the command interpreter.
 * @param clientId the entry that the program was given in the window; null: none, and it will have to ask
 */
export function stdioEntry(
  { launcherPath, platform, homeDir }: SetupQuestion,
  clientId: string | null = null,
): StdioEntry {
  const isScript = platform === 'win32' && launcherPath.toLowerCase().endsWith('.cmd');
  const pairing = clientId === null ? [] : [CLIENT_OPTION, clientId];
  const start = isScript
    ? { command: 'cmd', args: ['/c', launcherPath, ...pairing] }
    : { command: launcherPath, args: pairing };
  return homeDir === null ? start : { ...start, env: { [HOME_VARIABLE]: homeDir } };
}
