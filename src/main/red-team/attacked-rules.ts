import type { Account } from '../../shared/domain/account.ts';
import type { ClientEntry } from '../../shared/domain/client-entry.ts';
import { CLIENT_READS_PER_MINUTE_DEFAULT } from '../../shared/domain/read-caps.ts';
import { DEFAULT_TOOLSETS } from '../../shared/domain/toolset.ts';
import { rightsOf } from '../clients/client-rights.ts';
import { toolRefusal } from '../mcp/role-matrix.ts';
import type { VersionedRiskSettings } from '../risk/risk-settings-store.ts';
import type { AttackedRules } from './red-team.ts';

/** What it takes to propose an order. */
const PLACE_ORDER = { name: 'tiger_place_order', access: 'propose', toolset: 'trading' } as const;

/**
 * The rules of one account, and of the client that may do most on it: an attack is worth what it can do with the
 * strongest key. Where no client may propose, they are those of a program that the user lets in.
 */
export function attackedRules(
  account: Account,
  { settings, version }: VersionedRiskSettings,
  clients: readonly ClientEntry[],
): AttackedRules {
  const able = clients
    .filter((entry) => toolRefusal(PLACE_ORDER, entry) === null)
    .sort((left, right) => strength(right, account) - strength(left, account));
  const [strongest] = able;
  const base = { alias: account.alias, settings, settingsVersion: version };
  if (strongest === undefined) return { ...base, client: NEWCOMER, isClientTheUsers: false };
  const { name, role, isReadOnly, toolsets, state, readsPerMinute } = strongest;
  const rules = { role, isReadOnly, toolsets, state, readsPerMinute };
  return { ...base, client: { name, rules }, isClientTheUsers: true };
}

const NEWCOMER: AttackedRules['client'] = {
  name: 'AI client',
  rules: {
    role: 'trader',
    isReadOnly: false,
    toolsets: [...DEFAULT_TOOLSETS],
    state: 'active',
    readsPerMinute: CLIENT_READS_PER_MINUTE_DEFAULT,
  },
};

/** May it propose on this account, is it a manager, and how many sets of tools has it: in this order. */
function strength(entry: ClientEntry, account: Account): number {
  const mayPropose = rightsOf(entry).accessTo(account) === 'propose';
  return (mayPropose ? 1_000 : 0) + (entry.role === 'manager' ? 100 : 0) + entry.toolsets.length;
}
