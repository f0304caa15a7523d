import type { AppSettings } from '../../shared/domain/app-settings.ts';
import { appSettingsSchema, WINDOW_ONLY_SETTINGS } from '../../shared/domain/app-settings.ts';

type SettingName = keyof AppSettings;

/** One value that the environment or the command line gives, not judged yet. */
export interface SettingOverride {
  readonly name: SettingName;
  readonly source: 'environment' | 'command_line';
  /** As the user wrote it: a variable's name or the switch. */
  readonly setBy: string;
  readonly value: unknown;
}

export interface Overrides {
  readonly overrides: readonly SettingOverride[];
  /** What names no setting, or one that only the window may change; for the log. */
  readonly problems: readonly string[];
}

const PREFIX = 'TIGER_MCP_';
/** Read elsewhere; see `appHomeDir`. */
const NO_SETTINGS: readonly string[] = ['TIGER_MCP_HOME'];
const SWITCH = '--set=';

const SETTING_NAMES = Object.keys(appSettingsSchema.shape) as SettingName[];

/** `holdSeconds` is TIGER_MCP_HOLD_SECONDS. */
export function variableOf(name: SettingName): string {
  return `${PREFIX}${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** TIGER_MCP_HOLD_SECONDS=20 and the like. */
export function environmentOverrides(env: Readonly<Record<string, string | undefined>>): Overrides {
  const byVariable = new Map(SETTING_NAMES.map((name) => [variableOf(name), name]));
  const given = Object.entries(env).filter(
    ([variable, text]) => variable.startsWith(PREFIX) && !NO_SETTINGS.includes(variable) && text,
  );
  return collect(
    given.map(([variable, text = '']) => ({
      setBy: variable,
      name: byVariable.get(variable) ?? null,
      text,
    })),
    'environment',
  );
}

/** `--set=holdSeconds=20`, as often as needed; of two for one setting the last counts. */
export function commandLineOverrides(argv: readonly string[]): Overrides {
  const given = argv
    .filter((argument) => argument.startsWith(SWITCH))
    .map((argument) => {
      const [name = '', ...rest] = argument.slice(SWITCH.length).split('=');
      const known = SETTING_NAMES.find((each) => each === name) ?? null;
      return { setBy: `${SWITCH}${name}`, name: known, text: rest.join('=') };
    });
  return collect(given, 'command_line');
}

interface Given {
  readonly setBy: string;
  readonly name: SettingName | null;
  readonly text: string;
}

function collect(given: readonly Given[], source: SettingOverride['source']): Overrides {
  const problems: string[] = [];
  const overrides = new Map<SettingName, SettingOverride>();
  for (const { setBy, name, text } of given) {
    if (name === null) problems.push(`${setBy} names no setting.`);
    else if (WINDOW_ONLY_SETTINGS.includes(name))
      problems.push(`${setBy} is ignored: ${name} is changed in the window alone.`);
    else overrides.set(name, { name, source, setBy, value: jsonOrText(text) });
  }
  return { overrides: [...overrides.values()], problems };
}

/** Numbers, true, false and null are written as in JSON; everything else is text. */
export function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
