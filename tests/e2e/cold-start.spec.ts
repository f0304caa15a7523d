import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect } from '@playwright/test';
import { parseEndpoint } from '../../src/shared/bridge-hello.ts';
import { test } from './fixture.ts';
import { LAUNCHER } from './launch-app.ts';
import { callTool, callToolError } from './trade-steps.ts';

test('an assistant alone starts the app, and its very first call gets its answer', async ({ homeDir }) => {
  const env = {
    ...(process.env as Record<string, string>),
    TIGER_MCP_HOME: homeDir,
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  };
  const client = new Client({ name: 'early bird', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: LAUNCHER, env, stderr: 'pipe' }));
  try {
    expect(await callTool(client, 'tiger_get_quote', { symbol: 'AAPL' })).toMatchObject({ symbol: 'AAPL' });
    // Nobody has let it in: it reads the demo account, and what more it wants is the user's to give.
    const refusal = await callToolError(client, 'tiger_place_order', {});
    expect(refusal).toMatchObject({ code: 'access_denied', next_step: expect.stringContaining('user') });
  } finally {
    await client.close();
    await endApp(homeDir);
  }
});

/** It runs on its own, in no process group of the test's. */
async function endApp(homeDir: string): Promise<void> {
  const endpoint = parseEndpoint(readFileSync(join(homeDir, 'run', 'endpoint.json'), 'utf8'));
  const pid = endpoint?.pid ?? 0;
  expect(pid).toBeGreaterThan(0);
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
