import { type ClientRole, isAtLeast } from '../../shared/domain/client-entry.ts';
import type { Toolset } from '../../shared/domain/toolset.ts';
import type { ClientRights } from '../clients/client-rights.ts';
import type { ToolDefinition } from './tool.ts';

/** Which role the reads of a set need at least: what is about markets, and what is about the user's money. */
const ROLE_OF_SET: Readonly<Record<Toolset, ClientRole>> = {
  quotes: 'viewer',
  contracts: 'viewer',
  options: 'viewer',
  futures: 'viewer',
  funds: 'viewer',
  warrants: 'viewer',
  fundamentals: 'viewer',
  scanner: 'viewer',
  quotas: 'viewer',
  accounts: 'analyst',
  portfolio: 'analyst',
  trading: 'analyst',
  transfers: 'analyst',
};

/** Where a tool differs from its set. Every call names an account by its alias, and some clients look at it first. */
const ROLE_OF_TOOL: Readonly<Record<string, ClientRole>> = {
  tiger_list_accounts: 'viewer',
  tiger_get_tradable_quantity: 'analyst',
};

/** The role that a tool needs: what it could change counts more than the set that it stands in. */
export function roleFor(tool: Pick<ToolDefinition, 'name' | 'access' | 'toolset'>): ClientRole {
  if (tool.access === 'manage') return 'manager';
  if (tool.access === 'propose') return 'trader';
  return ROLE_OF_TOOL[tool.name] ?? ROLE_OF_SET[tool.toolset];
}

/** Why a client may not use a tool, whatever the accounts; null: it may. */
export type ToolRefusal = 'paused' | 'toolset' | 'read_only' | 'role';

/** The one place where role, sets and switches of a client meet a tool. */
export function toolRefusal(
  tool: Pick<ToolDefinition, 'name' | 'access' | 'toolset'>,
  rights: Pick<ClientRights, 'role' | 'isReadOnly' | 'toolsets' | 'state'>,
): ToolRefusal | null {
  if (rights.state !== 'active') return 'paused';
  // Without it a client could not name an account, and would not learn why it can do nothing.
  if (tool.name === 'tiger_list_accounts') return null;
  if (!isAtLeast(rights.role, roleFor(tool))) return 'role';
  if (rights.isReadOnly && tool.access !== 'read') return 'read_only';
  return rights.toolsets.includes(tool.toolset) ? null : 'toolset';
}
