import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject } from '../bootstrap/places.mjs';
import { runCommand } from '../bootstrap/run-command.mjs';
import { toolNode } from '../bootstrap/tool-node.mjs';

/** Where the bridge lies in the bundle. */
const ENTRY_POINT = 'server/tiger-mcp.cjs';

/**
 * @param {{ version: string, description: string, license: string }} app of package.json
 * @returns {Record<string, unknown>} the manifest, by version 0.3 of its specification
 */
function mcpbManifest({ version, description, license }) {
  return {
    manifest_version: '0.3',
    name: 'tiger-mcp-desktop',
    display_name: 'Tiger MCP Desktop',
    version,
    description,
    long_description:
      'Connects Claude Desktop to the app Tiger MCP Desktop, which must be installed and running on this computer. ' +
      'Keys stay in that app, and every order waits there for a person.',
    author: { name: 'Tiger MCP Desktop' },
    license,
    icon: 'icon.png',
    server: {
      type: 'node',
      entry_point: ENTRY_POINT,
      mcp_config: {
        command: 'node',
        args: [`\${__dirname}/${ENTRY_POINT}`, '--client', `\${user_config.client_id}`],
      },
    },
    // The bridge takes an empty id as none: the program then asks in the window to be let in.
    user_config: {
      client_id: {
        type: 'string',
        title: 'Client id',
        description:
          'The id that the Connect page of Tiger MCP Desktop shows for Claude Desktop (cli_…). It is no secret. Leave it empty and the app asks you when Claude connects.',
        required: false,
        default: '',
      },
    },
    // What a client sees depends on what its user allows it, so no list here could be right.
    tools_generated: true,
    keywords: ['trading', 'tiger brokers', 'portfolio'],
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=18.0.0' } },
  };
}

/**
 * Packs the bridge alone into a bundle that Claude Desktop installs and runs on its own Node. There is no launch.json
 * in it: a bundle cannot know where the app was installed.
 * @param {{ app: Parameters<typeof mcpbManifest>[0], bridge: string, icon: string, workDir: string, target: string }} deps
 * @throws {import('../bootstrap/setup-error.mjs').SetupError} the manifest is not valid or the bundle could not be written
 */
export async function buildMcpb({ app, bridge, icon, workDir, target }) {
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(join(workDir, dirname(ENTRY_POINT)), { recursive: true });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(join(workDir, 'manifest.json'), `${JSON.stringify(mcpbManifest(app), null, 2)}\n`);
  copyFileSync(bridge, join(workDir, ENTRY_POINT));
  copyFileSync(icon, join(workDir, 'icon.png'));
  const cli = inProject('node_modules', '@anthropic-ai', 'mcpb', 'dist', 'cli', 'cli.js');
  // It checks the manifest first, against the version that the manifest names.
  await runCommand(toolNode(), [cli, 'pack', workDir, target]);
}
