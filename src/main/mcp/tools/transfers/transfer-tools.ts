import type { ToolDefinition } from '../../tool.ts';
import { getPositionTransfers } from './get-position-transfers.ts';
import { getSegmentFunds } from './get-segment-funds.ts';
import { placeForexOrder } from './place-forex-order.ts';
import { transferSegmentFunds } from './transfer-segment-funds.ts';

/** In the order in which clients see them. */
export const transferTools: readonly ToolDefinition[] = [
  getSegmentFunds,
  getPositionTransfers,
  transferSegmentFunds,
  placeForexOrder,
];
