import { emptyFutures } from '../../../../src/gateway/ledger/cash-movement.ts';
import type { AccountState, Execution } from '../../../../src/gateway/ledger/ledger-state.ts';
import type { OrderState } from '../../../../src/gateway/matching/order-state.ts';
import { decimal, ZERO } from '../../../../src/shared/domain/decimal.ts';

export function newAccountForTest(account: string): AccountState {
  const cash = () => ({ USD: decimal('1000000'), HKD: ZERO });
  return {
    account,
    tigerId: '1',
    capability: 'RegTMargin',
    accountType: 'PAPER',
    openedAtMs: 0,
    initialCash: cash(),
    cash: cash(),
    fees: { USD: ZERO, HKD: ZERO },
    realised: { USD: ZERO, HKD: ZERO },
    futures: emptyFutures(),
    positions: {},
    nextOrderNumber: 1,
  };
}

/** A working order of exactly the execution's size. */
export function acceptedOrder(execution: Execution): OrderState {
  return {
    id: execution.orderId,
    account: execution.account,
    orderNumber: Number(execution.orderId),
    userMark: '',
    symbol: execution.symbol,
    side: execution.side,
    orderType: 'MKT',
    quantity: execution.quantity,
    quantityScale: 0,
    limitPrice: null,
    auxPrice: null,
    timeInForce: 'DAY',
    outsideRth: false,
    status: 'Submitted',
    filledQuantity: ZERO,
    filledAmount: ZERO,
    fees: ZERO,
    realised: ZERO,
    isTriggered: false,
    isOpening: true,
    replaceStatus: 'NONE',
    cancelStatus: 'NONE',
    remark: '',
    openedAtMs: 0,
    updatedAtMs: 0,
    expiresAtMs: null,
    cancelAtMs: null,
  };
}
