import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EXIT, runCli } from '../../../src/cli/run-cli.ts';
import { fileStorage } from '../../../src/main/platform/settings-file.ts';

let homeDir = '';
let env: Record<string, string> = {};
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-config-'));
  env = {};
});
afterEach(() => rmSync(homeDir, { recursive: true, force: true }));

const file = () => join(homeDir, 'settings.json');

async function run(...argv: string[]) {
  const out: string[] = [];
  const setup = {
    launcherPath: '/opt/tiger-mcp',
    platform: 'linux',
    userHomeDir: homeDir,
    appDataDir: null,
    localAppDataDir: null,
    homeDir,
  } as const;
  const print = (line: string) => void out.push(line);
  const code = await runCli(['config', ...argv], {
    homeDir,
    env,
    platform: 'linux',
    setup,
    askSecret: async () => '',
    print,
    printError: print,
  });
  return { code, text: out.join('\n') };
}

it('shows every setting with its source', async () => {
  writeFileSync(file(), '\uFEFF{ "theme": "dark" }');
  env = { TIGER_MCP_HOLD_SECONDS: '7' };
  const { code, text } = await run('get');
  expect(code).toBe(EXIT.ok);
  expect(text).toContain('theme = "dark"  (file)');
  expect(text).toContain('holdSeconds = 7  (TIGER_MCP_HOLD_SECONDS)');
  expect(text).toContain('isSoundOn = false  (default)');
  expect((await run('get', 'theme')).text).toBe('theme = "dark"  (file)');
  expect(JSON.parse((await run('get', 'theme', '--json')).text)).toMatchObject({
    ok: true,
    settings: [{ name: 'theme', value: 'dark', source: 'file' }],
  });
});

it('changes one setting, keeps the others, and leaves a private whole file', async () => {
  writeFileSync(file(), JSON.stringify({ theme: 'dark', ofANewerVersion: 1 }));
  expect((await run('set', 'holdSeconds', '12')).text).toBe('holdSeconds = 12  (file)');
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({
    theme: 'dark',
    ofANewerVersion: 1,
    holdSeconds: 12,
  });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(homeDir)).toEqual(['settings.json']);
});

it.each([
  [['set', 'colour', 'red'], EXIT.usage, /no setting "colour"/],
  [['set', 'holdSeconds', 'long'], EXIT.failed, /holdSeconds/],
  [['set', 'appLockMinutes', '0'], EXIT.failed, /window alone/],
  [['set', 'theme'], EXIT.usage, /config needs/],
  [[], EXIT.usage, /config needs/],
  [['import', '/nowhere/settings.json'], EXIT.failed, /ENOENT/],
])('refuses %j and changes nothing', async (argv, code, text) => {
  writeFileSync(file(), '{"theme":"dark"}');
  const result = await run(...argv);
  expect(result.code).toBe(code);
  expect(result.text).toMatch(text);
  expect(readFileSync(file(), 'utf8')).toBe('{"theme":"dark"}');
});

it('says of a value that does not fit what to do, in text and in JSON, and leaves no part of a file', async () => {
  const { text } = await run('set', 'holdSeconds', 'long');
  const { error, ok } = JSON.parse((await run('set', 'holdSeconds', 'long', '--json')).text);
  expect(ok).toBe(false);
  expect(text).toBe(`tiger-mcp: ${error}`);
  expect(error).toMatch(/holdSeconds: .*\. \S+.*\.$/);
  expect(readdirSync(homeDir)).toEqual([]);
});

it('a change that cannot be put into place leaves the file and nothing beside it', async () => {
  // A folder stands where the file belongs, so the rename at the end fails.
  mkdirSync(join(file(), 'in-the-way'), { recursive: true });
  const storage = fileStorage(file());
  expect(() => storage.save({ theme: 'light' })).toThrow();
  expect(readdirSync(homeDir)).toEqual(['settings.json']);
});

it('a file that somebody broke by hand is not replaced', async () => {
  writeFileSync(file(), '{ theme: dark');
  expect((await run('set', 'theme', 'light')).text).toContain('no JSON');
  expect(readFileSync(file(), 'utf8')).toBe('{ theme: dark');
});

it('what is exported can be imported elsewhere, all or nothing', async () => {
  writeFileSync(file(), JSON.stringify({ theme: 'dark', holdSeconds: 9 }));
  const exported = join(homeDir, 'exported.json');
  writeFileSync(exported, (await run('export')).text);
  rmSync(file());
  expect((await run('import', exported)).code).toBe(EXIT.ok);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ theme: 'dark', holdSeconds: 9 });
  writeFileSync(exported, JSON.stringify({ theme: 'light', holdSeconds: 'long' }));
  expect((await run('import', exported)).code).toBe(EXIT.failed);
  writeFileSync(exported, JSON.stringify({ theme: 'light', appLockMinutes: 0 }));
  expect((await run('import', exported)).text).toMatch(/window alone/);
  writeFileSync(exported, '[]');
  expect((await run('import', exported)).text).toMatch(/no JSON object/);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ theme: 'dark', holdSeconds: 9 });
});
