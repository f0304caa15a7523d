import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildMcpb } from '../../../../scripts/packaging/mcpb-bundle.mjs';

const MCPB = join(import.meta.dirname, '../../../../node_modules/@anthropic-ai/mcpb/dist/cli/cli.js');
const ICON = join(import.meta.dirname, '../../../../resources/icons/app.png');
const app = { version: '1.2.3', description: 'Trades with a person in between.', license: 'MIT' };

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mcpb-'));
  writeFileSync(join(dir, 'bridge.cjs'), 'process.stdout.write("the bridge");');
});
afterEach(() => rmSync(dir, { recursive: true }));

const place = () => ({
  bridge: join(dir, 'bridge.cjs'),
  icon: ICON,
  workDir: join(dir, 'work'),
  target: join(dir, 'dist', 'app.mcpb'),
});

describe('the bundle for Claude Desktop', () => {
  it('is valid, and holds the bridge at the place that it names', async () => {
    await buildMcpb({ ...place(), app });
    const unpacked = join(dir, 'unpacked');
    const run = (...args: string[]) => spawnSync(process.execPath, [MCPB, ...args], { encoding: 'utf8' });
    expect(run('unpack', place().target, unpacked).status).toBe(0);
    const validation = run('validate', join(unpacked, 'manifest.json'));
    expect(validation.stdout + validation.stderr).toContain('passes');
    const manifest = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ manifest_version: '0.3', version: '1.2.3', server: { type: 'node' } });
    const [script] = manifest.server.mcp_config.args;
    const server = spawnSync(process.execPath, [script.replace(`\${__dirname}`, unpacked)], {
      encoding: 'utf8',
    });
    expect(server.stdout).toBe('the bridge');
    expect(existsSync(join(unpacked, 'icon.png'))).toBe(true);
  });

  it('is not made from a manifest that is not valid', async () => {
    const nameless = { ...app, description: undefined } as unknown as typeof app;
    await expect(buildMcpb({ ...place(), app: nameless })).rejects.toThrow(/description/);
    expect(existsSync(place().target)).toBe(false);
  });
});
