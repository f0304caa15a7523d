import { join } from 'node:path';

export interface AppLocation {
  readonly isPackaged: boolean;
  /** The folder of package.json. */
  readonly appDir: string;
  /** Electron's `process.resourcesPath`. */
  readonly resourcesDir: string;
  readonly platform: NodeJS.Platform;
}

/** The absolute path of the program that AI clients start: an executable when packaged, a script in the sources. */
export function launcherPath(location: AppLocation): string {
  const isWindows = location.platform === 'win32';
  if (location.isPackaged)
    return join(location.resourcesDir, 'bin', isWindows ? 'tiger-mcp.exe' : 'tiger-mcp');
  return join(location.appDir, 'resources', 'bin', isWindows ? 'tiger-mcp.cmd' : 'tiger-mcp');
}
