import { add, compare, type Decimal, subtract, sum, ZERO } from '../../shared/domain/decimal.ts';
import { findListing } from '../market/find-listing.ts';
import { canMove, isOpenStatus, type OrderState } from '../matching/order-state.ts';
import { type CashMovement, moveCash } from './cash-movement.ts';
import { type AccountState, completeAccount, type Execution, type LedgerState } from './ledger-state.ts';
import { exerciseOption, type OptionExercise } from './option-exercise.ts';
import { applyExecution, applyFutureExecution } from './position.ts';
import { type ShareTransfer, transferShares } from './share-transfer.ts';

/** What an order may change after it was accepted; quantities filled change through executions only. */
export type OrderPatch = Partial<
  Pick<
    OrderState,
    | 'status'
    | 'quantity'
    | 'quantityScale'
    | 'limitPrice'
    | 'auxPrice'
    | 'timeInForce'
    | 'outsideRth'
    | 'isTriggered'
    | 'replaceStatus'
    | 'cancelStatus'
    | 'remark'
    | 'updatedAtMs'
    | 'expiresAtMs'
    | 'cancelAtMs'
    | 'isDormant'
    | 'trailing'
    | 'trailStopPrice'
    | 'expireTimeMs'
    | 'shownSlice'
    | 'iceberg'
  >
>;

/** All legs of a combination at once: they fill together or not at all. */
export interface ComboFill {
  readonly orderId: string;
  /** Combinations. */
  readonly quantity: Decimal;
  /** Net amount in the direction of the order. */
  readonly amount: Decimal;
  /** One for each leg, in the order of the legs. */
  readonly executions: readonly Execution[];
}

/** Facts, one journal line each. Applying them in order gives the same state everywhere. */
export type LedgerEvent =
  | { readonly kind: 'account_opened'; readonly account: AccountState }
  | { readonly kind: 'number_reserved'; readonly account: string }
  | { readonly kind: 'order_accepted'; readonly order: OrderState }
  | { readonly kind: 'order_changed'; readonly id: string; readonly patch: OrderPatch }
  | { readonly kind: 'order_filled'; readonly execution: Execution }
  | { readonly kind: 'combo_filled'; readonly fill: ComboFill }
  | { readonly kind: 'position_settled'; readonly execution: Execution }
  | { readonly kind: 'cash_moved'; readonly movement: CashMovement }
  | { readonly kind: 'exercise_requested'; readonly exercise: OptionExercise }
  | { readonly kind: 'exercise_ended'; readonly id: string; readonly status: 'Done' | 'Cancelled' }
  | { readonly kind: 'shares_transferred'; readonly transfer: ShareTransfer };

/** Finished orders kept in memory and snapshot; the oldest go first. */
const FINISHED_ORDERS_MAX = 5_000;
const EXECUTIONS_MAX = 20_000;
const RECORDS_MAX = 2_000;

/** @throws RangeError if the event contradicts the state, which means a damaged journal or a defect */
export function applyEvent(state: LedgerState, event: LedgerEvent): void {
  switch (event.kind) {
    case 'account_opened':
      state.accounts[event.account.account] = completeAccount(event.account);
      return;
    case 'number_reserved':
      accountIn(state, event.account).nextOrderNumber += 1;
      return;
    case 'order_accepted':
      acceptOrder(state, event.order);
      return;
    case 'order_changed':
      changeOrder(state, event.id, event.patch);
      return;
    case 'order_filled':
      fillOrder(state, event.execution);
      return;
    case 'combo_filled':
      fillCombo(state, event.fill);
      return;
    case 'position_settled':
      bookExecution(state, event.execution);
      return;
    case 'cash_moved':
      moveCash(accountIn(state, event.movement.account), event.movement);
      keep(state, state.movements, event.movement);
      return;
    case 'exercise_requested':
      keep(state, state.exercises, event.exercise);
      return;
    case 'exercise_ended':
      endExercise(state, event.id, event.status);
      return;
    case 'shares_transferred':
      transferShares(
        accountIn(state, event.transfer.from),
        accountIn(state, event.transfer.to),
        event.transfer,
      );
      keep(state, state.shareTransfers, event.transfer);
  }
}

function keep<T extends { readonly id: string }>(state: LedgerState, records: T[], record: T): void {
  records.push(record);
  if (records.length > RECORDS_MAX) records.shift();
  takeId(state, record.id);
}

function endExercise(state: LedgerState, id: string, status: 'Done' | 'Cancelled'): void {
  const index = state.exercises.findIndex((exercise) => exercise.id === id);
  const exercise = state.exercises[index];
  if (exercise === undefined || exercise.status !== 'New')
    throw new RangeError(`exercise ${id} is not pending`);
  if (status === 'Done') exerciseOption(accountIn(state, exercise.account), exercise);
  state.exercises[index] = { ...exercise, status };
}

