import { existsSync } from 'node:fs';
import { shell } from 'electron';
import type { AppPaths } from '../platform/paths.ts';

/** Shows one of our own places in the system's file manager; the page names it by a word, never by a path. */
export async function showFile(file: 'log' | 'export' | 'home' | 'backups', paths: AppPaths): Promise<void> {
  if (file === 'log') {
    shell.showItemInFolder(paths.logFile);
    return;
  }
  const folder = { export: paths.exportsDir, backups: paths.backupsDir, home: paths.homeDir }[file];
  await shell.openPath(existsSync(folder) ? folder : paths.homeDir);
}
