import { ATTACHED_LEGS_MAX } from '../shared/domain/attached-legs.ts';
import type { MoneyMove } from '../shared/domain/money-move.ts';
import type { OrderDraft } from '../shared/domain/order.ts';
import { placeForexOrder, transferSegmentFund } from '../tiger/methods/fund-transfer-methods.ts';
import { cancelOrder, modifyOrder, placeOrder } from '../tiger/methods/order-methods.ts';
import type { TigerWriter } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import type { OrderLane } from './order-lane.ts';
import { forexParamsOf, transferParamsOf } from './tiger-mapping/money-move-mapping.ts';
import { changeableParamsOf, orderParamsOf } from './tiger-mapping/order-mapping.ts';

export interface OrderToSend {
  readonly order: OrderDraft;
  readonly orderNumber: string;
  readonly userMark: string;
}

export interface PlacedOrder {
  readonly brokerOrderId: string;
  readonly legIds: string[];
}

export interface OrderSenderDeps {
  readonly tiger: TigerWriter;
  readonly lane: OrderLane;
}

/** The only code of this process that holds the means to send an order. */
export class OrderSender {
  readonly #deps: OrderSenderDeps;
  readonly #underWay = new Set<string>();

  constructor(deps: OrderSenderDeps) {
    this.#deps = deps;
  }

  /** True from the moment an order waits in the lane until its call has ended: nothing can be said of it yet. */
  isUnderWay(orderNumber: string): boolean {
    return this.#underWay.has(orderNumber);
  }

  /** @returns the broker's order id and those of its legs. @throws AppError, TigerError */
  async place(sending: OrderToSend, signal: AbortSignal): Promise<PlacedOrder> {
    const { tiger, lane } = this.#deps;
    const params = {
      ...orderParamsOf(sending.order),
      user_mark: sending.userMark,
      order_id: BigInt(sending.orderNumber),
    };
    this.#underWay.add(sending.orderNumber);
    try {
      const reply = await lane.run(
        () => tiger.write(placeOrder, params, { timeoutMs: BROKER_TIMEOUT_MS, signal }),
        signal,
      );
      return placedOrderOf(sending.order, reply.data);
    } finally {
      this.#underWay.delete(sending.orderNumber);
    }
  }

  /** @returns the id that the broker confirms. @throws AppError, TigerError */
  async modify(brokerOrderId: string, order: OrderDraft, signal: AbortSignal): Promise<string> {
    const { tiger, lane } = this.#deps;
    const params = {
      ...changeableParamsOf(order),
      time_in_force: order.timeInForce,
      id: BigInt(brokerOrderId),
    };
    const reply = await lane.run(
      () => tiger.write(modifyOrder, params, { timeoutMs: BROKER_TIMEOUT_MS, signal }),
      signal,
    );
    return reply.data.id.toString();
  }

  /** Tiger knows no key that recognises a repeated transfer. @returns its id. @throws AppError, TigerError */
  async moveMoney(move: MoneyMove, mark: string, signal: AbortSignal): Promise<string> {
    const { tiger, lane } = this.#deps;
    const options = { timeoutMs: BROKER_TIMEOUT_MS, signal };
    this.#underWay.add(mark);
    try {
      const reply = await lane.run<{ readonly data: { readonly id: bigint } }>(
        () =>
          move.kind === 'transfer'
            ? tiger.write(transferSegmentFund, transferParamsOf(move), options)
            : tiger.write(placeForexOrder, forexParamsOf(move, mark), options),
        signal,
      );
      return reply.data.id.toString();
    } finally {
      this.#underWay.delete(mark);
    }
  }

  /** @returns the id that the broker confirms. @throws AppError, TigerError */
  async cancel(brokerOrderId: string, signal: AbortSignal): Promise<string> {
    const { tiger, lane } = this.#deps;
    const reply = await lane.run(
      () => tiger.write(cancelOrder, { id: BigInt(brokerOrderId) }, { timeoutMs: BROKER_TIMEOUT_MS, signal }),
      signal,
    );
    return reply.data.id.toString();
  }
}

/** Ids below an order without legs are none of ours, whatever they are. */
function placedOrderOf(
  { attached }: OrderDraft,
  { id, subIds }: { readonly id: bigint; readonly subIds: readonly bigint[] },
): PlacedOrder {
  const legIds =
    attached === null ? [] : [...new Set(subIds)].filter((legId) => legId !== 0n && legId !== id);
  return { brokerOrderId: id.toString(), legIds: legIds.slice(0, ATTACHED_LEGS_MAX).map(String) };
}