function acceptOrder(state: LedgerState, order: OrderState): void {
  const account = accountIn(state, order.account);
  account.nextOrderNumber = Math.max(account.nextOrderNumber, order.orderNumber + 1);
  state.orders[order.id] = order;
  takeId(state, order.id);
  const ids = Object.keys(state.orders);
  if (ids.length <= FINISHED_ORDERS_MAX) return;
  const oldest = ids.find((id) => !isOpenStatus(state.orders[id]?.status ?? 'Filled'));
  if (oldest !== undefined) delete state.orders[oldest];
}

function changeOrder(state: LedgerState, id: string, patch: OrderPatch): void {
  const order = orderIn(state, id);
  if (patch.status !== undefined && patch.status !== order.status && !canMove(order.status, patch.status)) {
    throw new RangeError(`order ${id} cannot go from ${order.status} to ${patch.status}`);
  }
  state.orders[id] = { ...order, ...patch };
}

function fillOrder(state: LedgerState, execution: Execution): void {
  const { orderId, quantity, amount, fees, timeMs } = execution;
  const order = fillableOrder(state, orderId, quantity);
  const realised = bookExecution(state, execution);
  state.orders[order.id] = filledFurther(order, { quantity, amount, fees, realised, timeMs });
}

function fillCombo(state: LedgerState, { orderId, quantity, amount, executions }: ComboFill): void {
  const order = fillableOrder(state, orderId, quantity);
  if (executions.length !== order.combo?.legs.length) throw new RangeError(`order ${orderId} has other legs`);
  const realised = sum(executions.map((execution) => bookExecution(state, execution)));
  const fees = sum(executions.map((execution) => execution.fees));
  const legFills = executions.map((execution, index) => {
    const before = order.legFills?.[index] ?? { quantity: ZERO, amount: ZERO, fees: ZERO };
    return {
      quantity: add(before.quantity, execution.quantity),
      amount: add(before.amount, execution.amount),
      fees: add(before.fees, execution.fees),
    };
  });
  const timeMs = executions[0]?.timeMs ?? order.updatedAtMs;
  state.orders[orderId] = {
    ...filledFurther(order, { quantity, amount, fees, realised, timeMs }),
    legFills,
  };
}

function fillableOrder(state: LedgerState, id: string, quantity: Decimal): OrderState {
  const order = orderIn(state, id);
  if (!isOpenStatus(order.status)) throw new RangeError(`order ${id} is final`);
  if (compare(add(order.filledQuantity, quantity), order.quantity) > 0) {
    throw new RangeError(`order ${id} filled beyond its size`);
  }
  return order;
}

function filledFurther(
  order: OrderState,
  fill: Pick<Execution, 'quantity' | 'amount' | 'fees' | 'timeMs'> & { readonly realised: Decimal },
): OrderState {
  const filledQuantity = add(order.filledQuantity, fill.quantity);
  return {
    ...order,
    status: compare(filledQuantity, order.quantity) === 0 ? 'Filled' : order.status,
    filledQuantity,
    filledAmount: add(order.filledAmount, fill.amount),
    fees: add(order.fees, fill.fees),
    realised: add(order.realised, fill.realised),
    updatedAtMs: fill.timeMs,
  };
}

/** Cash, fees, position and result of one execution. @returns the result that it made final */
function bookExecution(state: LedgerState, execution: Execution): Decimal {
  const account = accountIn(state, execution.account);
  const listing = findListing(execution.symbol);
  if (listing === null) throw new RangeError(`unknown symbol ${execution.symbol}`);
  const { currency } = listing;
  const isFuture = listing.secType === 'FUT';
  const before = account.positions[execution.symbol] ?? null;
  const change = isFuture ? applyFutureExecution(before, execution) : applyExecution(before, execution);
  const { cash, realised } = isFuture ? account.futures : account;
  cash[currency] = add(cash[currency], change.cashChange);
  realised[currency] = add(realised[currency], change.realised);
  account.fees[currency] = add(account.fees[currency], execution.fees);
  if (change.position === null) delete account.positions[execution.symbol];
  else account.positions[execution.symbol] = change.position;
  state.executions.push(execution);
  if (state.executions.length > EXECUTIONS_MAX) state.executions.shift();
  takeId(state, execution.id);
  return change.realised;
}

function takeId(state: LedgerState, id: string): void {
  const next = BigInt(id) + 1n;
  if (next > BigInt(state.nextId)) state.nextId = next.toString();
}

function accountIn(state: LedgerState, account: string): AccountState {
  const found = state.accounts[account];
  if (found === undefined) throw new RangeError(`unknown account ${account}`);
  return found;
}

function orderIn(state: LedgerState, id: string): OrderState {
  const found = state.orders[id];
  if (found === undefined) throw new RangeError(`unknown order ${id}`);
  return found;
}

/** Still to be filled. */
export function remainingQuantity(order: OrderState) {
  return isOpenStatus(order.status) ? subtract(order.quantity, order.filledQuantity) : ZERO;
}
