import type { Random } from '../support/random.ts';
import { OrderWishes } from './order-wishes.ts';
import type { ShownMarket } from './shown-market.ts';
import type { Told } from './told.ts';

/** Mostly orders; of the others enough that each meets every strike in some hundred rounds. */
const STEPS = [
  ...(['plain', 'plain', 'basket', 'basket', 'modify', 'modify', 'cancel'] as const),
  ...(['option', 'option', 'spread', 'spread', 'bracket', 'bracket', 'trail', 'trail'] as const),
  ...(['transfer', 'forex'] as const),
];
type Step = (typeof STEPS)[number];
/** More than any order is placed with; each change of an order asks for one more, so that none looks like another. */
const CHANGED_QUANTITY = 6;

export interface Wish {
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

/** What the assistant asks for, round by round. No two ask for the same, so that each can be told apart in the books. */
export class Wishes {
  readonly #random: Random;
  readonly #told: Told;
  readonly #orders: OrderWishes;
  readonly #changes = new Map<string, number>();
  /** Not asked for yet in this season: each goes first as soon as it can, so that no run leaves one out by chance. */
  readonly #owed = new Set<Step>(STEPS);

  constructor(random: Random, told: Told, market: ShownMarket) {
    this.#random = random;
    this.#told = told;
    this.#orders = new OrderWishes(random, market);
  }

  /** Changes and cancels need an order that rests; until one does, something new is asked for. */
  next(round: number): Promise<Wish> {
    const owed = [...this.#owed].filter((step) => this.#isPossible(step));
    const wanted = this.#random.pick(owed.length > 0 ? owed : STEPS);
    const step = this.#isPossible(wanted) ? wanted : 'plain';
    this.#owed.delete(step);
    return this.of(step, round);
  }

  #isPossible(step: Step): boolean {
    if (step === 'modify') return this.#told.changeable().length > 0;
    return step !== 'cancel' || this.#told.resting().length > 0;
  }

  async of(step: Step, round: number): Promise<Wish> {
    const why = { account_id: 'demo', rationale: `Round ${round}.` };
    const asked = { ...why, request_id: `round-${round}`, wait_seconds: 0 };
    switch (step) {
      case 'basket': {
        const orders = [await this.#orders.of('plain'), await this.#orders.of('bracket')];
        return { tool: 'tiger_place_basket', args: { ...asked, orders } };
      }
      case 'transfer': {
        const move = { from_segment: 'SEC', to_segment: 'FUT', currency: 'USD', amount: amountOf(round) };
        return { tool: 'tiger_transfer_segment_funds', args: { ...asked, ...move } };
      }
      case 'forex': {
        const move = { source_currency: 'USD', target_currency: 'HKD', source_amount: amountOf(round) };
        return { tool: 'tiger_place_forex_order', args: { ...asked, ...move } };
      }
      case 'modify':
        return { tool: 'tiger_modify_order', args: { ...why, ...this.#change(), wait_seconds: 0 } };
      case 'cancel':
        return {
          tool: 'tiger_cancel_order',
          args: { ...why, order_id: this.#random.pick(this.#told.resting()) },
        };
      default:
        return { tool: 'tiger_place_order', args: { ...asked, ...(await this.#orders.of(step)) } };
    }
  }

  #change() {
    const orderId = this.#random.pick(this.#told.changeable());
    const changes = (this.#changes.get(orderId) ?? 0) + 1;
    this.#changes.set(orderId, changes);
    return { order_id: orderId, new_quantity: String(CHANGED_QUANTITY + changes) };
  }
}

/** Another one in each round: it is all by which a transfer is known. */
function amountOf(round: number): string {
  return `${10 + round}.25`;
}
