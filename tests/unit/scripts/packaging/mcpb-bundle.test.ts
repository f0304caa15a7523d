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
  writeFileSync(
    join(dir, 'bridge.cjs'),
    'process.stdout.write("the bridge " + JSON.stringify(process.argv.slice(2)));',
  );
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
    // As the host fills it in: the user's id, or the default of one who gave none.
    const { client_id: clientId } = manifest.user_config;
    expect(clientId).toMatchObject({ type: 'string', required: false, default: '' });
    const started = (id: string) => {
      const args = (manifest.server.mcp_config.args as string[]).map((arg) =>
        arg.replace(`\${__dirname}`, unpacked).replace(`\${user_config.client_id}`, id),
      );
      return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout;
    };
    expect(started('cli_0123456789abcdef')).toBe('the bridge ["--client","cli_0123456789abcdef"]');
    expect(started(clientId.default)).toBe('the bridge ["--client",""]');
    expect(existsSync(join(unpacked, 'icon.png'))).toBe(true);
  });

  it('is not made from a manifest that is not valid', async () => {
    const nameless = { ...app, description: undefined } as unknown as typeof app;
    await expect(buildMcpb({ ...place(), app: nameless })).rejects.toThrow(/description/);
    expect(existsSync(place().target)).toBe(false);
  });
});
