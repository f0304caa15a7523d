import type { ToolDefinition } from '../../tool.ts';
import { cancelOrder } from './cancel-order.ts';
import { getOrder } from './get-order.ts';
import { getOrders } from './get-orders.ts';
import { getProposal } from './get-proposal.ts';
import { listProposals } from './list-proposals.ts';
import { modifyOrder } from './modify-order.ts';
import { placeBasket } from './place-basket.ts';
import { placeOrder } from './place-order.ts';
import { previewOrder } from './preview-order.ts';
import { tripKillSwitch } from './trip-kill-switch.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

/** In the order in which clients see them. */
export const tradingTools: readonly ToolDefinition[] = [
  previewOrder,
  placeOrder,
  placeBasket,
  modifyOrder,
  cancelOrder,
  getOrders,
  getOrder,
  getProposal,
  listProposals,
  withdrawProposal,
  tripKillSwitch,
];
