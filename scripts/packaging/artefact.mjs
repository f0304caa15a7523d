import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FALLBACK_MARKER } from '../electron-runtime/fallback.mjs';
import { CLI_FILE } from './bridge-executable.mjs';
import { wrongFuses } from './fuses.mjs';

/** @typedef {'linux' | 'darwin' | 'win32'} Platform */
/**
 * Where things lie in an unpacked application.
 * @typedef {{ executable: string, runtimeDir: string, resourcesDir: string, bridge: string, launchCommand: string }} Layout
 */

/**
 * @param {string} appOutDir the folder that electron-builder filled
 * @param {Platform} platform
 * @param {{ productName: string, executableName: string }} names
 * @returns {Layout} `launchCommand` is the app's executable as seen from the bridge's folder
 */
export function artefactLayout(appOutDir, platform, { productName, executableName }) {
  if (platform === 'darwin') {
    const contents = join(appOutDir, `${productName}.app`, 'Contents');
    return {
      executable: join(contents, 'MacOS', productName),
      runtimeDir: contents,
      resourcesDir: join(contents, 'Resources'),
      bridge: join(contents, 'Resources', 'bin', 'tiger-mcp'),
      launchCommand: `../../MacOS/${productName}`,
    };
  }
  const suffix = platform === 'win32' ? '.exe' : '';
  const program = platform === 'win32' ? `${productName}.exe` : executableName;
  return {
    executable: join(appOutDir, program),
    runtimeDir: appOutDir,
    resourcesDir: join(appOutDir, 'resources'),
    bridge: join(appOutDir, 'resources', 'bin', `tiger-mcp${suffix}`),
    launchCommand: `../../${program}`,
  };
}

/** @param {string} dir @returns {string[]} */
const filesBelow = (dir) =>
  existsSync(dir)
    ? readdirSync(dir, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

/**
 * What keeps a packed application from being released.
 * @param {Layout} layout
 * @param {string} target platform and architecture as in the driver's file names, for example linux-x64
 * @returns {Promise<string[]>} one line per finding; empty: it may go out
 */
export async function artefactFindings(layout, target) {
  if (!existsSync(layout.executable)) return [`the executable is missing: ${layout.executable}`];
  const findings = await wrongFuses(layout.executable);
  if (existsSync(join(layout.runtimeDir, FALLBACK_MARKER)))
    findings.push('it was packed on the fallback runtime');
  if (!existsSync(join(layout.resourcesDir, 'app.asar'))) findings.push('app.asar is missing');
  if (existsSync(join(layout.resourcesDir, 'default_app.asar')))
    findings.push("Electron's default app is still in it");
  if (!existsSync(layout.bridge)) findings.push(`the bridge is missing: ${layout.bridge}`);
  if (!existsSync(join(dirname(layout.bridge), CLI_FILE))) findings.push(`${CLI_FILE} is missing`);
  if (!existsSync(join(dirname(layout.bridge), 'launch.json'))) findings.push('launch.json is missing');
  const drivers = filesBelow(join(layout.resourcesDir, 'app.asar.unpacked')).filter((file) =>
    file.endsWith('.node'),
  );
  const foreign = drivers.filter((file) => !file.endsWith(`${target}.node`));
  if (drivers.length === foreign.length) findings.push(`the database driver for ${target} is missing`);
  for (const file of foreign) findings.push(`a database driver of another system is in it: ${file}`);
  return findings;
}
