import type { ClientProgramId } from '../../../shared/domain/client-installation.ts';
import { type SetupQuestion, TIMEOUT_SECONDS } from './stdio-entry.ts';

export interface ClientProgram {
  readonly id: ClientProgramId;
  readonly name: string;
  readonly format: 'json' | 'toml';
  /** The key in its configuration that holds the servers by name. */
  readonly serversKey: string;
  /** What an entry of this program has besides command, arguments and environment. */
  readonly extra: Readonly<Record<string, string | number>>;
  /** Its configuration file by its own documentation. */
  readonly configPath: string;
  /** A second place, with one `*` for a part that differs from machine to machine. */
  readonly otherConfigPattern: string | null;
  /** If none of these exists, it is not installed. */
  readonly traces: readonly string[];
  /** What the user does after the file was changed. */
  readonly afterwards: string;
}

type Place = Pick<SetupQuestion, 'platform' | 'userHomeDir' | 'appDataDir' | 'localAppDataDir'>;

const JSON_SERVERS = {
  format: 'json',
  serversKey: 'mcpServers',
  extra: {},
  otherConfigPattern: null,
} as const;

/** Paths and forms by the documentation of each program, read on 2026-11-23. */
export function clientPrograms(place: Place): ClientProgram[] {
  const separator = place.platform === 'win32' ? '\\' : '/';
  const at = (root: string, ...parts: string[]) => [root, ...parts].join(separator);
  const settings = settingsDir(place, at);
  return [...claudePrograms(place, settings, at), ...editors(place, settings, at), ...terminals(place, at)];
}

type At = (root: string, ...parts: string[]) => string;

function settingsDir({ platform, userHomeDir, appDataDir }: Place, at: At): string {
  if (platform === 'win32') return appDataDir ?? at(userHomeDir, 'AppData', 'Roaming');
  if (platform === 'darwin') return at(userHomeDir, 'Library', 'Application Support');
  return at(userHomeDir, '.config');
}

function claudePrograms(place: Place, settings: string, at: At): ClientProgram[] {
  const { platform, userHomeDir, localAppDataDir } = place;
  const desktop = ['Claude', 'claude_desktop_config.json'] as const;
  const packages = at(localAppDataDir ?? at(userHomeDir, 'AppData', 'Local'), 'Packages');
  return [
    {
      ...JSON_SERVERS,
      id: 'claude-desktop',
      name: 'Claude Desktop',
      configPath: at(settings, ...desktop),
      // The Store's package has a roaming folder of its own.
      otherConfigPattern:
        platform === 'win32' ? at(packages, 'Claude_*', 'LocalCache', 'Roaming', ...desktop) : null,
      traces: [at(settings, 'Claude')],
      afterwards: 'Quit Claude Desktop completely and start it again.',
    },
    {
      ...JSON_SERVERS,
      id: 'claude-code',
      name: 'Claude Code',
      extra: { type: 'stdio' },
      configPath: at(userHomeDir, '.claude.json'),
      traces: [at(userHomeDir, '.claude.json'), at(userHomeDir, '.claude')],
      afterwards: 'Start Claude Code again; /mcp in it shows the connection.',
    },
  ];
}

function editors({ platform, userHomeDir }: Place, settings: string, at: At): ClientProgram[] {
  const zedDir = platform === 'win32' ? at(settings, 'Zed') : at(userHomeDir, '.config', 'zed');
  const windsurfDir = at(userHomeDir, '.codeium', 'windsurf');
  return [
    {
      ...JSON_SERVERS,
      id: 'cursor',
      name: 'Cursor',
      configPath: at(userHomeDir, '.cursor', 'mcp.json'),
      traces: [at(userHomeDir, '.cursor')],
      afterwards: 'Turn the server on in Settings > MCP.',
    },
    {
      ...JSON_SERVERS,
      id: 'vs-code',
      name: 'VS Code',
      serversKey: 'servers',
      extra: { type: 'stdio' },
      configPath: at(settings, 'Code', 'User', 'mcp.json'),
      traces: [at(settings, 'Code')],
      afterwards: 'Start the server with the command "MCP: List Servers".',
    },
    {
      ...JSON_SERVERS,
      id: 'windsurf',
      name: 'Windsurf',
      configPath: at(windsurfDir, 'mcp_config.json'),
      traces: [windsurfDir],
      afterwards: 'Refresh the servers in Settings > Cascade > MCP.',
    },
    {
      ...JSON_SERVERS,
      id: 'zed',
      name: 'Zed',
      serversKey: 'context_servers',
      configPath: at(zedDir, 'settings.json'),
      traces: [zedDir],
      afterwards: 'Zed reads the file at once; the Agent panel lists the server.',
    },
  ];
}

function terminals({ userHomeDir }: Place, at: At): ClientProgram[] {
  return [
    {
      id: 'codex',
      name: 'Codex',
      format: 'toml',
      serversKey: 'mcp_servers',
      extra: { tool_timeout_sec: TIMEOUT_SECONDS },
      configPath: at(userHomeDir, '.codex', 'config.toml'),
      otherConfigPattern: null,
      traces: [at(userHomeDir, '.codex')],
      afterwards: 'Start Codex again.',
    },
    {
      ...JSON_SERVERS,
      id: 'gemini-cli',
      name: 'Gemini CLI',
      extra: { timeout: TIMEOUT_SECONDS * 1000 },
      configPath: at(userHomeDir, '.gemini', 'settings.json'),
      traces: [at(userHomeDir, '.gemini')],
      afterwards: 'Start Gemini CLI again. Leave "trust" off: it would skip its own questions.',
    },
  ];
}
