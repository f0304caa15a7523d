import type { ToolDefinition } from '../../tool.ts';
import { getOptionChain } from './get-option-chain.ts';
import { getOptionExpirations } from './get-option-expirations.ts';

/** In the order in which clients see them. */
export const optionTools: readonly ToolDefinition[] = [getOptionExpirations, getOptionChain];
