import type { ToolDefinition } from '../../tool.ts';
import { getContracts } from './get-contracts.ts';
import { getTradableQuantity } from './get-tradable-quantity.ts';

/** In the order in which clients see them. */
export const contractTools: readonly ToolDefinition[] = [getContracts, getTradableQuantity];
