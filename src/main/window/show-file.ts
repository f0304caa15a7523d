import { existsSync } from 'node:fs';
import { shell } from 'electron';
import type { AppPaths } from '../platform/paths.ts';

/** Shows one of our own places in the system's file manager; the page names it by a word, never by a path. */
export async function showFile(file: 'log' | 'export' | 'home', paths: AppPaths): Promise<void> {
  if (file === 'log') shell.showItemInFolder(paths.logFile);
  else
    await shell.openPath(
      file === 'export' && existsSync(paths.exportsDir) ? paths.exportsDir : paths.homeDir,
    );
}
