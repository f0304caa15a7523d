import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

const PLATFORM = resolve(import.meta.dirname, '..', '..', '..', '..', 'src', 'main', 'platform');

/**
 * The real storage of the settings in a process of its own, on a disk that becomes full half-way through a write. Of
 * Electron it needs three names; they are all that is not real.
 */
const program = (homeDir: string) => `
  import fs from 'node:fs';
  import { registerHooks } from 'node:module';
  const electron = \`
    export const app = { getPath: () => ${JSON.stringify(homeDir)}, getName: () => 'x', getVersion: () => '1.0.0' };
    export const ipcMain = { removeAllListeners() {}, on() {}, handle() {} };
    export const shell = {}; export default { app, ipcMain, shell };\`;
  registerHooks({
    resolve: (name, context, next) => name === 'electron'
      ? { url: 'data:text/javascript,' + encodeURIComponent(electron), shortCircuit: true }
      : next(name, context),
  });
  const { openSync, writeSync } = fs;
  const full = new Set();
  let isFull = false;
  fs.openSync = (path, ...rest) => {
    const fd = openSync(path, ...rest);
    if (isFull && String(path).includes('settings.json.')) full.add(fd);
    else full.delete(fd);
    return fd;
  };
  fs.writeSync = (fd, data, ...rest) => {
    if (!full.has(fd)) return writeSync(fd, data, ...rest);
    writeSync(fd, data.slice(0, data.length / 2));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const { settingsStorage } = await import(${JSON.stringify(join(PLATFORM, 'settings-storage.ts'))});
  const { openSettings } = await import(${JSON.stringify(join(PLATFORM, 'settings.ts'))});
  const settings = openSettings(settingsStorage(${JSON.stringify(homeDir)}));
  const told = [];
  settings.onChange((after, { cause }) => told.push([after.theme, cause]));
  settings.set({ theme: 'dark' });
  isFull = true;
  let refusal = null;
  try {
    settings.set({ theme: 'light' });
  } catch ({ code, message, nextStep }) {
    refusal = { code, message, nextStep };
  }
  const whileFull = { theme: settings.get().theme, file: fs.readFileSync(${JSON.stringify(join(homeDir, 'settings.json'))}, 'utf8') };
  isFull = false;
  settings.set({ theme: 'light' });
  process.stdout.write(JSON.stringify({ refusal, whileFull, told }), () => process.exit(0));
`;

let homeDir = '';
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-full-disk-'));
});
afterEach(() => rmSync(homeDir, { recursive: true, force: true }));

it('settings that a full disk does not take stay whole as they were, and the user is told', async () => {
  const args = ['--input-type=module', '-e', program(homeDir)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { refusal, whileFull, told } = JSON.parse(stdout);
  expect(refusal).toEqual({
    code: 'unavailable',
    message: 'The disk is full.',
    nextStep: 'Make room and try again. Nothing was changed.',
  });
  expect(whileFull.theme).toBe('dark');
  expect(JSON.parse(whileFull.file)).toEqual({ theme: 'dark' });
  // Each change is told of once, by its own cause: the library tells of its own writes too.
  expect(told).toEqual([
    ['dark', 'set'],
    ['light', 'set'],
  ]);
  expect(readdirSync(homeDir)).toEqual(['settings.json']);
  expect(JSON.parse(readFileSync(join(homeDir, 'settings.json'), 'utf8'))).toEqual({ theme: 'light' });
});
