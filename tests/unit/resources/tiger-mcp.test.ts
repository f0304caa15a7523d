import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const LAUNCHER = join(import.meta.dirname, '../../../resources/bin/tiger-mcp');
const ECHO = 'process.stdout.write(JSON.stringify([process.env.TIGER_MCP_HOME, ...process.argv.slice(2)]));';

let checkout = '';
let launcher = '';
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'a checkout '));
  launcher = join(checkout, 'resources/bin/tiger-mcp');
  mkdirSync(dirname(launcher), { recursive: true });
  cpSync(LAUNCHER, launcher);
});
afterEach(() => rmSync(checkout, { recursive: true }));

const write = (path: string, text: string, mode = 0o644) => {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text, { mode });
};

const start = (path: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []) =>
  spawnSync(path, args, { encoding: 'utf8', env: { ...process.env, ...env } });

describe.skipIf(process.platform === 'win32')('the launcher of the bridge', () => {
  it('runs the bridge of its checkout', () => {
    write('out/bridge/tiger-mcp.cjs', ECHO);
    write('out/cli/tiger-mcp-cli.cjs', 'process.exit(9);');
    const run = start(launcher, { TIGER_MCP_HOME: '/some/home' });
    expect(JSON.parse(run.stdout)).toEqual(['/some/home']);
    expect(run.stderr).toBe('');
  });

  it('runs the command line with what it was given', () => {
    write('out/bridge/tiger-mcp.cjs', 'process.exit(9);');
    write('out/cli/tiger-mcp-cli.cjs', ECHO);
    const run = start(launcher, { TIGER_MCP_HOME: '/some/home' }, ['first', 'and second']);
    expect(JSON.parse(run.stdout)).toEqual(['/some/home', 'first', 'and second']);
  });

  it('is found through a link', () => {
    write('out/bridge/tiger-mcp.cjs', ECHO);
    symlinkSync('resources/bin/tiger-mcp', join(checkout, 'link'));
    expect(start(join(checkout, 'link'), { TIGER_MCP_HOME: 'found' }).stdout).toContain('found');
  });

  it('prefers the Node of the checkout', () => {
    write('out/bridge/tiger-mcp.cjs', ECHO);
    write('node_modules/.bin/node', '#!/bin/sh\necho own node\n', 0o755);
    expect(start(launcher).stdout).toBe('own node\n');
  });

  it('says on stderr how to build, and nothing on stdout', () => {
    const run = start(launcher);
    expect(run.status).toBe(1);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('npm start');
  });

  it('says on stderr that a Node is too old', () => {
    write('out/bridge/tiger-mcp.cjs', ECHO);
    write('path/node', '#!/bin/sh\n[ "$1" = --version ] && echo v16.0.0\nexit 1\n', 0o755);
    const run = start(launcher, { PATH: `${join(checkout, 'path')}:${process.env['PATH']}` });
    expect(run.status).toBe(1);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('v16.0.0');
  });
});
