import type { Random } from '../support/random.ts';
import type { Call, ShownMarket } from './shown-market.ts';

/** One symbol an order, so that the lock of an unknown outcome does not stop the rounds after it. */
export const SYMBOLS = [
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

type Form = 'plain' | 'option' | 'spread' | 'bracket' | 'trail';

type OrderArgs = Readonly<Record<string, unknown>>;
/** Below the bid, yet near enough for the controls that measure from the market. */
const RESTING = 0.95;
/** Over the ask: fills at once. */
const MARKETABLE = 1.01;
/** A credit below this, in money per share, is lost in the ticks of its legs. */
const CREDIT_MIN = 0.2;
/** The legs of a sold spread are this many strikes apart, so that it brings more than its books cost. */
const STRIKES_APART = 3;

/** Orders of every form that the assistant asks for. */
export class OrderWishes {
  readonly #random: Random;
  readonly #market: ShownMarket;
  readonly #symbols: string[] = [];

  constructor(random: Random, market: ShownMarket) {
    this.#random = random;
    this.#market = market;
  }

  of(form: Form): Promise<OrderArgs> {
    const orders = {
      plain: () => this.#plain(),
      option: () => this.#option(),
      spread: () => this.#spread(),
      bracket: () => this.#bracket(),
      trail: () => this.#trail(),
    };
    return orders[form]();
  }

  async #plain(): Promise<OrderArgs> {
    const symbol = this.#nextSymbol();
    const kind = this.#random.pick(['market', 'marketable', 'resting', 'resting'] as const);
    const { bid } = await this.#market.quote(symbol);
    const price = bid * (kind === 'resting' ? RESTING : MARKETABLE);
    const type = kind === 'market' ? { order_type: 'MKT' } : limit(price);
    return { symbol, side: 'BUY', quantity: this.#quantity(5), ...type };
  }

  async #option(): Promise<OrderArgs> {
    const { identifier, bid, ask } = this.#random.pick(await this.#market.calls(this.#nextSymbol()));
    return {
      symbol: identifier,
      side: 'BUY',
      quantity: this.#quantity(2),
      ...limit(this.#isPatient() ? downToTick(bid * RESTING) : ask),
    };
  }

  /** Two calls: the nearer bought and the farther sold costs something; the other way round it is sold and brings it. */
  async #spread(): Promise<OrderArgs> {
    const symbol = this.#nextSymbol();
    const calls = await this.#market.calls(symbol);
    const side = this.#random.pick(['BUY', 'SELL'] as const);
    const isPatient = this.#isPatient();
    const pairs = calls.slice(STRIKES_APART).map((high, at) => [calls[at], high] as const);
    const priced = pairs.flatMap(([low, high]) => (low === undefined ? [] : [{ low, high }]));
    const [pair] = priced.filter(({ low, high }) => low.bid - high.ask > CREDIT_MIN);
    if (pair === undefined) return this.#plain();
    const { low, high } = pair;
    return {
      symbol,
      side,
      quantity: this.#quantity(2),
      legs: [
        { symbol: low.identifier, side: 'BUY' },
        { symbol: high.identifier, side: 'SELL' },
      ],
      ...limit(netPrice(low, high, side, isPatient)),
    };
  }

  async #bracket(): Promise<OrderArgs> {
    const symbol = this.#nextSymbol();
    const { bid } = await this.#market.quote(symbol);
    const price = bid * (this.#isPatient() ? RESTING : MARKETABLE);
    const loss = { stop_loss_price: (price * 0.9).toFixed(2) };
    const profit = { take_profit_price: (price * 1.2).toFixed(2) };
    const stopLimit = { ...loss, stop_loss_limit_price: (price * 0.89).toFixed(2) };
    const bracket = this.#random.pick([loss, profit, { ...profit, ...loss }, { ...profit, ...stopLimit }]);
    return { symbol, side: 'BUY', quantity: this.#quantity(5), ...limit(price), bracket };
  }

  /** Of shares that the account has, it sells; without any, it buys once the price has turned. */
  async #trail(): Promise<OrderArgs> {
    const held = await this.#market.held();
    const symbol = this.#nextSymbol();
    const { bid } = await this.#market.quote(symbol);
    const distance = this.#random.pick([
      { trail_percent: '2' },
      { trail_percent: '0.1' },
      { trail_amount: (bid * 0.01).toFixed(2) },
    ]);
    const isSale = (held.get(symbol) ?? 0) >= 1;
    return {
      symbol,
      side: isSale ? 'SELL' : 'BUY',
      quantity: isSale ? '1' : this.#quantity(5),
      order_type: 'TRAIL',
      ...distance,
    };
  }

  #isPatient(): boolean {
    return this.#random.below(2) === 0;
  }

  #quantity(max: number): string {
    return String(1 + this.#random.below(max));
  }

  #nextSymbol(): string {
    if (this.#symbols.length === 0) this.#symbols.push(...SYMBOLS);
    return this.#symbols.shift() ?? 'AAPL';
  }
}

function limit(price: number) {
  return { order_type: 'LMT', price: price.toFixed(2) };
}

/** Options go in cents, from 3 dollars on in steps of five. */
function downToTick(price: number): number {
  const tickCents = price >= 3 ? 5 : 1;
  return (Math.floor((price * 100) / tickCents) * tickCents) / 100;
}

/** Natural, so that it fills at once, or what only a better market would give. */
function netPrice(low: Call, high: Call, side: 'BUY' | 'SELL', isPatient: boolean): number {
  if (side === 'BUY') return (low.ask - high.bid) * (isPatient ? RESTING - 0.1 : 1);
  return (low.bid - high.ask) * (isPatient ? 1.15 : 1);
}
