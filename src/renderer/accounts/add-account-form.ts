import type { Account } from '../../shared/domain/account.ts';
import { accountAliasSchema } from '../../shared/domain/account.ts';
import { PROPERTIES_TEXT_MAX } from '../../shared/ipc/commands/account-commands.ts';
import { accountsText } from '../i18n/en-accounts.ts';

const text = accountsText.form;
const LABEL_LENGTH_MAX = 60;

export interface AddAccountForm {
  readonly alias: string;
  readonly label: string;
  /** Text of the properties file; null until one was chosen. */
  readonly properties: string | null;
}

export interface AddAccountErrors {
  readonly alias: string | null;
  readonly label: string | null;
  readonly properties: string | null;
}

/** What is wrong with the form, field by field; all null when it can be sent. */
export function addAccountErrors(form: AddAccountForm, accounts: readonly Account[]): AddAccountErrors {
  return {
    alias: aliasError(form.alias, accounts),
    label: form.label.length > LABEL_LENGTH_MAX ? text.labelTooLong : null,
    properties: form.properties === null ? text.fileMissing : propertiesError(form.properties),
  };
}

function propertiesError(properties: string): string | null {
  if (properties.trim() === '') return text.fileEmpty;
  return properties.length > PROPERTIES_TEXT_MAX ? text.fileTooLarge : null;
}

function aliasError(alias: string, accounts: readonly Account[]): string | null {
  if (!accountAliasSchema.safeParse(alias).success) return text.aliasInvalid;
  // An account that waits for its credentials gets new ones under its name.
  const isTaken = accounts.some((account) => account.alias === alias && !isWaiting(account));
  return isTaken ? text.aliasTaken : null;
}

function isWaiting({ isDemo, state }: Account): boolean {
  return !isDemo && state === 'credentials_needed';
}
