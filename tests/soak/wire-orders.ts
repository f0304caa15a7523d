import type { OrderParams } from '../../src/tiger/methods/order-methods.ts';
import type { OcaOrder } from '../../src/tiger/methods/order-params.ts';
import { ExactNumber } from '../../src/tiger/wire/exact-number.ts';
import type { Random } from '../support/random.ts';

/** What the app does not place itself but the gateway trades: made here for the client. */
export const WIRE_KINDS = [
  'trail',
  'bracket',
  'oca',
  'twap',
  'vwap',
  'gtd',
  'iceberg',
  'combo',
  'option',
  'future',
  'fraction',
] as const;
export type WireKind = (typeof WIRE_KINDS)[number];

type WireOrder = Omit<OrderParams, 'user_mark'> | { readonly oca_orders: readonly OcaOrder[] };

const money = (amount: number) => new ExactNumber(amount.toFixed(2));
const WINDOW_MS = 60_000;

/** What the market has now. */
export interface MarketFacts {
  /** Of AAPL. */
  readonly price: number;
  /** Of an option of AAPL: `yyyyMMdd`. */
  readonly expiry: string;
  /** Code of the Micro E-mini S&P 500 that trades most. */
  readonly future: string;
}

export function wireOrder(kind: WireKind, random: Random, account: string, facts: MarketFacts): WireOrder {
  const { price } = facts;
  const action = random.pick(['BUY', 'SELL'] as const);
  const size = random.integer(1, 40);
  const near = (share: number) => money(price * share);
  const base = {
    symbol: 'AAPL',
    sec_type: 'STK',
    currency: 'USD',
    action,
    order_type: 'LMT',
    total_quantity: BigInt(size),
    time_in_force: 'DAY',
    outside_rth: false,
  } as const;
  const limited = { ...base, limit_price: near(action === 'BUY' ? 1.02 : 0.98) };
  switch (kind) {
    case 'trail':
      return { ...base, order_type: 'TRAIL', trailing_percent: new ExactNumber('0.5') };
    case 'bracket':
      return {
        ...base,
        action: 'BUY',
        limit_price: near(1.01),
        attach_type: 'BRACKETS',
        profit_taker_price: near(1.03),
        stop_loss_price: near(0.97),
      };
    case 'oca': {
      const leg = {
        account,
        symbol: 'AAPL',
        sec_type: 'STK',
        currency: 'USD',
        action,
        total_quantity: BigInt(size),
      } as const;
      const [far, stop] = action === 'BUY' ? [0.97, 1.03] : [1.03, 0.97];
      return {
        oca_orders: [
          { ...leg, order_type: 'LMT', limit_price: near(far) },
          { ...leg, order_type: 'STP', aux_price: near(stop) },
        ],
      };
    }
    case 'twap':
    case 'vwap':
      return {
        ...limited,
        order_type: kind.toUpperCase(),
        algo_params: [
          { tag: 'end_time', value: Date.now() + WINDOW_MS },
          { tag: 'participation_rate', value: new ExactNumber('0.2') },
        ],
      };
    case 'gtd':
      return { ...base, limit_price: near(0.9), time_in_force: 'GTD', expire_time: Date.now() + WINDOW_MS };
    case 'iceberg':
      return {
        ...limited,
        order_type: 'ICEBERG',
        display_size: BigInt(Math.ceil(size / 3)),
        check_intervals: 1,
      };
    case 'combo':
      return { ...base, ...vertical(facts), sec_type: 'MLEG', order_type: 'MKT', total_quantity: 1n };
    case 'option':
      return {
        ...base,
        ...call(facts),
        sec_type: 'OPT',
        order_type: 'MKT',
        total_quantity: BigInt(random.integer(1, 2)),
      };
    case 'future':
      return { ...base, symbol: facts.future, sec_type: 'FUT', order_type: 'MKT', total_quantity: 1n };
    case 'fraction':
      return {
        ...base,
        order_type: 'MKT',
        total_quantity: BigInt(random.integer(1, 999)),
        total_quantity_scale: 3,
      };
  }
}

const roundStrike = (price: number) => Math.round(price / 10) * 10;

function call({ price, expiry }: MarketFacts) {
  return { expiry, strike: String(roundStrike(price)), right: 'CALL' } as const;
}

function vertical(facts: MarketFacts) {
  const leg = (above: number, action: 'BUY' | 'SELL') => ({
    ...call({ ...facts, price: facts.price + above }),
    symbol: 'AAPL',
    sec_type: 'OPT',
    action,
    ratio: 1,
  });
  return { combo_type: 'VERTICAL', contract_legs: [leg(0, 'BUY'), leg(20, 'SELL')] } as const;
}
