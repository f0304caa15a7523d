import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileFindings } from './support/file-rules.ts';
import { importFindings, readImports, type SourceFile } from './support/import-rules.ts';

const ROOT = join(import.meta.dirname, '..');
const CODE = /\.(ts|tsx|mjs|css)$/;
/** Made by `npm run proto`, so neither its names nor its sizes are ours. */
const GENERATED = 'src/tiger/push/generated/';

function readFolder(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && CODE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(ROOT.length + 1).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }))
    .filter(({ path }) => !path.startsWith(GENERATED));
}

const sources = readFolder('src');
const others = [...readFolder('scripts'), ...readFolder('tests')];

const file = (path: string, text: string): SourceFile => ({ path, text });

describe('the architecture', () => {
  it('is checked on real files with real imports', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap(({ text }) => readImports(text)).length).toBeGreaterThan(100);
  });

  it('holds for every import', () => {
    expect(sources.flatMap(importFindings)).toEqual([]);
  });

  it('holds for every name, size, export and use of the environment', () => {
    expect([...sources, ...others].flatMap(fileFindings)).toEqual([]);
  });
});

describe('the import rules', () => {
  it.each([
    ['shared may use no Node', 'src/shared/a.ts', "import { join } from 'node:path';"],
    ['shared may use no other library', 'src/shared/a.ts', "import pino from 'pino';"],
    ['shared stands alone', 'src/shared/domain/a.ts', "import { b } from '../../tiger/b.ts';"],
    ['tiger knows no Electron', 'src/tiger/a.ts', "import { app } from 'electron';"],
    ['tiger knows no database', 'src/tiger/a.ts', "import { Kysely } from 'kysely';"],
    ['tiger knows no app', 'src/tiger/a.ts', "import { b } from '../main/platform/b.ts';"],
    [
      'the gateway takes no code of the client',
      'src/gateway/a.ts',
      "import { b } from '../tiger/tiger-client.ts';",
    ],
    ['the worker knows no Electron', 'src/worker/a.ts', "import { net } from 'electron';"],
    ['the worker knows no gateway', 'src/worker/a.ts', "import { b } from '../gateway/b.ts';"],
    ['the bridge carries one file', 'src/bridge/index.ts', "import { b } from '../shared/app-error.ts';"],
    ['the bridge has no library', 'src/bridge/index.ts', "import { z } from 'zod';"],
    ['preload takes types only', 'src/preload/index.ts', "import { b } from '../shared/ipc/commands.ts';"],
    ['the renderer has no Node', 'src/renderer/a.tsx', "import fs from 'node:fs';"],
    ['the renderer has no Electron', 'src/renderer/a.tsx', "import { ipcRenderer } from 'electron';"],
    ['the renderer knows no main', 'src/renderer/a.tsx', "import type { B } from '../main/app.ts';"],
    ['main knows no worker', 'src/main/accounts/a.ts', "import { b } from '../../worker/b.ts';"],
    ['a dynamic import is seen', 'src/main/app.ts', "const b = await import('../worker/b.ts');"],
    ['a require is seen', 'src/renderer/a.ts', "const b = require('electron');"],
    ['a re-export is seen', 'src/shared/a.ts', "export { b } from '../main/app.ts';"],
    ['an import over lines is seen', 'src/shared/a.ts', "import {\n  a,\n  b,\n} from 'node:fs';"],
    ['an import for its effect is seen', 'src/shared/a.ts', "import 'electron';"],
    ['Electron stays at the edge of main', 'src/main/trading/a.ts', "import { app } from 'electron';"],
    [
      'one file of accounts may start processes',
      'src/main/accounts/a.ts',
      "import { utilityProcess } from 'electron';",
    ],
    ['the driver stays in database', 'src/main/audit/a.ts', "import Database from 'better-sqlite3';"],
    ['never upwards', 'src/main/audit/a.ts', "import { b } from '../trading/b.ts';"],
    ['never upwards, types included', 'src/main/platform/a.ts', "import type { B } from '../database/b.ts';"],
    ['features of one level do not meet', 'src/main/risk/a.ts', "import { b } from '../accounts/b.ts';"],
    ['nobody imports the composition root', 'src/main/ipc/a.ts', "import { b } from '../app.ts';"],
    ['a new folder of main needs a level', 'src/main/extras/a.ts', "import { b } from '../platform/b.ts';"],
    ['a new folder of src needs a rule', 'src/extras/a.ts', "import { b } from './b.ts';"],
  ])('%s', (_rule, path, text) => {
    expect(importFindings(file(path, text))).toHaveLength(1);
  });

  it.each([
    [
      'src/shared/a.ts',
      "import { z } from 'zod';\nimport Big from 'big.js';\nimport { b } from './domain/b.ts';",
    ],
    [
      'src/gateway/a.ts',
      "import { b } from '../tiger/wire/b.ts';\nimport type { C } from '../tiger/method.ts';",
    ],
    ['src/bridge/index.ts', "import { b } from '../shared/bridge-hello.ts';\nimport net from 'node:net';"],
    [
      'src/preload/index.ts',
      "import type { B } from '../shared/ipc/commands.ts';\nimport { ipcRenderer } from 'electron';",
    ],
    ['src/main/index.ts', "import { app } from 'electron';\nimport { b } from './app.ts';"],
    ['src/main/accounts/account-process.ts', "import { utilityProcess } from 'electron';"],
    ['src/main/trading/a.ts', "import { b } from '../risk/b.ts';\nimport { c } from './c.ts';"],
  ])('allow what the architecture allows: %s', (path, text) => {
    expect(importFindings(file(path, text))).toEqual([]);
  });
});

describe('the file rules', () => {
  it.each([
    ['kebab-case', 'src/main/auditLog.ts', ''],
    ['no empty names', 'src/main/utils.ts', ''],
    ['no empty names, tests included', 'tests/unit/helpers.test.ts', ''],
    ['small files', 'src/main/a.ts', 'a;\n'.repeat(301)],
    ['no default export', 'src/main/a.ts', 'export default 1;'],
    ['no default export by another door', 'src/main/a.ts', 'export { a as default };'],
    ['no environment', 'src/main/trading/a.ts', "const home = process.env['HOME'];"],
    ['no environment by another door', 'src/worker/a.ts', 'const { env } = process;'],
  ])('%s', (_rule, path, text) => {
    expect(fileFindings(file(path, text))).toHaveLength(1);
  });

  it.each([
    ['src/main/platform/paths.ts', "const home = process.env['TIGER_MCP_HOME'];"],
    ['src/gateway/cli.ts', "const home = process.env['HOME'];"],
    ['vitest.config.ts', 'export default {};'],
    ['src/main/a.ts', 'a;\n'.repeat(300)],
  ])('allow what is allowed: %s', (path, text) => {
    expect(fileFindings(file(path, text))).toEqual([]);
  });
});
