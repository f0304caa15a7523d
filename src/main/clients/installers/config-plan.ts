import { isDeepStrictEqual } from 'node:util';
import { CLIENT_OPTION } from '../../../shared/bridge-hello.ts';
import { HOME_VARIABLE, type StdioEntry } from './stdio-entry.ts';

/** What a configuration should say about this app. */
export interface WantedServer {
  /** The key that holds the servers. */
  readonly serversKey: string;
  readonly name: string;
  readonly entry: StdioEntry;
  /** Whoever looks does not know which entry the program was given: any counts. */
  readonly isAnyClient: boolean;
  /** Written with a new entry; the user's own values in an old one stay. */
  readonly extra: Readonly<Record<string, string | number>>;
}

/** A new entry; a kind comes first, as people write it. */
export function jsonEntry({ entry, extra }: WantedServer): Fields {
  const { type, ...others } = extra;
  return { ...(type === undefined ? {} : { type }), ...entry, ...others };
}

/** A configuration's text as it is, with our entry as it should be, and without it. */
export interface ConfigPlan {
  readonly state: 'not_connected' | 'outdated' | 'connected';
  readonly connected: string;
  readonly removed: string;
}

/** A text that is not edited, with the reason for a person. */
export class ConfigTextError extends Error {
  override readonly name = 'ConfigTextError';
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Keys that make a program connect over HTTP, whatever the command says. */
export const HTTP_KEYS = ['url', 'serverUrl', 'httpUrl'] as const;

/** The name of our entry: ours, or whatever the user called an entry that starts our launcher. */
export function nameOfOurs(servers: Fields, wanted: WantedServer): string {
  if (Object.hasOwn(servers, wanted.name)) return wanted.name;
  const { command, args } = wanted.entry;
  const same = Object.entries(servers).find(
    ([, entry]) =>
      isFields(entry) &&
      entry['command'] === command &&
      isDeepStrictEqual(withoutClient(entry['args']), withoutClient(args)),
  );
  return same?.[0] ?? wanted.name;
}

/** True if the program, reading this entry, starts exactly our launcher on our data folder. */
export function startsOurs(entry: unknown, { entry: ours, isAnyClient }: WantedServer): boolean {
  if (!isFields(entry) || HTTP_KEYS.some((key) => Object.hasOwn(entry, key))) return false;
  const env = isFields(entry['env']) ? entry['env'] : {};
  return (
    entry['command'] === ours.command &&
    hasArgs(entry['args'] ?? [], ours.args, isAnyClient) &&
    env[HOME_VARIABLE] === ours.env?.[HOME_VARIABLE] &&
    (entry['type'] ?? 'stdio') === 'stdio'
  );
}

function hasArgs(args: unknown, ours: readonly string[], isAnyClient: boolean): boolean {
  return isAnyClient
    ? isDeepStrictEqual(withoutClient(args), withoutClient(ours))
    : isDeepStrictEqual(args, [...ours]);
}

/** The arguments that every entry of ours has. */
function withoutClient(args: unknown): unknown {
  if (!Array.isArray(args)) return args ?? [];
  const option = args.indexOf(CLIENT_OPTION);
  return option < 0 ? args : [...args.slice(0, option), ...args.slice(option + 2)];
}

/**
 * The last look before a text may be written: read again, it must say what it said before in everything that is not
 * our entry.
 * @throws ConfigTextError
 */
export function mustKeepTheRest(before: unknown, after: unknown, wanted: WantedServer, name: string): void {
  if (!isDeepStrictEqual(rest(before, wanted, name), rest(after, wanted, name))) throw unusualForm();
}

export const unusualForm = () =>
  new ConfigTextError(
    'It is written in a form that this app does not edit. Change it by hand with the snippet.',
  );

function rest(value: unknown, { serversKey }: WantedServer, name: string): unknown {
  if (!isFields(value)) return value;
  const { [serversKey]: servers, ...others } = value;
  const { [name]: _ours, ...otherServers } = isFields(servers) ? servers : {};
  return { ...others, [serversKey]: otherServers };
}
