import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { publicTool } from '../../../../src/main/mcp/public-tool.ts';
import { toolRefusal } from '../../../../src/main/mcp/role-matrix.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import {
  estimateTokens,
  loadedCost,
  type ShownRights,
  toolsetCosts,
  toolsShown,
} from '../../../../src/main/mcp/toolset-cost.ts';
import { DEFAULT_TOOLSETS } from '../../../../src/shared/domain/toolset.ts';

/** What a client loads before the first question is asked: tools/list as it is sent. */
const DEFAULT_SETS_TOKENS_MAX = 8_000;
/** Sets that a user adds are to stay smaller than the default sets together. */
const ADDED_SET_TOKENS_MAX = 3_000;

/** Of a client that the user has just let in: a trader with the default sets. */
const LET_IN = { role: 'trader', isReadOnly: false, toolsets: DEFAULT_TOOLSETS, state: 'active' } as const;
const everyones = toolCatalog.filter((tool) => toolRefusal(tool, LET_IN) === null);

describe('what a client loads', () => {
  it('that the user has let in, of the default sets, is below 8,000 tokens with all that is sent', () => {
    expect(loadedCost(everyones, countTokens).sentTokens).toBeLessThan(DEFAULT_SETS_TOKENS_MAX);
  });

  it('is counted by what its role is shown, as the window tells the user', () => {
    const sumOf = (rights: ShownRights) => {
      const costs = toolsetCosts(toolsShown(toolCatalog, rights), countTokens);
      return costs.filter(({ isDefault }) => isDefault).reduce((sum, { sentTokens }) => sum + sentTokens, 0);
    };
    const trader = sumOf({ role: 'trader', isReadOnly: false });
    // Each set is counted with the brackets around it.
    expect(Math.abs(trader - loadedCost(everyones, countTokens).sentTokens)).toBeLessThan(50);
    expect(sumOf({ role: 'trader', isReadOnly: true })).toBeLessThan(trader);
    expect(sumOf({ role: 'manager', isReadOnly: false })).toBeGreaterThan(trader);
  });

  it.each(toolsetCosts(toolCatalog, countTokens).filter(({ isDefault }) => !isDefault))(
    'of the set $toolset is small',
    ({ sentTokens }) => {
      expect(sentTokens).toBeLessThan(ADDED_SET_TOKENS_MAX);
    },
  );

  // Names, descriptions and input schemas: what most clients put before their model.
  it.each([
    ['fundamentals', 2_000],
    ['scanner', 800],
  ])('of the set %s puts fewer than %d tokens before a model', (wanted, most) => {
    const shown = toolCatalog
      .filter(({ toolset }) => toolset === wanted)
      .map(publicTool)
      .map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect(countTokens(JSON.stringify(shown))).toBeLessThan(most);
  });

  it('is shown in the window within a twentieth of what a tokenizer counts over all, a fifth for one set', () => {
    const off = (estimated: number, counted: number) => Math.abs(estimated / counted - 1);
    const counted = toolsetCosts(toolCatalog, countTokens);
    for (const [index, estimated] of toolsetCosts(toolCatalog).entries()) {
      const { toolset, modelTokens, sentTokens } = counted[index]!;
      expect(estimated.toolset).toBe(toolset);
      expect(off(estimated.modelTokens, modelTokens), toolset).toBeLessThan(0.2);
      expect(off(estimated.sentTokens, sentTokens), toolset).toBeLessThan(0.2);
    }
    const whole = loadedCost(toolCatalog, countTokens);
    expect(off(loadedCost(toolCatalog).modelTokens, whole.modelTokens)).toBeLessThan(0.05);
    expect(off(loadedCost(toolCatalog).sentTokens, whole.sentTokens)).toBeLessThan(0.05);
  });

  it('is counted for every tool, each in one set', () => {
    const costs = toolsetCosts(toolCatalog);
    expect(costs.reduce((sum, { toolCount }) => sum + toolCount, 0)).toBe(toolCatalog.length);
    expect(costs.filter(({ isDefault }) => isDefault).map(({ toolset }) => toolset)).toEqual(
      DEFAULT_TOOLSETS,
    );
    expect(estimateTokens('12345')).toBe(2);
  });
});
