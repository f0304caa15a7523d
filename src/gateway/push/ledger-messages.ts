import type { LedgerEvent } from '../ledger/ledger-event.ts';
import type { Execution, LedgerState } from '../ledger/ledger-state.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import { assetMessage, fillMessage, orderMessage, positionMessage } from './account-messages.ts';
import type { PushMessage } from './quote-messages.ts';

interface Source {
  readonly state: Readonly<LedgerState>;
  readonly market: SimulatedMarket;
  readonly nowMs: number;
}

interface AccountMessage {
  readonly account: string;
  readonly message: PushMessage;
}

/** What one write to the ledger means for its accounts: each fill, then the orders, positions and assets as they are now. */
export function ledgerMessages(source: Source, events: readonly LedgerEvent[]): readonly AccountMessage[] {
  const orderIds = new Set<string>();
  const positions = new Map<string, { account: string; symbol: string }>();
  const accounts = new Set<string>();
  const messages: AccountMessage[] = [];
  for (const event of events) {
    if (event.kind === 'order_accepted') orderIds.add(event.order.id);
    else if (event.kind === 'order_changed') orderIds.add(event.id);
    for (const execution of executionsOf(event)) {
      const { account, symbol } = execution;
      orderIds.add(execution.orderId);
      positions.set(`${account} ${symbol}`, { account, symbol });
      messages.push({ account, message: fillMessage(source, execution) });
    }
  }
  for (const id of orderIds) {
    const order = source.state.orders[id];
    if (order === undefined) continue;
    accounts.add(order.account);
    messages.push({ account: order.account, message: orderMessage(source, order) });
  }
  for (const { account, symbol } of positions.values()) {
    const state = source.state.accounts[account];
    if (state !== undefined) messages.push({ account, message: positionMessage(source, state, symbol) });
  }
  for (const account of accounts) {
    const state = source.state.accounts[account];
    if (state !== undefined) messages.push({ account, message: assetMessage(source, state) });
  }
  return messages;
}

function executionsOf(event: LedgerEvent): readonly Execution[] {
  if (event.kind === 'combo_filled') return event.fill.executions;
  return event.kind === 'order_filled' ? [event.execution] : [];
}
