import { beforeEach, describe, expect, it } from 'vitest';
import { ClientRegistry } from '../../../../src/main/clients/client-registry.ts';
import { clientSetups } from '../../../../src/main/clients/client-setup.ts';
import type { AppDatabase } from '../../../../src/main/database/database.ts';
import { clientSetupSchema } from '../../../../src/shared/domain/ai-client.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';

const databases = tempDatabases();
let database: AppDatabase;
let clock: ManualClock;
let registry: ClientRegistry;
let published: string[];

const registryOver = (target: AppDatabase) =>
  new ClientRegistry({ database: target.db, clock, publish: (name) => void published.push(name) });

beforeEach(() => {
  database = databases.open();
  clock = new ManualClock();
  published = [];
  registry = registryOver(database);
});

const connect = (connectionId: string) =>
  registry.connected({
    connectionId,
    clientId: null,
    name: 'Claude',
    version: '1',
    protocolVersion: '2025-11-25',
  });

describe('the registry of clients', () => {
  it('counts calls while a client is connected and keeps the count', async () => {
    await connect('con_a');
    clock.advance(1000);
    registry.called('con_a', false);
    registry.called('con_a', true);
    const counts = { connectionId: 'con_a', callsTotal: 2, refusalsTotal: 1, lastCallAtMs: clock.nowMs() };
    expect(await registry.list()).toMatchObject([{ ...counts, disconnectedAtMs: null }]);
    clock.advance(1000);
    await registry.disconnected('con_a');
    expect(await registryOver(database).list()).toMatchObject([
      { ...counts, disconnectedAtMs: clock.nowMs() },
    ]);
    expect(new Set(published)).toEqual(new Set(['clients.changed']));
    registry.close();
  });

  it('shows connected clients first, then the newest', async () => {
    for (const id of ['con_a', 'con_b', 'con_c']) {
      await connect(id);
      clock.advance(10);
    }
    await registry.disconnected('con_c');
    await registry.disconnected('con_a');
    expect((await registry.list()).map(({ connectionId }) => connectionId)).toEqual([
      'con_b',
      'con_c',
      'con_a',
    ]);
  });

  it('ends what a killed app left open', async () => {
    await connect('con_a');
    const next = registryOver(database);
    await next.recover();
    expect(await next.list()).toMatchObject([{ connectionId: 'con_a', disconnectedAtMs: clock.nowMs() }]);
  });

  it('forgets the oldest beyond its limit', async () => {
    for (let number = 0; number < 205; number += 1) {
      clock.advance(10);
      await connect(`con_${number}`);
      await registry.disconnected(`con_${number}`);
    }
    await connect('con_last');
    const ids = (await registry.list()).map(({ connectionId }) => connectionId);
    expect(ids).toHaveLength(201);
    expect(ids).not.toContain('con_4');
    expect(ids).toContain('con_5');
  });
});

const LINUX = {
  launcherPath: '/opt/Tiger MCP/tiger-mcp',
  platform: 'linux',
  userHomeDir: '/home/ann',
  appDataDir: null,
  localAppDataDir: null,
  homeDir: null,
} as const;

describe('the setups', () => {
  it('are for eight programs, valid, and name the launcher', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const setups = clientSetups({ ...LINUX, platform }, null);
      expect(setups.map(({ program }) => program)).toEqual([
        'Claude Desktop',
        'Claude Code',
        'Cursor',
        'VS Code',
        'Windsurf',
        'Zed',
        'Codex',
        'Gemini CLI',
      ]);
      for (const setup of setups) {
        clientSetupSchema.parse(setup);
        expect(setup.snippet).toContain('/opt/Tiger MCP/tiger-mcp');
        if (setup.language === 'json') JSON.parse(setup.snippet);
      }
    }
  });

  const snippetOf = (program: string, patch: object = {}) =>
    clientSetups({ ...LINUX, ...patch }, null).find((setup) => setup.program === program)!;

  it('have the form that each program reads', () => {
    const entry = { command: LINUX.launcherPath, args: [] };
    expect(JSON.parse(snippetOf('Claude Desktop').snippet)).toEqual({ mcpServers: { tiger: entry } });
    expect(JSON.parse(snippetOf('Cursor').snippet)).toEqual({ mcpServers: { tiger: entry } });
    expect(JSON.parse(snippetOf('VS Code').snippet)).toEqual({
      servers: { tiger: { type: 'stdio', ...entry } },
    });
    expect(JSON.parse(snippetOf('Gemini CLI').snippet)).toEqual({
      mcpServers: { tiger: { ...entry, timeout: 120_000 } },
    });
    expect(snippetOf('Claude Code').snippet).toBe(
      "claude mcp add --scope user tiger -- '/opt/Tiger MCP/tiger-mcp'",
    );
    expect(snippetOf('Codex').snippet).toBe(
      '[mcp_servers.tiger]\ncommand = "/opt/Tiger MCP/tiger-mcp"\nargs = []\ntool_timeout_sec = 120',
    );
  });

  it('name another data folder, and start a script on Windows by its interpreter', () => {
    const windows = {
      platform: 'win32',
      launcherPath: 'C:\\app\\tiger-mcp.cmd',
      homeDir: 'C:\\my data',
      appDataDir: 'C:\\Users\\ann\\AppData\\Roaming',
    };
    expect(JSON.parse(snippetOf('Claude Desktop', windows).snippet)).toEqual({
      mcpServers: {
        tiger: {
          command: 'cmd',
          args: ['/c', 'C:\\app\\tiger-mcp.cmd'],
          env: { TIGER_MCP_HOME: 'C:\\my data' },
        },
      },
    });
    expect(snippetOf('Claude Code', windows).snippet).toBe(
      'claude mcp add --scope user tiger --env "TIGER_MCP_HOME=C:\\my data" -- cmd /c C:\\app\\tiger-mcp.cmd',
    );
    expect(snippetOf('Codex', windows).snippet).toContain(
      '[mcp_servers.tiger.env]\nTIGER_MCP_HOME = "C:\\\\my data"',
    );
    expect(snippetOf('VS Code', windows).configPath).toBe(
      'C:\\Users\\ann\\AppData\\Roaming\\Code\\User\\mcp.json',
    );
  });

  it.each([
    ['linux', '/home/ann/.config/Claude/claude_desktop_config.json'],
    ['darwin', '/home/ann/Library/Application Support/Claude/claude_desktop_config.json'],
  ])('say where Claude Desktop looks on %s', (platform, path) => {
    expect(snippetOf('Claude Desktop', { platform }).configPath).toBe(path);
  });
});
