import type { ToolDefinition } from '../../tool.ts';
import { getPositionTransfers } from './get-position-transfers.ts';
import { getSegmentFunds } from './get-segment-funds.ts';

/** In the order in which clients see them. */
export const transferTools: readonly ToolDefinition[] = [getSegmentFunds, getPositionTransfers];
