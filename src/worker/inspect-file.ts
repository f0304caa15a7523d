import type * as z from 'zod';
import type { AccountProblemKind } from '../shared/domain/account-problem.ts';
import type { InspectedAccount, workerInspectedSchema } from '../shared/ipc/worker-messages.ts';
import { readTigerConfig } from '../tiger/config.ts';
import { ConfigError, type ConfigFault } from '../tiger/config-error.ts';
import { type FileAccount, fileAccounts } from '../tiger/file-accounts.ts';

type Problem = NonNullable<InspectedAccount['problem']>;

const PROBLEM_OF: Readonly<Record<ConfigFault, AccountProblemKind>> = {
  'not-properties': 'configuration_invalid',
  missing: 'configuration_invalid',
  malformed: 'configuration_invalid',
  'bad-key': 'key_unreadable',
  sandbox: 'configuration_invalid',
  'unknown-license': 'license_unknown',
  'address-refused': 'configuration_invalid',
  'not-loopback': 'configuration_invalid',
  'missing-token': 'token_missing',
};

export function problemOf({ fault, message, nextStep }: ConfigError): Problem {
  return { kind: PROBLEM_OF[fault], message, nextStep };
}

/** What the text is about, account by account, before anything of it is used. Never throws for what is in the text. */
export function inspected(properties: string): z.input<typeof workerInspectedSchema> {
  try {
    return { type: 'inspected', ok: true, accounts: fileAccounts(properties).map(inspectedAccount) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { type: 'inspected', ok: false, ...problemOf(error) };
  }
}

/** Values that are no name of anything are cut: they are shown, and what uses them refuses them. */
const SHOWN_LENGTH_MAX = 64;

function inspectedAccount({ account, tigerId, license, properties }: FileAccount): InspectedAccount {
  const named = {
    account: account.slice(0, SHOWN_LENGTH_MAX),
    tigerId: tigerId.slice(0, SHOWN_LENGTH_MAX),
    license: license?.slice(0, SHOWN_LENGTH_MAX) ?? null,
    properties,
  };
  try {
    const { privateKey } = readTigerConfig(properties);
    return { ...named, keyBits: privateKey.asymmetricKeyDetails?.modulusLength ?? null, problem: null };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { ...named, keyBits: null, problem: problemOf(error) };
  }
}
