import { posix } from 'node:path';

/** One file of the repository: its path from the root with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface ImportStatement {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

/** What a folder of src/ may import besides its own files. */
interface FolderRule {
  /** Packages; a name ending in `*` allows all that begin so. */
  readonly packages: readonly string[];
  /** Files or folders of src/ whose values may be used. */
  readonly values: readonly string[];
  /** Files or folders of src/ whose types may be used. */
  readonly types: readonly string[];
}

// ARCHITECTURE.md, "Who may import whom".
const FOLDER_RULES: Readonly<Record<string, FolderRule>> = {
  shared: { packages: ['zod', 'big.js'], values: [], types: [] },
  tiger: { packages: ['node:*', 'zod', 'lossless-json', '@bufbuild/*'], values: ['shared'], types: [] },
  gateway: {
    packages: ['node:*', 'zod', 'lossless-json', '@bufbuild/*'],
    values: ['shared', 'tiger/wire', 'tiger/push/generated', 'tiger/push/frame-codec.ts'],
    types: ['tiger'],
  },
  worker: { packages: ['node:*', 'zod'], values: ['shared', 'tiger'], types: [] },
  bridge: { packages: ['node:*'], values: ['shared/bridge-hello.ts'], types: [] },
  cli: {
    packages: ['node:*', 'zod'],
    values: [
      'shared',
      'bridge/reach-app.ts',
      'bridge/say-hello.ts',
      'bridge/run-bridge.ts',
      'gateway/run-gateway.ts',
      'main/audit/export-verify.ts',
      'main/clients/installers',
      'main/database/migrate.ts',
      'main/platform/paths.ts',
      'main/platform/setting-overrides.ts',
      'main/platform/settings.ts',
      'main/platform/settings-file.ts',
    ],
    types: [],
  },
  preload: { packages: ['electron'], values: [], types: ['shared'] },
  renderer: {
    packages: ['react', 'react-dom*', 'zustand*', 'lucide-react', '@tanstack/react-virtual', 'zod', 'big.js'],
    values: ['shared'],
    types: [],
  },
  main: {
    packages: [
      'node:*',
      'electron',
      'zod',
      'big.js',
      'better-sqlite3',
      'kysely',
      'electron-store',
      'pino',
      'jsonc-parser',
      'toml-eslint-parser',
      'diff',
      'trading-signals',
      '@modelcontextprotocol/*',
      '@hono/node-server',
      'jose',
      'prom-client',
    ],
    values: ['shared'],
    types: [],
  },
};

/** Higher may import lower, never the other way round, and features of one level do not know each other. */
const MAIN_LEVELS: readonly (readonly string[])[] = [
  ['index'],
  ['app'],
  ['red-team', 'http', 'control', 'recovery'],
  ['ipc', 'mcp', 'window'],
  ['clients'],
  ['trading'],
  ['risk', 'accounts', 'backup'],
  ['audit'],
  ['vault'],
  ['database'],
  ['platform'],
];

/** Everything else in main runs, and is tested, under plain Node. */
const MAY_IMPORT_ELECTRON = [
  'main/index.ts',
  'main/window/',
  'main/vault/',
  'main/platform/',
  'main/accounts/account-process.ts',
];

const IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]*?\sfrom\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC_IMPORT = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;

/** @returns all imports and re-exports, in the order static, then dynamic */
export function readImports(text: string): ImportStatement[] {
  const statics = [...text.matchAll(IMPORT)].map(([, type, specifier = '']) => ({
    specifier,
    isTypeOnly: type !== undefined,
  }));
  const dynamics = [...text.matchAll(DYNAMIC_IMPORT)].map(([, specifier = '']) => ({
    specifier,
    isTypeOnly: false,
  }));
  return [...statics, ...dynamics];
}

const isBelow = (path: string, place: string) =>
  path === place || path.startsWith(`${place.replace(/\/$/, '')}/`);

const matchesPackage = (specifier: string, pattern: string) =>
  pattern.endsWith('*') ? specifier.startsWith(pattern.slice(0, -1)) : specifier === pattern;

/** @param path from src/, for example main/audit/audit-log.ts */
function mainUnit(path: string): string {
  const [, first = '', second] = path.split('/');
  if (second !== undefined) return first;
  return first === 'index.ts' ? 'index' : 'app';
}

const mainLevel = (unit: string) => MAIN_LEVELS.findIndex((units) => units.includes(unit));

function insideMain(from: string, to: string): string | null {
  const [importer, imported] = [mainUnit(from), mainUnit(to)];
  if (importer === imported) return null;
  if (mainLevel(importer) < 0) return `main/${importer} has no level in the order of main`;
  if (mainLevel(importer) < mainLevel(imported)) return null;
  return `main/${importer} may not import main/${imported}`;
}

function packageFinding(path: string, specifier: string, rule: FolderRule): string | null {
  const [folder] = path.split('/');
  if (!rule.packages.some((pattern) => matchesPackage(specifier, pattern))) {
    return `${folder} may not import the package ${specifier}`;
  }
  const isElectronPlace = folder !== 'main' || MAY_IMPORT_ELECTRON.some((place) => isBelow(path, place));
  if (specifier === 'electron' && !isElectronPlace) return 'only the edge of main may import electron';
  if (specifier === 'better-sqlite3' && !isBelow(path, 'main/database')) {
    return 'only main/database may import better-sqlite3';
  }
  return null;
}

function importFinding(path: string, { specifier, isTypeOnly }: ImportStatement): string | null {
  const folder = path.split('/', 1)[0] ?? '';
  const rule = FOLDER_RULES[folder];
  if (!rule) return `src/${folder} has no rule`;
  if (!specifier.startsWith('.')) return packageFinding(path, specifier, rule);
  const target = posix.join(posix.dirname(path), specifier);
  if (isBelow(target, folder)) return folder === 'main' ? insideMain(path, target) : null;
  if (rule.values.some((place) => isBelow(target, place))) return null;
  if (rule.types.some((place) => isBelow(target, place))) {
    return isTypeOnly ? null : `${folder} may import only types of ${target}`;
  }
  return `${folder} may not import ${target}`;
}

/** @returns one line for each import in a file of src/ that the architecture forbids */
export function importFindings({ path, text }: SourceFile): string[] {
  const inSrc = path.replace(/^src\//, '');
  return readImports(text).flatMap((statement) => {
    const finding = importFinding(inSrc, statement);
    return finding ? [`${path}: ${finding}`] : [];
  });
}
