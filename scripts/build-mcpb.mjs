// `npm run mcpb`: dist/tiger-mcp-desktop-VERSION.mcpb, which Claude Desktop installs by a double click.
import { readFileSync, statSync } from 'node:fs';
import { ensureBuild } from './bootstrap/build.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { inProject } from './bootstrap/places.mjs';
import { say } from './bootstrap/progress.mjs';
import { runMain } from './bootstrap/setup-error.mjs';
import { buildMcpb } from './packaging/mcpb-bundle.mjs';

await runMain(async () => {
  await ensureNodeModules();
  await ensureBuild();
  const app = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const target = inProject('dist', `${app.name}-${app.version}.mcpb`);
  await buildMcpb({
    app,
    bridge: inProject('out', 'bridge', 'tiger-mcp.cjs'),
    icon: inProject('resources', 'icons', 'app.png'),
    workDir: inProject('out', 'mcpb'),
    target,
  });
  say(`${target} (${Math.ceil(statSync(target).size / 1024)} kB)`);
});
