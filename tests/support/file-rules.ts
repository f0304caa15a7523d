import { posix } from 'node:path';
import type { SourceFile } from './import-rules.ts';

/** Beyond this a file does more than one thing. */
const LINES_MAX = 300;

/** Names that say nothing about what is inside. */
const BANNED_NAMES = ['utils', 'helpers', 'common', 'misc', 'manager', 'types', 'info', 'data'];

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DEFAULT_EXPORT = /^\s*export\s+(default\b|\{[^}]*\bas\s+default\b)/m;
const ENVIRONMENT = /\bprocess\s*\.\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/;

/** Configuration enters at these places and is handed on as values. */
const MAY_READ_ENVIRONMENT = [
  /^src\/main\/platform\//,
  /^src\/bridge\//,
  /^src\/gateway\/cli\.ts$/,
  /^src\/cli\/index\.ts$/,
  /^scripts\//,
  /^tests\//,
];

/** Tools load their configuration as the default export. */
const isConfig = (path: string) => /^[^/]+\.config\.ts$/.test(path);

function nameFindings(path: string): string[] {
  const name = posix.basename(path).replace(/(\.(test|spec|config|vite|d))*\.[a-z]+$/, '');
  if (BANNED_NAMES.includes(name)) return [`the name ${name} says nothing`];
  // Electron Vite fixes this one name.
  return KEBAB_CASE.test(name) || path === 'electron.vite.config.ts' ? [] : [`${name} is not kebab-case`];
}

/** @returns one line for each rule on names, size, exports and environment that a file breaks */
export function fileFindings({ path, text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  const findings = nameFindings(path);
  if (lines > LINES_MAX) findings.push(`${lines} lines, at most ${LINES_MAX} are allowed`);
  if (DEFAULT_EXPORT.test(text) && !isConfig(path)) findings.push('default exports are not allowed');
  const mayReadEnvironment = isConfig(path) || MAY_READ_ENVIRONMENT.some((place) => place.test(path));
  if (ENVIRONMENT.test(text) && !mayReadEnvironment) findings.push('process.env may not be read here');
  return findings.map((finding) => `${path}: ${finding}`);
}
