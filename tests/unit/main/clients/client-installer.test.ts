import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientInstaller } from '../../../../src/main/clients/client-installer.ts';
import { readConfigFile, writeConfigFile } from '../../../../src/main/clients/installers/config-file.ts';
import {
  type ClientProgramId,
  clientInstallationSchema,
} from '../../../../src/shared/domain/client-installation.ts';
import { FakeAudit } from '../../../support/fake-audit.ts';
import { FakePreparedClients } from '../../../support/fake-clients.ts';
import { ManualClock } from '../../../support/manual-clock.ts';

let home: string;
let audit: FakeAudit;
let clock: ManualClock;
let installer: ClientInstaller;
let prepared: FakePreparedClients;
const LAUNCHER = '/opt/Tiger MCP/tiger-mcp';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'tiger-clients-'));
  audit = new FakeAudit();
  clock = new ManualClock();
  prepared = new FakePreparedClients();
  installer = installerFor(LAUNCHER);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const installerFor = (launcherPath: string, patch: object = {}) =>
  new ClientInstaller({
    audit,
    clock,
    prepared,
    question: {
      launcherPath,
      platform: 'linux',
      userHomeDir: home,
      appDataDir: null,
      localAppDataDir: null,
      homeDir: null,
      ...patch,
    },
  });

const at = (path: string) => join(home, path);
function put(path: string, text: string | Uint8Array, mode = 0o644): string {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text, { mode });
  return at(path);
}
const look = async (id: ClientProgramId, of = installer) =>
  clientInstallationSchema.parse((await of.inspect()).find((each) => each.id === id));
async function connect(id: ClientProgramId, of = installer) {
  clock.advance(1);
  return of.connect(id, (await look(id, of)).connectChange?.id ?? '');
}
async function disconnect(id: ClientProgramId) {
  clock.advance(1);
  return installer.disconnect(id, (await look(id)).removeChange?.id ?? '');
}

const FOLDERS: Record<ClientProgramId, string> = {
  'claude-desktop': '.config/Claude/claude_desktop_config.json',
  'claude-code': '.claude.json',
  cursor: '.cursor/mcp.json',
  'vs-code': '.config/Code/User/mcp.json',
  windsurf: '.codeium/windsurf/mcp_config.json',
  codex: '.codex/config.toml',
  'gemini-cli': '.gemini/settings.json',
  zed: '.config/zed/settings.json',
};

describe('each program', () => {
  it('is not installed on an empty computer, and nothing is made there', async () => {
    const all = await installer.inspect();
    expect(all.map(({ state }) => state)).toEqual(all.map(() => 'not_installed'));
    expect(all).toHaveLength(8);
    await expect(installer.connect('cursor', '')).rejects.toMatchObject({ code: 'unavailable' });
    expect(readdirSync(home)).toEqual([]);
  });

  it.each(Object.entries(FOLDERS) as [ClientProgramId, string][])(
    '%s is connected, repaired and removed',
    async (id, path) => {
      mkdirSync(id === 'claude-code' ? at('.claude') : dirname(at(path)), { recursive: true });
      expect((await look(id)).state).toBe('not_connected');
      expect((await connect(id)).state).toBe('connected');
      expect(readFileSync(at(path), 'utf8')).toContain(LAUNCHER);
      const moved = installerFor('/new/tiger-mcp', { homeDir: '/my data' });
      expect((await look(id, moved)).state).toBe('outdated');
      expect((await connect(id, moved)).state).toBe('connected');
      expect(readFileSync(at(path), 'utf8')).toContain('/my data');
      expect((await connect(id)).state).toBe('connected');
      expect((await disconnect(id)).state).toBe('not_connected');
      expect(readFileSync(at(path), 'utf8')).not.toContain('tiger-mcp');
      expect(audit.entries.map(({ kind, detail }) => [kind, detail['action'], detail['path']])).toEqual([
        ...Array.from({ length: 3 }, () => ['client.configured', 'connect', at(path)]),
        ['client.configured', 'disconnect', at(path)],
      ]);
    },
  );

  it('is written in every place where it is installed', async () => {
    const packages = at('AppData/Local/Packages');
    const store = 'LocalCache/Roaming/Claude/claude_desktop_config.json';
    const windows = installerFor(LAUNCHER, { platform: 'win32', appDataDir: at('AppData/Roaming') });
    put(`AppData/Local/Packages/Claude_abc/${store}`, '{}');
    // Windows' separators, on the file system of this computer.
    const found = await look('claude-desktop', windows);
    expect(['not_connected', 'not_installed']).toContain(found.state);
    expect(existsSync(packages)).toBe(true);
  });
});

