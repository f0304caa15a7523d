import type { Random } from './random.ts';
import type { Told } from './told.ts';

/** One symbol an order, so that the lock of an unknown outcome does not stop the rounds after it. */
const SYMBOLS = [
  'AAPL',
  'MSFT',
  'GOOGL',
  'AMZN',
  'NVDA',
  'TSLA',
  'META',
  'KO',
  'JPM',
  'AMD',
  'INTC',
  'WMT',
] as const;
/** Mostly orders; of the others enough that each meets every strike in some hundred rounds. */
const STEPS = [
  ...(['place', 'place', 'place', 'basket', 'basket', 'modify', 'modify'] as const),
  ...(['transfer', 'forex', 'cancel'] as const),
];
type Step = (typeof STEPS)[number];
/** More than any order is placed with; each change of an order asks for one more, so that none looks like another. */
const CHANGED_QUANTITY = 6;

export interface Wish {
  readonly tool: string;
  readonly args: Record<string, unknown>;
}

type Bid = (symbol: string) => Promise<number>;

/** What the assistant asks for, round by round. No two ask for the same, so that each can be told apart in the books. */
export class Wishes {
  readonly #random: Random;
  readonly #told: Told;
  readonly #bid: Bid;
  readonly #symbols: string[] = [];
  readonly #changes = new Map<string, number>();

  constructor(random: Random, told: Told, bid: Bid) {
    this.#random = random;
    this.#told = told;
    this.#bid = bid;
  }

  /** Changes and cancels need an order that rests; until one does, something new is asked for. */
  next(round: number): Promise<Wish> {
    const resting = this.#told.resting();
    const step = this.#random.pick(STEPS);
    const isOfNone = resting.length === 0 && (step === 'modify' || step === 'cancel');
    return this.of(isOfNone ? 'place' : step, round);
  }

  async of(step: Step, round: number): Promise<Wish> {
    const why = { account_id: 'demo', rationale: `Round ${round}.` };
    const asked = { ...why, request_id: `round-${round}`, wait_seconds: 0 };
    switch (step) {
      case 'place':
        return { tool: 'tiger_place_order', args: { ...asked, ...(await this.#order()) } };
      case 'basket': {
        const orders = [await this.#order(), await this.#order()];
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
        return { tool: 'tiger_cancel_order', args: { ...why, order_id: this.#anyResting() } };
    }
  }

  async #order() {
    const symbol = this.#nextSymbol();
    const kind = this.#random.pick(['market', 'marketable', 'resting', 'resting'] as const);
    const bid = await this.#bid(symbol);
    const price = kind === 'resting' ? bid * 0.95 : bid * 1.01;
    return {
      symbol,
      side: 'BUY',
      quantity: String(1 + this.#random.below(5)),
      ...(kind === 'market' ? { order_type: 'MKT' } : { order_type: 'LMT', price: price.toFixed(2) }),
    };
  }

  #change() {
    const orderId = this.#anyResting();
    const changes = (this.#changes.get(orderId) ?? 0) + 1;
    this.#changes.set(orderId, changes);
    return { order_id: orderId, new_quantity: String(CHANGED_QUANTITY + changes) };
  }

  #anyResting(): string {
    return this.#random.pick(this.#told.resting());
  }

  #nextSymbol(): string {
    if (this.#symbols.length === 0) this.#symbols.push(...SYMBOLS);
    return this.#symbols.shift() ?? 'AAPL';
  }
}

/** Another one in each round: it is all by which a transfer is known. */
function amountOf(round: number): string {
  return `${10 + round}.25`;
}
