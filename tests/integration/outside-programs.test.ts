import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolCatalog } from '../../src/main/mcp/tool-catalog.ts';
import { McpHostFixture } from '../support/mcp-host-fixture.ts';

// Programs of others, as their users run them, against the bridge as a program.
const ROOT = join(import.meta.dirname, '..', '..');
const INSPECTOR = join(ROOT, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
const MCPORTER = join(ROOT, 'node_modules/mcporter/dist/cli.js');
const PROGRAM_TIMEOUT_MS = 25_000;

let app: McpHostFixture;

beforeAll(async () => {
  app = new McpHostFixture();
  await app.host.listen();
});

afterAll(async () => {
  await app.close();
  expect(app.defects).toEqual([]);
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** In a home of its own, so that nothing of the user's configuration is read or written. */
function run(program: string, args: readonly string[]): Promise<Ended> {
  const { env } = app.bridge;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: app.homeDir,
      env: { ...env, HOME: app.homeDir, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: PROGRAM_TIMEOUT_MS,
    });
    const ended = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      ended.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      ended.stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...ended }));
  });
}

describe.each(['legacy', 'modern'])('the Inspector’s command line, era %s', (era) => {
  const inspect = async (...args: string[]) => {
    const { command, args: bridgeArgs } = app.bridge;
    const target = [
      '--cli',
      command,
      ...bridgeArgs,
      '--protocol-era',
      era,
      '-e',
      `TIGER_MCP_HOME=${app.homeDir}`,
    ];
    return run(INSPECTOR, [...target, ...args, '--format', 'json']);
  };

  it('lists the tools and finds no fault in their schemas', async () => {
    const { code, stdout, stderr } = await inspect('--method', 'tools/list', '--strict');
    expect(code, stderr).toBe(0);
    const { tools } = JSON.parse(stdout).result as { tools: { name: string }[] };
    expect(tools.map(({ name }) => name)).toEqual(toolCatalog.map(({ name }) => name));
  });

  it('calls a tool', async () => {
    const call = ['--method', 'tools/call', '--tool-name', 'tiger_get_quote'];
    const { code, stdout, stderr } = await inspect(...call, '--tool-args-json', '{"symbol":"AAPL"}');
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).result.structuredContent).toMatchObject({
      symbol: 'AAPL',
      last_price: '187.42',
    });
  });

  it('says that a tool failed', async () => {
    const call = ['--method', 'tools/call', '--tool-name', 'tiger_get_quote'];
    const { code } = await inspect(...call, '--tool-args-json', '{"symbol":"NOPE"}');
    expect(code).toBe(5);
  });

  it('reads a resource and gets a prompt', async () => {
    const read = await inspect('--method', 'resources/read', '--uri', 'tiger://quotes/AAPL');
    expect(read.code, read.stderr).toBe(0);
    expect(read.stdout).toContain('187.42');
    const prompt = ['--method', 'prompts/get', '--prompt-name', 'risk_report'];
    const got = await inspect(...prompt, '--prompt-args', 'account_id=demo');
    expect(got.code, got.stderr).toBe(0);
    expect(got.stdout).toContain('risk report for my account demo');
  });
});

describe('mcporter', () => {
  const target = () => {
    const { command, args } = app.bridge;
    return [
      '--stdio',
      [command, ...args].join(' '),
      '--name',
      'tiger',
      '--env',
      `TIGER_MCP_HOME=${app.homeDir}`,
    ];
  };

  it('lists the tools', async () => {
    const { code, stdout, stderr } = await run(MCPORTER, ['list', ...target(), '--json']);
    expect(code, stderr).toBe(0);
    for (const { name } of toolCatalog) expect(stdout).toContain(name);
  });

  it('calls a tool', async () => {
    const { code, stdout, stderr } = await run(MCPORTER, [
      'call',
      ...target(),
      'tiger_get_quote',
      'symbol=AAPL',
      '--output',
      'json',
    ]);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('187.42');
  });
});
