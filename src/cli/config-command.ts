import { readFileSync } from 'node:fs';
import { pathsIn } from '../main/platform/paths.ts';
import { environmentOverrides, jsonOrText } from '../main/platform/setting-overrides.ts';
import { openSettings, type Settings, type SettingsPatch } from '../main/platform/settings.ts';
import { fileStorage } from '../main/platform/settings-file.ts';
import { appSettingsSchema, WINDOW_ONLY_SETTINGS } from '../shared/domain/app-settings.ts';
import type { SettingState } from '../shared/domain/setting-source.ts';
import { type CliPlace, type CliResult, UsageError } from './cli-place.ts';

const NAMES = Object.keys(appSettingsSchema.shape);
const USAGE = 'config needs `get [NAME]`, `set NAME VALUE`, `export` or `import FILE`.';
/** A page of settings; more is another file. */
const IMPORT_CHARS_MAX = 65_536;

/**
 * The app's settings, in its file: a running app takes a change over at once and puts it on record. What protects the
 * user against other programs (the lock) is not changed here.
 */
export async function configCommand(args: readonly string[], place: CliPlace): Promise<CliResult> {
  const [verb, ...rest] = args;
  const settings = openSettings(
    fileStorage(pathsIn(place.homeDir).settingsFile),
    environmentOverrides(place.env).overrides,
  );
  if (verb === 'get' && rest.length <= 1) return shown(settings, rest[0] ?? null);
  if (verb === 'set' && rest.length === 2) return changed(settings, rest[0] ?? '', rest[1] ?? '');
  if (verb === 'export' && rest.length === 0) return exported(settings);
  if (verb === 'import' && rest.length === 1) return imported(settings, rest[0] ?? '');
  throw new UsageError(USAGE);
}

function shown(settings: Settings, name: string | null): CliResult {
  if (name !== null) known(name);
  const states = settings.states().filter((state) => name === null || state.name === name);
  return { isOk: true, report: { settings: states }, lines: states.map(line) };
}

function line({ name, value, source, setBy, problem }: SettingState): string {
  const from = setBy ?? source.replace('_', ' ');
  return `${name} = ${JSON.stringify(value)}  (${from})${problem === null ? '' : `  ${problem}`}`;
}

function changed(settings: Settings, name: string, text: string): CliResult {
  known(name);
  refuseWindowOnly([name]);
  settings.set({ [name]: jsonOrText(text) } as SettingsPatch);
  return shown(settings, name);
}

/** What the file says, defaults left out: what another computer needs to be set up the same way. */
function exported(settings: Settings): CliResult {
  const own = settings.states().filter(({ source }) => source === 'file');
  const values = Object.fromEntries(own.map(({ name, value }) => [name, value]));
  return { isOk: true, report: { settings: values }, lines: [JSON.stringify(values, null, 2)] };
}

/** All of it or nothing. @throws Error when a value does not fit */
function imported(settings: Settings, file: string): CliResult {
  const values = parsedFile(file);
  for (const name of Object.keys(values)) known(name);
  refuseWindowOnly(Object.keys(values));
  settings.set(values as SettingsPatch);
  const names = Object.keys(values);
  const states = settings.states().filter(({ name }) => names.includes(name));
  return { isOk: true, report: { settings: states }, lines: states.map(line) };
}

function parsedFile(file: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
  if (text.length > IMPORT_CHARS_MAX) throw new Error(`${file} is too large for settings.`);
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw new Error(`${file} is no JSON object of settings. \`tiger-mcp config export\` writes one.`);
}

function known(name: string): void {
  if (NAMES.includes(name)) return;
  throw new UsageError(`There is no setting ${JSON.stringify(name)}. There are: ${NAMES.join(', ')}.`);
}

function refuseWindowOnly(names: readonly string[]): void {
  const refused = names.filter((name) => (WINDOW_ONLY_SETTINGS as readonly string[]).includes(name));
  if (refused.length > 0) throw new Error(`${refused.join(', ')}: changed in the app's window alone.`);
}
