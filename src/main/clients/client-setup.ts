import type { ClientSetup } from '../../shared/domain/ai-client.ts';
import type { ClientProgramId } from '../../shared/domain/client-installation.ts';
import { type ClientProgram, clientPrograms } from './installers/client-programs.ts';
import { jsonEntry, type WantedServer } from './installers/config-plan.ts';
import { wantedServer } from './installers/inspect-client.ts';
import type { ClientIds, SetupQuestion } from './installers/stdio-entry.ts';
import { tomlEntry } from './installers/toml-entry.ts';
import { quotedForShell } from './shell-quote.ts';

/** What to do after pasting, where it is more than after a click. */
const NOTES: Partial<Record<ClientProgramId, string>> = {
  'claude-desktop':
    'Settings > Developer > Edit Config opens the file. Quit Claude Desktop completely and start it again.',
  'claude-code': 'Run it once in a terminal. /mcp in Claude Code shows the connection.',
  cursor: 'Add it to the file, then turn the server on in Settings > MCP.',
  'vs-code': 'The command "MCP: Open User Configuration" opens the file; start the server from there.',
};

/** What to paste into each AI client. Nothing of it is secret. */
export function clientSetups(question: SetupQuestion, clientIds: ClientIds): ClientSetup[] {
  return clientPrograms(question).map((program) => ({
    id: program.id,
    program: program.name,
    configPath: program.configPath,
    ...snippet(program, question, clientIds),
    note: NOTES[program.id] ?? `Add it to the file. ${program.afterwards}`,
  }));
}

function snippet(
  program: ClientProgram,
  question: SetupQuestion,
  clientIds: ClientIds,
): Pick<ClientSetup, 'language' | 'snippet'> {
  const server = wantedServer(program, question, clientIds);
  if (program.id === 'claude-code') {
    return { language: 'shell', snippet: claudeCodeCommand(server, question.platform) };
  }
  if (program.format === 'toml') return { language: 'toml', snippet: tomlEntry(server) };
  const servers = { [server.serversKey]: { [server.name]: jsonEntry(server) } };
  return { language: 'json', snippet: JSON.stringify(servers, null, 2) };
}

function claudeCodeCommand({ name, entry }: WantedServer, platform: NodeJS.Platform): string {
  const variables = Object.entries(entry.env ?? {}).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  // The name stands before --env, which takes every word up to the next option.
  const options = ['--scope', 'user', name, ...variables];
  const words = ['claude', 'mcp', 'add', ...options, '--', entry.command, ...entry.args];
  return words.map((word) => quotedForShell(word, platform)).join(' ');
}
