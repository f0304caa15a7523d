import type { Account, ClientAccess } from '../../shared/domain/account.ts';
import {
  type ClientEntry,
  type ClientRole,
  type ClientRules,
  lesserAccess,
} from '../../shared/domain/client-entry.ts';
import { CLIENT_READS_PER_MINUTE_DEFAULT } from '../../shared/domain/read-caps.ts';
import { DEFAULT_TOOLSETS, type Toolset } from '../../shared/domain/toolset.ts';

/** What one connection may do at this moment. */
export interface ClientRights {
  readonly role: ClientRole;
  readonly isReadOnly: boolean;
  readonly toolsets: readonly Toolset[];
  readonly state: ClientRules['state'];
  readonly readsPerMinute: number;
  /** The lesser of what the account is open for and what this client was given. */
  accessTo(account: Account): ClientAccess;
}

export function rightsOf(entry: ClientEntry): ClientRights {
  const given = new Map(entry.accounts.map(({ accountId, access }) => [accountId, access]));
  return {
    ...entry,
    accessTo: ({ id, clientAccess }) => lesserAccess(clientAccess, given.get(id) ?? 'none'),
  };
}

/** Control 2: a program that nobody has let in yet reads the demo account. */
export const NEWCOMER: ClientRights = {
  role: 'analyst',
  isReadOnly: true,
  toolsets: DEFAULT_TOOLSETS,
  state: 'active',
  readsPerMinute: CLIENT_READS_PER_MINUTE_DEFAULT,
  accessTo: ({ isDemo, clientAccess }) => (isDemo ? lesserAccess(clientAccess, 'read') : 'none'),
};
