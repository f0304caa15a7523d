import type { ClientSetup } from '../../shared/domain/ai-client.ts';
import { quotedForShell } from './shell-quote.ts';

export interface SetupQuestion {
  /** Absolute path of tiger-mcp as AI clients must start it. */
  readonly launcherPath: string;
  readonly platform: NodeJS.Platform;
  readonly userHomeDir: string;
  /** %APPDATA% on Windows, null elsewhere. */
  readonly appDataDir: string | null;
  /** Set if the app runs on another data folder than the default: the client must name it too. */
  readonly homeDir: string | null;
}

/** The name under which clients list this server; their tool names begin with it. */
const SERVER_NAME = 'tiger';
/** Codex gives a call up after this long and Gemini CLI counts in milliseconds; place_order holds for at most 45 s. */
const TIMEOUT_SECONDS = 120;

/** What to paste into each AI client. Nothing of it is secret. */
export function clientSetups(question: SetupQuestion): ClientSetup[] {
  const entry = stdioEntry(question);
  const file = configFiles(question);
  return [
    {
      program: 'Claude Desktop',
      configPath: file.claudeDesktop,
      language: 'json',
      snippet: json({ mcpServers: { [SERVER_NAME]: entry } }),
      note: 'Settings > Developer > Edit Config opens the file. Quit Claude Desktop completely and start it again.',
    },
    {
      program: 'Claude Code',
      configPath: file.claudeCode,
      language: 'shell',
      snippet: claudeCodeCommand(question),
      note: 'Run it once in a terminal. /mcp in Claude Code shows the connection.',
    },
    {
      program: 'Cursor',
      configPath: file.cursor,
      language: 'json',
      snippet: json({ mcpServers: { [SERVER_NAME]: entry } }),
      note: 'Add it to the file, then turn the server on in Settings > MCP.',
    },
    {
      program: 'VS Code',
      configPath: file.vsCode,
      language: 'json',
      snippet: json({ servers: { [SERVER_NAME]: { type: 'stdio', ...entry } } }),
      note: 'The command "MCP: Open User Configuration" opens the file; start the server from there.',
    },
    {
      program: 'Codex',
      configPath: file.codex,
      language: 'toml',
      snippet: codexToml(question),
      note: 'Add it to the file and start Codex again.',
    },
    {
      program: 'Gemini CLI',
      configPath: file.gemini,
      language: 'json',
      snippet: json({ mcpServers: { [SERVER_NAME]: { ...entry, timeout: TIMEOUT_SECONDS * 1000 } } }),
      note: 'Add it to the file and start Gemini CLI again. Leave "trust" off: it would skip its own questions.',
    },
  ];
}

interface StdioEntry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A .cmd file cannot be started directly; programs start it through the command interpreter. */
function stdioEntry({ launcherPath, platform, homeDir }: SetupQuestion): StdioEntry {
  const isScript = platform === 'win32' && launcherPath.toLowerCase().endsWith('.cmd');
  const start = isScript
    ? { command: 'cmd', args: ['/c', launcherPath] }
    : { command: launcherPath, args: [] };
  return homeDir === null ? start : { ...start, env: { TIGER_MCP_HOME: homeDir } };
}

function configFiles({ platform, userHomeDir, appDataDir }: SetupQuestion) {
  const separator = platform === 'win32' ? '\\' : '/';
  const at = (root: string, ...parts: string[]) => [root, ...parts].join(separator);
  const settings =
    platform === 'win32'
      ? (appDataDir ?? at(userHomeDir, 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? at(userHomeDir, 'Library', 'Application Support')
        : at(userHomeDir, '.config');
  return {
    claudeDesktop: at(settings, 'Claude', 'claude_desktop_config.json'),
    claudeCode: at(userHomeDir, '.claude.json'),
    cursor: at(userHomeDir, '.cursor', 'mcp.json'),
    vsCode: at(settings, 'Code', 'User', 'mcp.json'),
    codex: at(userHomeDir, '.codex', 'config.toml'),
    gemini: at(userHomeDir, '.gemini', 'settings.json'),
  };
}

function claudeCodeCommand(question: SetupQuestion): string {
  const { command, args, env = {} } = stdioEntry(question);
  const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  // The name stands before --env, which takes every word up to the next option.
  const words = [
    'claude',
    'mcp',
    'add',
    '--scope',
    'user',
    SERVER_NAME,
    ...variables,
    '--',
    command,
    ...args,
  ];
  return words.map((word) => quotedForShell(word, question.platform)).join(' ');
}

function codexToml(question: SetupQuestion): string {
  const { command, args, env = {} } = stdioEntry(question);
  const variables = Object.entries(env).map(([name, value]) => `${name} = ${tomlText(value)}`);
  return [
    `[mcp_servers.${SERVER_NAME}]`,
    `command = ${tomlText(command)}`,
    `args = [${args.map(tomlText).join(', ')}]`,
    `tool_timeout_sec = ${TIMEOUT_SECONDS}`,
    ...(variables.length > 0 ? ['', `[mcp_servers.${SERVER_NAME}.env]`, ...variables] : []),
  ].join('\n');
}

/** TOML's basic strings escape as JSON's do. */
const tomlText = (text: string) => JSON.stringify(text);

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
