import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { AppPaths } from '../../src/main/platform/paths.ts';

const MODULE = resolve(import.meta.dirname, '..', '..', 'src', 'main', 'backup', 'pending-restore.ts');

/** A start in a process of its own, killed before its n-th change of the disk. @returns whether it came to its end */
export function appliedUpTo(step: number, paths: AppPaths): Promise<boolean> {
  const program = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    let left = ${step};
    for (const name of ['mkdirSync', 'renameSync', 'rmSync']) {
      const real = fs[name];
      fs[name] = (...given) => {
        if (left-- === 0) process.kill(process.pid, 'SIGKILL');
        return real(...given);
      };
    }
    syncBuiltinESMExports();
    const { applyPendingRestore } = await import(${JSON.stringify(MODULE)});
    applyPendingRestore(${JSON.stringify(paths)});`;
  return new Promise((done, fail) => {
    execFile(process.execPath, ['--input-type=module', '-e', program], (error) => {
      if (error === null) done(true);
      else if (error.signal === 'SIGKILL') done(false);
      else fail(error);
    });
  });
}
