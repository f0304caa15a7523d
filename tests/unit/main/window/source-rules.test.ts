import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '..', '..', '..', '..');

/** Source files below a folder with their text. */
function sources(folder: string): { readonly name: string; readonly text: string }[] {
  const dir = join(PROJECT, folder);
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|html|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(PROJECT.length + 1), text: readFileSync(path, 'utf8') }));
}

function filesWith(folder: string, pattern: RegExp): string[] {
  return sources(folder)
    .filter(({ text }) => pattern.test(text))
    .map(({ name }) => name);
}

describe('what no source may hold (checklist 1, 2, 6, 8, 9, 10, 11, 20)', () => {
  it('reads the sources at all', () => {
    expect(sources('src/renderer').length).toBeGreaterThan(20);
    expect(sources('src/main').length).toBeGreaterThan(50);
  });

  it('pages name no address of the network', () => {
    // The namespace of SVG is a name that nothing fetches.
    expect(filesWith('src/renderer', /https?:\/\/(?!www\.w3\.org\/2000\/svg)/)).toEqual([]);
  });

  it.each([
    ['raw markup', 'src/renderer', /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/],
    ['a webview', 'src/renderer', /<webview/],
    ['evaluation of text', 'src', /\beval\(|new Function\(/],
    [
      'safety turned off',
      'src',
      /webSecurity\s*:|allowRunningInsecureContent\s*:|experimentalFeatures\s*:|enableBlinkFeatures\s*:|bypassCSP\s*:|allowpopups/,
    ],
    ['plain text for a keychain', 'src', /setUsePlainTextEncryption/],
    ['the old remote door', 'src', /enableRemoteModule|@electron\/remote/],
  ])('there is no %s', (_what, folder, pattern) => {
    expect(filesWith(folder, pattern)).toEqual([]);
  });

  it('one file listens to pages, one file tells them', () => {
    expect(filesWith('src/main', /ipcMain\.(handle|on|once)\b/)).toEqual([
      'src/main/window/command-channel.ts',
    ]);
    expect(filesWith('src/main', /webContents\.send\b/)).toEqual(['src/main/window/windows.ts']);
  });

  it('one file makes windows, with the one set of preferences', () => {
    expect(filesWith('src/main', /new BrowserWindow\b|new WebContentsView\b|new BrowserView\b/)).toEqual([
      'src/main/window/windows.ts',
    ]);
    const [windows] = sources('src/main/window').filter(({ name }) => name.endsWith('/windows.ts'));
    expect(windows?.text).toMatch(/webPreferences: webPreferences\(/);
  });
});

describe('current Electron (checklist 16)', () => {
  it('is one release line in the manifest, in the lock file and in the app', () => {
    const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    const version: string = manifest.devDependencies.electron;
    const lock = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'));
    expect(lock.packages['node_modules/electron'].version).toBe(version);
    const status = readFileSync(join(PROJECT, 'src/main/app-status.ts'), 'utf8');
    expect(status).toContain(`ELECTRON_MAJOR = '${version.split('.')[0]}'`);
  });
});