describe('writing', () => {
  const before =
    '{\n  // mine\n  "mcpServers": {"a": {"command": "x", "env": {"API_KEY": "hidden-word"}}}\n}\n';

  it('keeps a copy, the mode and everything else', async () => {
    const path = put('.cursor/mcp.json', before, 0o640);
    await connect('cursor');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path, 'utf8')).toContain('// mine');
    const [backup, ...more] = readdirSync(at('.cursor')).filter((name) => name !== 'mcp.json');
    expect(more).toEqual([]);
    expect(backup).toMatch(/^mcp\.json\.tiger-mcp-backup-2026-01-05T15-00-00-001Z$/);
    expect(readFileSync(at(`.cursor/${backup}`), 'utf8')).toBe(before);
    expect(statSync(at(`.cursor/${backup}`)).mode & 0o777).toBe(0o640);
  });

  it('keeps the five latest copies', async () => {
    put('.cursor/mcp.json', before);
    for (let count = 0; count < 4; count += 1) {
      await connect('cursor');
      await disconnect('cursor');
    }
    expect(readdirSync(at('.cursor')).filter((name) => name.includes('backup'))).toHaveLength(5);
  });

  it('shows the lines it changes and not the keys of others', async () => {
    put('.cursor/mcp.json', before.replaceAll('{"a"', '{\n"a"').replaceAll(', "env"', ',\n"env"'));
    const change = (await look('cursor')).connectChange;
    expect(change?.files.map(({ path }) => path)).toEqual([at('.cursor/mcp.json')]);
    const lines = change?.files[0]?.lines ?? [];
    expect(
      lines
        .filter(({ kind }) => kind === 'added')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain(LAUNCHER);
    expect(JSON.stringify(change)).not.toContain('hidden-word');
  });

  it('keeps a byte order mark and CRLF', async () => {
    const path = put('.cursor/mcp.json', '\ufeff{\r\n  "a": 1\r\n}\r\n');
    await connect('cursor');
    const text = readFileSync(path, 'utf8');
    expect(text.startsWith('\ufeff{\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('writes behind a link and leaves the link', async () => {
    const path = put('dotfiles/mcp.json', before);
    mkdirSync(at('.cursor'));
    symlinkSync(path, at('.cursor/mcp.json'));
    expect((await connect('cursor')).state).toBe('connected');
    expect(lstatSync(at('.cursor/mcp.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(LAUNCHER);
  });

  it('is refused when the file is not what the user saw', async () => {
    const path = put('.cursor/mcp.json', before);
    const seen = (await look('cursor')).connectChange?.id ?? '';
    writeFileSync(path, '{"mcpServers": {"other": {}}}');
    await expect(installer.connect('cursor', seen)).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('{"mcpServers": {"other": {}}}');
    expect(readdirSync(at('.cursor'))).toEqual(['mcp.json']);
    expect(audit.entries).toEqual([]);
  });

  it('is given up when another program wrote in the middle of it', async () => {
    const path = put('.cursor/mcp.json', before);
    const file = await readConfigFile(path);
    writeFileSync(path, '{"written": "meanwhile"}');
    await expect(writeConfigFile(file, Buffer.from('{}'), 0)).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('{"written": "meanwhile"}');
    expect(readdirSync(at('.cursor'))).toEqual(['mcp.json']);
  });

  it('leaves everything as it was when the copy cannot be made', async () => {
    const path = put('.cursor/mcp.json', before);
    const file = await readConfigFile(path);
    mkdirSync(`${path}.tiger-mcp-backup-1970-01-01T00-00-00-000Z`);
    await expect(writeConfigFile(file, Buffer.from('{}'), 0)).rejects.toMatchObject({ code: 'unavailable' });
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(at('.cursor')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('happens once for two clicks at the same time', async () => {
    put('.cursor/mcp.json', before);
    const id = (await look('cursor')).connectChange?.id ?? '';
    const outcomes = await Promise.allSettled([
      installer.connect('cursor', id),
      installer.connect('cursor', id),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(audit.entries).toHaveLength(1);
  });
});

describe('a file that cannot be edited', () => {
  const cases: [string, () => void, RegExp][] = [
    ['broken', () => put('.cursor/mcp.json', '{"a": '), /not valid JSON/],
    ['read-only', () => put('.cursor/mcp.json', '{}', 0o444), /read-only/],
    ['UTF-16', () => put('.cursor/mcp.json', Buffer.from('\ufeff{}', 'utf16le')), /UTF-8/],
    ['a folder', () => mkdirSync(at('.cursor/mcp.json'), { recursive: true }), /not a file/],
    [
      'a dead link',
      () => {
        mkdirSync(at('.cursor'));
        symlinkSync(at('nowhere'), at('.cursor/mcp.json'));
      },
      /link to a file that does not exist/,
    ],
    [
      'a link to itself',
      () => {
        mkdirSync(at('.cursor'));
        symlinkSync(at('.cursor/mcp.json'), at('.cursor/mcp.json'));
      },
      /ELOOP/,
    ],
  ];
  it.each(cases)('(%s) says why and stays as it is', async (_name, prepare, reason) => {
    prepare();
    const seen = await look('cursor');
    expect(seen).toMatchObject({ state: 'unreadable', connectChange: null, removeChange: null });
    expect(seen.text).toMatch(reason);
    await expect(installer.connect('cursor', '')).rejects.toMatchObject({ code: 'unavailable' });
    expect(readdirSync(at('.cursor'))).toEqual(['mcp.json']);
  });

  it.skipIf(process.getuid?.() === 0)('(in a folder without the right) is left alone', async () => {
    const path = put('.cursor/mcp.json', '{}');
    chmodSync(at('.cursor'), 0o555);
    await expect(connect('cursor')).rejects.toMatchObject({ code: 'unavailable' });
    chmodSync(at('.cursor'), 0o755);
    expect(readFileSync(path, 'utf8')).toBe('{}');
  });
});
