import { describe, expect, it } from 'vitest';
import { roleFor, toolRefusal } from '../../../../src/main/mcp/role-matrix.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import type { AccountMode, ClientAccess } from '../../../../src/shared/domain/account.ts';
import { CLIENT_ROLES, type ClientRole, lesserAccess } from '../../../../src/shared/domain/client-entry.ts';
import { DEFAULT_TOOLSETS, TOOLSETS } from '../../../../src/shared/domain/toolset.ts';
import { EVERY_RIGHT } from '../../../support/fake-clients.ts';
import { ToolCallerFixture } from '../../../support/tool-caller-fixture.ts';

// Every cell of role x tool x account access x mode, through the same call that a client makes. What each role may do
// is written down here once more, by hand and in other words than in the code.
const MARKET_SETS = [
  'quotes',
  'contracts',
  'options',
  'futures',
  'funds',
  'warrants',
  'fundamentals',
  'scanner',
  'quotas',
];
const ACCESSES: readonly ClientAccess[] = ['none', 'read', 'propose'];
const MODES: readonly AccountMode[] = ['paper', 'live', 'unknown'];
type Tool = (typeof toolCatalog)[number];

function mayUse(role: ClientRole, tool: Tool): boolean {
  if (tool.name === 'tiger_list_accounts') return true;
  if (tool.access === 'manage') return role === 'manager';
  if (tool.access === 'propose') return role === 'trader' || role === 'manager';
  const isOfMarkets = MARKET_SETS.includes(tool.toolset) && tool.name !== 'tiger_get_tradable_quantity';
  return isOfMarkets || role !== 'viewer';
}

function isOpenFor(tool: Tool, access: ClientAccess): boolean {
  if (tool.name === 'tiger_list_accounts' || tool.access === 'manage') return true;
  return tool.access === 'read' ? access !== 'none' : access === 'propose';
}

/** Both accounts in one mode and open that far. */
function clientWith(role: ClientRole, access: ClientAccess, mode: AccountMode): ToolCallerFixture {
  const tools = new ToolCallerFixture();
  for (const { alias } of tools.directory.accounts)
    tools.directory.patch(alias, { clientAccess: access, mode });
  tools.rights = { ...EVERY_RIGHT, role };
  return tools;
}

describe.each(CLIENT_ROLES)('%s', (role) => {
  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))('and %s', async (name, tool) => {
    for (const access of ACCESSES) {
      for (const mode of MODES) {
        const tools = clientWith(role, access, mode);
        const isAllowed = mayUse(role, tool) && isOpenFor(tool, access);
        expect([access, mode, tools.access.refusal(tool) === null]).toEqual([access, mode, isAllowed]);
        const { id } = tools.trading.add({});
        const before = JSON.stringify([...tools.trading.proposals.values()]);
        const result = await tools.call(name, { account_id: 'demo', proposal_id: id });
        if (isAllowed) continue;
        expect(JSON.parse(result.content[0]?.text ?? '')).toMatchObject({ code: 'access_denied' });
        expect(JSON.stringify([...tools.trading.proposals.values()])).toBe(before);
        expect(tools.admin.asked).toEqual([]);
        expect(tools.admin.defaults).toEqual([]);
      }
    }
  });
});

describe('the switches', () => {
  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))('%s obeys them', (name, tool) => {
    const rights = { ...EVERY_RIGHT };
    expect(toolRefusal(tool, rights)).toBeNull();
    expect(toolRefusal(tool, { ...rights, state: 'paused' })).toBe('paused');
    const isListing = name === 'tiger_list_accounts';
    expect(toolRefusal(tool, { ...rights, toolsets: [] })).toBe(isListing ? null : 'toolset');
    expect(toolRefusal(tool, { ...rights, isReadOnly: true })).toBe(
      tool.access === 'read' ? null : 'read_only',
    );
  });

  it('default sets leave out what few need', () => {
    for (const tool of toolCatalog) {
      const refusal = toolRefusal(tool, { ...EVERY_RIGHT, toolsets: DEFAULT_TOOLSETS });
      expect([tool.name, refusal]).toEqual([
        tool.name,
        DEFAULT_TOOLSETS.includes(tool.toolset) ? null : 'toolset',
      ]);
    }
  });

  it('every tool stands in a set that the window shows', () => {
    for (const { name, toolset } of toolCatalog)
      expect([name, TOOLSETS.includes(toolset)]).toEqual([name, true]);
  });

  it('what could change something needs a trader at least', () => {
    for (const tool of toolCatalog)
      if (tool.access !== 'read') expect(['trader', 'manager']).toContain(roleFor(tool));
  });
});

it('the lesser access wins, whichever side it stands on', () => {
  for (const left of ACCESSES)
    for (const right of ACCESSES)
      expect(ACCESSES.indexOf(lesserAccess(left, right))).toBe(
        Math.min(ACCESSES.indexOf(left), ACCESSES.indexOf(right)),
      );
});
