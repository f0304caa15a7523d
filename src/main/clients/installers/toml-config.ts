import { type AST, getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import {
  type ConfigPlan,
  ConfigTextError,
  type Fields,
  HTTP_KEYS,
  isFields,
  mustKeepTheRest,
  nameOfOurs,
  startsOurs,
  unusualForm,
  type WantedServer,
} from './config-plan.ts';
import { HOME_VARIABLE } from './stdio-entry.ts';
import { tomlEntry, tomlText } from './toml-entry.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Plans a change of TOML by editing the lines of our table alone, so that comments and order stay.
 * @throws ConfigTextError if the text cannot be read or our entry is in a form that is not edited
 */
export function planToml(text: string, wanted: WantedServer): ConfigPlan {
  const program = readToml(text);
  const before = getStaticTOMLValue(program) as Fields;
  const servers = before[wanted.serversKey] ?? {};
  if (!isFields(servers)) throw unusualForm();
  const name = nameOfOurs(servers, wanted);
  const entry = Object.hasOwn(servers, name) ? servers[name] : undefined;
  const isConnected = startsOurs(entry, wanted);
  const tables = tablesOf(program, [wanted.serversKey, name]);
  if (entry !== undefined && tables.length === 0) throw unusualForm();
  const connected = isConnected
    ? text
    : entry === undefined
      ? withNewTable(text, wanted)
      : applied(text, repairs(text, tables, wanted));
  const removed = applied(
    text,
    tables.map((table) => removal(text, table)),
  );
  for (const after of [connected, removed]) {
    if (after !== text) mustKeepTheRest(before, staticValue(after), wanted, name);
  }
  const written = (staticValue(connected)[wanted.serversKey] as Fields)[name];
  if (!isConnected && !startsOurs(written, wanted)) throw unusualForm();
  const state = isConnected ? 'connected' : entry === undefined ? 'not_connected' : 'outdated';
  return { state, connected, removed };
}

function readToml(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    const line = (error as { lineNumber?: number }).lineNumber ?? 1;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigTextError(
      `It is not valid TOML: ${reason} (near line ${line}). Correct that line, then look again.`,
    );
  }
}

/** Of a text that this app made: a failure means that the user's form does not bear our lines. */
function staticValue(text: string): Fields {
  try {
    return getStaticTOMLValue(parseTOML(text)) as Fields;
  } catch {
    throw unusualForm();
  }
}

/** Our table, then those below it. */
function tablesOf(program: AST.TOMLProgram, path: readonly string[]): AST.TOMLTable[] {
  return program.body[0].body.filter(
    (node) => node.type === 'TOMLTable' && path.every((key, index) => node.resolvedKey[index] === key),
  ) as AST.TOMLTable[];
}

const lineBreak = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

function withNewTable(text: string, wanted: WantedServer): string {
  const eol = lineBreak(text);
  const lines = tomlEntry(wanted).replaceAll('\n', eol);
  if (text.trim() === '') return `${text}${lines}${eol}`;
  return `${text}${text.endsWith('\n') ? '' : eol}${eol}${lines}${eol}`;
}

function repairs(text: string, tables: readonly AST.TOMLTable[], wanted: WantedServer): Edit[] {
  const [main] = tables;
  if (main === undefined || main.resolvedKey.length !== 2 || main.kind !== 'standard') throw unusualForm();
  const { command, args, env } = wanted.entry;
  const eol = lineBreak(text);
  const edits: Edit[] = [];
  const missing: string[] = [];
  const put = (key: string, value: string) => {
    const found = lineOf(main, [key]);
    if (found === undefined) missing.push(`${key} = ${value}`);
    else edits.push({ start: found.value.range[0], end: found.value.range[1], text: value });
  };
  put('command', tomlText(command));
  put('args', `[${args.map(tomlText).join(', ')}]`);
  for (const key of HTTP_KEYS) {
    const line = lineOf(main, [key]);
    if (line !== undefined) edits.push(removal(text, line));
  }
  const home = env?.[HOME_VARIABLE];
  edits.push(...homeRepairs(text, tables, home, (line) => missing.push(line)));
  if (missing.length > 0) {
    const start = lineEnd(text, main.key.range[1]);
    const isLast = start === text.length && !text.endsWith('\n');
    const lines = missing.join(eol);
    edits.push({ start, end: start, text: isLast ? `${eol}${lines}` : `${lines}${eol}` });
  }
  return edits;
}

function homeRepairs(
  text: string,
  tables: readonly AST.TOMLTable[],
  home: string | undefined,
  addLine: (line: string) => void,
): Edit[] {
  const [main] = tables;
  const envTable = tables.find((table) => table.resolvedKey[2] === 'env' && table.resolvedKey.length === 3);
  const line =
    (envTable === undefined ? undefined : lineOf(envTable, [HOME_VARIABLE])) ??
    (main === undefined ? undefined : lineOf(main, ['env', HOME_VARIABLE]));
  if (line !== undefined) {
    if (home === undefined) return [removal(text, line)];
    return [{ start: line.value.range[0], end: line.value.range[1], text: tomlText(home) }];
  }
  const inline = main === undefined ? undefined : lineOf(main, ['env']);
  if (inline !== undefined) return inlineRepair(inline, home);
  if (home === undefined) return [];
  if (envTable === undefined) {
    addLine(`env.${HOME_VARIABLE} = ${tomlText(home)}`);
    return [];
  }
  const start = lineEnd(text, envTable.key.range[1]);
  return [{ start, end: start, text: `${HOME_VARIABLE} = ${tomlText(home)}${lineBreak(text)}` }];
}

/** An inline table is one line of plain values: it is written anew. */
function inlineRepair({ value }: AST.TOMLKeyValue, home: string | undefined): Edit[] {
  if (value.type !== 'TOMLInlineTable') throw unusualForm();
  const { [HOME_VARIABLE]: _old, ...others } = getStaticTOMLValue(value) as Record<string, unknown>;
  const variables = home === undefined ? others : { ...others, [HOME_VARIABLE]: home };
  const words = Object.entries(variables).map(([key, word]) => {
    if (typeof word !== 'string') throw unusualForm();
    return `${tomlText(key)} = ${tomlText(word)}`;
  });
  return [{ start: value.range[0], end: value.range[1], text: `{ ${words.join(', ')} }` }];
}

function lineOf(table: AST.TOMLTable, path: readonly string[]): AST.TOMLKeyValue | undefined {
  return table.body.find(({ key }) => {
    const keys = key.keys.map((each) => (each.type === 'TOMLBare' ? each.name : each.value));
    return keys.length === path.length && keys.every((each, index) => each === path[index]);
  });
}

/** Whole lines, with the comment behind the last of them and one empty line after it. */
function removal(text: string, { range, type }: { range: [number, number]; type: string }): Edit {
  const start = text.lastIndexOf('\n', range[0] - 1) + 1;
  const end = lineEnd(text, range[1]);
  const empty = type === 'TOMLTable' ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { start, end: end + empty, text: '' };
}

/** Behind the line break of the line at `offset`. */
function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
}

function applied(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((left, right) => right.start - left.start)
    .reduce((rest, { start, end, text: own }) => rest.slice(0, start) + own + rest.slice(end), text);
}
