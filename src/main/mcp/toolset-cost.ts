import { DEFAULT_TOOLSETS, TOOLSETS, type ToolsetCost } from '../../shared/domain/toolset.ts';
import type { ClientRights } from '../clients/client-rights.ts';
import { listedTool, publicTool } from './public-tool.ts';
import { toolRefusal } from './role-matrix.ts';
import type { ToolDefinition } from './tool.ts';

/**
 * Schemas and their descriptions come to 3.8 to 4.7 characters for each token of the o200k encoding, 4.2 over all
 * (tests/unit/main/mcp/toolset-cost.test.ts counts); other models' encodings differ by some percent more.
 */
const CHARACTERS_PER_TOKEN = 4.2;

export type CountTokens = (text: string) => number;

export const estimateTokens: CountTokens = (text) => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

export interface LoadedCost {
  readonly modelTokens: number;
  readonly sentTokens: number;
}

/**
 * What a client loads when it lists these tools: the answer to tools/list to the last character, and the same without the
 * output schemas, which most clients keep to themselves.
 */
export function loadedCost(tools: readonly ToolDefinition[], countTokens = estimateTokens): LoadedCost {
  const sent = tools.map(publicTool).map(listedTool);
  const shown = sent.map(({ outputSchema: _kept, ...rest }) => rest);
  return {
    modelTokens: countTokens(JSON.stringify({ tools: shown })),
    sentTokens: countTokens(JSON.stringify({ tools: sent })),
  };
}

export type ShownRights = Pick<ClientRights, 'role' | 'isReadOnly'>;

/** Those that a client with these rights is shown when it has every set. */
export function toolsShown(catalog: readonly ToolDefinition[], rights: ShownRights): ToolDefinition[] {
  const everySet = { ...rights, toolsets: TOOLSETS, state: 'active' } as const;
  return catalog.filter((tool) => toolRefusal(tool, everySet) === null);
}

/** One entry for each set that has a tool. */
export function toolsetCosts(
  catalog: readonly ToolDefinition[],
  countTokens = estimateTokens,
): readonly ToolsetCost[] {
  return TOOLSETS.flatMap((toolset) => {
    const tools = catalog.filter((tool) => tool.toolset === toolset);
    if (tools.length === 0) return [];
    const isDefault = DEFAULT_TOOLSETS.includes(toolset);
    return [{ toolset, isDefault, toolCount: tools.length, ...loadedCost(tools, countTokens) }];
  });
}
