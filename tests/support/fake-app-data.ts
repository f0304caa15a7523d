import type { AiClient } from '../../src/shared/domain/ai-client.ts';
import { type AuditEvent, auditKindSchema } from '../../src/shared/domain/audit-event.ts';
import type { ClientInstallation } from '../../src/shared/domain/client-installation.ts';
import type { AppStatus } from '../../src/shared/ipc/commands/app-commands.ts';
import { DEMO_ID, MINUTE_MS } from './fake-account-data.ts';

export function fakeStatus(): AppStatus {
  return {
    version: '0.1.0',
    electronVersion: '45.4.1',
    runtimeNotice: 'Development runtime: Electron 25.1.1. It is never shipped.',
    homeDir: '/home/mei/.config/Tiger MCP Desktop',
    mcpEndpoint: { isListening: true, text: '/run/user/1000/tiger-mcp/mcp.sock' },
    connectionsOpen: 2,
    keychain: null,
    databaseBytes: 1_572_864,
    isLocked: false,
  };
}

export function fakeAuditEvents(nowMs: number, count: number): AuditEvent[] {
  const kinds = auditKindSchema.options;
  return Array.from({ length: count }, (_, index) => {
    const sequence = count - index;
    const kind = kinds[(sequence * 7) % kinds.length] ?? 'tool.called';
    return {
      sequence,
      atMs: nowMs - index * 41_000,
      kind,
      actor: (['client', 'app', 'user', 'broker'] as const)[sequence % 4] ?? 'app',
      clientName: 'Claude Desktop',
      accountId: DEMO_ID,
      proposalId: null,
      brokerOrderId: null,
      summary: `tiger_get_quote for AAPL answered in ${(sequence % 90) + 4} ms`,
      detail:
        '{"tool":"tiger_get_quote","symbol":"AAPL","age_ms":400,"nested":{"delayed":false,"bid":"187.43"}}',
      previousHash: 'a3'.repeat(32),
      hash: '5f'.repeat(32),
    };
  });
}

export function fakeClients(nowMs: number): AiClient[] {
  const client = {
    version: '1.4.2',
    protocolVersion: '2025-11-25',
    connectedAtMs: nowMs - 52 * MINUTE_MS,
    disconnectedAtMs: null,
    callsTotal: 1_284,
    refusalsTotal: 3,
    lastCallAtMs: nowMs - 8_000,
  };
  return [
    { ...client, clientId: null, connectionId: 'c1', name: 'Claude Desktop' },
    {
      ...client,
      clientId: null,
      connectionId: 'c2',
      name: 'Cursor',
      version: null,
      callsTotal: 12,
      refusalsTotal: 0,
    },
    {
      ...client,
      clientId: null,
      connectionId: 'c3',
      name: 'mcp-inspector',
      disconnectedAtMs: nowMs - 30 * MINUTE_MS,
      lastCallAtMs: null,
    },
  ];
}

export function fakeInstallations(): ClientInstallation[] {
  const path = '/home/mei/.cursor/mcp.json';
  const change = {
    id: 'a'.repeat(64),
    files: [
      {
        path,
        lines: [
          { kind: 'same' as const, text: '  "mcpServers": {' },
          { kind: 'added' as const, text: '    "tiger": { "command": "/opt/tiger-mcp" }' },
        ],
      },
    ],
  };
  const nothing = { connectChange: null, removeChange: null };
  return [
    {
      ...nothing,
      id: 'claude-desktop',
      program: 'Claude Desktop',
      state: 'connected',
      paths: [path],
      text: 'Claude Desktop starts this app. Quit it completely and start it again.',
      removeChange: change,
    },
    {
      ...nothing,
      id: 'cursor',
      program: 'Cursor',
      state: 'not_connected',
      paths: [path],
      text: 'Cursor does not know this app yet. Connect adds it to its configuration.',
      connectChange: change,
    },
    {
      ...nothing,
      id: 'vs-code',
      program: 'VS Code',
      state: 'unreadable',
      paths: [path],
      text: `${path} is left alone. It is read-only. Allow writing to it, or add the snippet by hand.`,
    },
  ];
}

export function fakeSetups() {
  const command = '/opt/Tiger MCP Desktop/resources/bin/tiger-mcp';
  const snippet = JSON.stringify({ mcpServers: { tiger: { command } } }, null, 2);
  const json = { language: 'json' as const, snippet };
  return {
    command,
    setups: [
      {
        ...json,
        id: 'claude-desktop' as const,
        program: 'Claude Desktop',
        configPath: '~/.config/Claude/claude_desktop_config.json',
        note: 'Restart Claude Desktop. “tiger” then appears under Connectors.',
      },
      {
        id: 'claude-code' as const,
        program: 'Claude Code',
        configPath: '',
        language: 'shell' as const,
        snippet: `claude mcp add tiger -- "${command}"`,
        note: 'Then type /mcp in Claude Code to see that it is connected.',
      },
      {
        ...json,
        id: 'cursor' as const,
        program: 'Cursor',
        configPath: '~/.cursor/mcp.json',
        note: 'Cursor reads the file at once; switch the server on under Settings, MCP.',
      },
      {
        ...json,
        id: 'vs-code' as const,
        program: 'VS Code',
        configPath: '.vscode/mcp.json',
        note: 'Start the server from the code lens above its name.',
      },
    ],
  };
}
