import { ConfigError } from './config-error.ts';
import { formatProperties, readEntries } from './wire/properties-file.ts';
import { PRIVATE_KEY_PROPERTIES, PROPERTY } from './wire/property-names.ts';

/** One account that a properties text is about, and the text that is about it alone. */
export interface FileAccount {
  readonly account: string;
  /** Empty if the file names none. */
  readonly tigerId: string;
  /** As it stands in the file; null if the file does not say. */
  readonly license: string | null;
  readonly properties: string;
}

/** A person's file names one or two accounts; a list beyond this is no export of the portal. */
const FILE_ACCOUNTS_MAX = 20;

type Entry = readonly [key: string, value: string];

/** A file that has one of these a second time speaks of another developer from there on, or of another account. */
const IDENTITY: ReadonlySet<string> = new Set([
  PROPERTY.tigerId,
  PROPERTY.account,
  ...PRIVATE_KEY_PROPERTIES,
]);

/**
 * The accounts of a properties text: several exports in one file, several `account` lines under one tiger id, or
 * several numbers in one line. Without any account the whole text is one, so that reading it says what is missing.
 * @throws ConfigError if the text is too long to be one, or names too many
 */
export function fileAccounts(text: string): readonly FileAccount[] {
  const entries = entriesOf(text);
  const tigerIds = new Set(valuesOf(entries, PROPERTY.tigerId));
  const blocks = tigerIds.size > 1 ? blocksOf(entries) : [entries];
  const found = blocks.flatMap((block) => numbersOf(block).map((account) => accountOf(block, account)));
  const distinct = found.filter((each, index) => found.findIndex((other) => isSame(each, other)) === index);
  if (distinct.length > FILE_ACCOUNTS_MAX) {
    throw new ConfigError(
      'malformed',
      PROPERTY.account,
      `The file names more than ${FILE_ACCOUNTS_MAX} accounts.`,
      'Use the file of one account, as the Tiger developer page exports it.',
    );
  }
  return distinct.length > 0 ? distinct : [accountOf(entries, '')];
}

function entriesOf(text: string): readonly Entry[] {
  try {
    return readEntries(text);
  } catch {
    throw new ConfigError(
      'not-properties',
      null,
      'The text is too long for a properties file.',
      'Download tiger_openapi_config.properties again from the Tiger developer page.',
    );
  }
}

/** Whole exports that stand one after the other. */
function blocksOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const blocks: Entry[][] = [];
  for (const entry of entries) {
    const current = blocks.at(-1);
    const isRepeated = IDENTITY.has(entry[0]) && (current?.some(([key]) => key === entry[0]) ?? false);
    if (current === undefined || isRepeated) blocks.push([entry]);
    else current.push(entry);
  }
  return blocks;
}

function numbersOf(entries: readonly Entry[]): readonly string[] {
  return valuesOf(entries, PROPERTY.account).flatMap((value) => value.split(/[,;\s]+/).filter(Boolean));
}

function valuesOf(entries: readonly Entry[], name: string): readonly string[] {
  return entries.flatMap(([key, value]) => (key === name && value.trim() !== '' ? [value.trim()] : []));
}

function accountOf(entries: readonly Entry[], account: string): FileAccount {
  // The last of two equal keys wins, as in Java; the account is the chosen one.
  const values = new Map(entries);
  if (account !== '') values.set(PROPERTY.account, account);
  return {
    account,
    tigerId: values.get(PROPERTY.tigerId)?.trim() ?? '',
    license: values.get(PROPERTY.license)?.trim() || null,
    properties: formatProperties(values),
  };
}

function isSame(left: FileAccount, right: FileAccount): boolean {
  return left.account === right.account && left.tigerId === right.tigerId;
}
