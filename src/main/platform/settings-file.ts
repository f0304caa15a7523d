import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SettingsStorage } from './settings.ts';

const DIR_MODE = 0o700;
const FILE_MODE = 0o600;

/** The settings file without the app: read once, written whole. A running app sees it. */
export function fileStorage(path: string): SettingsStorage {
  return {
    load: () => (existsSync(path) ? parsed(path) : {}),
    save(settings) {
      mkdirSync(dirname(path), { recursive: true, mode: DIR_MODE });
      const part = `${path}.${process.pid}.part`;
      rmSync(part, { force: true });
      try {
        writeFileSync(part, `${JSON.stringify(settings, null, '\t')}\n`, {
          mode: FILE_MODE,
          flag: 'wx',
          flush: true,
        });
        renameSync(part, path);
      } catch (error) {
        // A full disk leaves a part of it, and room is what it lacks.
        rmSync(part, { force: true });
        throw error;
      }
    },
  };
}

/** @throws Error: what a person wrote by hand is not replaced because it has a mistake */
function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new Error(`${path} is no JSON. Mend it or set it aside.`);
  }
}
