import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type {
  ClientConfigChange,
  ClientConfigState,
  ClientInstallation,
} from '../../../shared/domain/client-installation.ts';
import { type ClientProgram, clientPrograms } from './client-programs.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { type ConfigPlan, ConfigTextError, type WantedServer } from './config-plan.ts';
import { decodeConfig, encodeConfig } from './config-text.ts';
import { planJson } from './json-config.ts';
import { type ClientIds, SERVER_NAME, type SetupQuestion, stdioEntry } from './stdio-entry.ts';
import { textDifference } from './text-difference.ts';
import { planToml } from './toml-config.ts';

/** One file with what it says now and what it would say. */
interface InspectedFile {
  readonly file: ConfigFile;
  readonly state: ConfigPlan['state'];
  readonly before: string;
  readonly connected: string;
  readonly removed: string;
  readonly bom: string;
}

/** What a button does, ready to be written. */
export interface PlannedChange extends ClientConfigChange {
  readonly writes: readonly { readonly file: ConfigFile; readonly bytes: Buffer }[];
}

export interface InspectedClient extends ClientInstallation {
  readonly connectChange: PlannedChange | null;
  readonly removeChange: PlannedChange | null;
}

export function inspectClients(question: SetupQuestion, clientIds: ClientIds): Promise<InspectedClient[]> {
  return Promise.all(
    clientPrograms(question).map((program) =>
      inspectClient(program, wantedServer(program, question, clientIds)),
    ),
  );
}

/** Reads everything and changes nothing. A file that cannot be edited is a state, not an error. */
async function inspectClient(program: ClientProgram, wanted: WantedServer): Promise<InspectedClient> {
  const paths = await configPaths(program);
  const known = { id: program.id, program: program.name, paths };
  if (paths.length === 0) {
    const text = `${program.name} was not found on this computer. Install and start it once, then look again.`;
    return {
      ...known,
      paths: [program.configPath],
      state: 'not_installed',
      text,
      connectChange: null,
      removeChange: null,
    };
  }
  const files: InspectedFile[] = [];
  for (const path of paths) {
    try {
      files.push(await inspectFile(path, program, wanted));
    } catch (error) {
      if (!(error instanceof ConfigTextError)) throw error;
      const text = `${path} is left alone. ${error.message}`;
      return { ...known, state: 'unreadable', text, connectChange: null, removeChange: null };
    }
  }
  const state = stateOf(files);
  return {
    ...known,
    state,
    text: stateText(state, program),
    connectChange: change(files, 'connected'),
    removeChange: change(files, 'removed'),
  };
}

/** Every place that is in use; the first one if the program is there and has no configuration yet. */
async function configPaths({ configPath, otherConfigPattern, traces }: ClientProgram): Promise<string[]> {
  const others = otherConfigPattern === null ? [] : await matching(otherConfigPattern);
  const isInstalled = traces.some((trace) => existsSync(trace));
  return [...(isInstalled ? [configPath] : []), ...others];
}

/** The paths that a pattern with one `*`, inside one folder's name, stands for. */
async function matching(pattern: string): Promise<string[]> {
  const separator = pattern.includes('\\') ? '\\' : '/';
  const star = pattern.indexOf('*');
  const folderEnd = pattern.indexOf(separator, star);
  const folder = pattern.slice(0, folderEnd);
  const prefix = basename(folder.slice(0, -1));
  const parent = dirname(folder);
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => `${parent}${separator}${name}${pattern.slice(folderEnd)}`)
    .filter((path) => existsSync(path));
}

async function inspectFile(
  path: string,
  program: ClientProgram,
  wanted: WantedServer,
): Promise<InspectedFile> {
  const file = await readConfigFile(path);
  const { bom, text } = file.bytes === null ? { bom: '', text: '' } : decodeConfig(file.bytes);
  const plan = program.format === 'json' ? planJson : planToml;
  return { ...plan(text, wanted), file, before: text, bom };
}

export function wantedServer(
  { id, serversKey, extra }: ClientProgram,
  question: SetupQuestion,
  clientIds: ClientIds,
): WantedServer {
  const entry = stdioEntry(question, clientIds?.(id) ?? null);
  return { serversKey, extra, name: SERVER_NAME, entry, isAnyClient: clientIds === null };
}

/** The least good one: a program of which one copy is not connected is not connected. */
function stateOf(files: readonly InspectedFile[]): ConfigPlan['state'] {
  const states = files.map(({ state }) => state);
  return (['outdated', 'not_connected'] as const).find((state) => states.includes(state)) ?? 'connected';
}

function stateText(state: ClientConfigState, { name, afterwards }: ClientProgram): string {
  if (state === 'connected') return `${name} starts this app. ${afterwards}`;
  if (state === 'outdated')
    return `${name} has an entry that starts something else. Repair it, or remove it.`;
  return `${name} does not know this app yet. Connect adds it to its configuration.`;
}

function change(files: readonly InspectedFile[], target: 'connected' | 'removed'): PlannedChange | null {
  const changed = files.filter((each) => each[target] !== each.before);
  if (changed.length === 0) return null;
  const seal = createHash('sha256').update(target);
  for (const each of changed) seal.update(`\0${each.file.path}\0${each.before}\0${each[target]}`);
  return {
    id: seal.digest('hex'),
    files: changed.map((each) => ({
      path: each.file.path,
      lines: textDifference(each.before, each[target]),
    })),
    writes: changed.map(({ file, bom, [target]: text }) => ({ file, bytes: encodeConfig({ bom, text }) })),
  };
}
