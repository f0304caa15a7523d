import { type Decimal, decimal, divide, multiply, subtract } from '../../shared/domain/decimal.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { OrderPayoff } from '../../shared/domain/order-payoff.ts';
import { knownPrice } from '../../shared/domain/price-drift.ts';
import type { RationaleFigures } from '../../shared/domain/rationale-claim.ts';
import type { ControlFacts } from './control-facts.ts';
import type { OptionFacts } from './option-facts.ts';
import { heldQuantity } from './order-intent.ts';

type Facts = Pick<ControlFacts, 'order' | 'quote' | 'assets' | 'positions' | 'averageDailyVolume'>;

/** What is known beyond the facts that orders are judged by. */
interface Beside {
  readonly option: OptionFacts | null;
  readonly payoff: OrderPayoff | null;
}

/** The broker's figures, and those that follow from them, that a client's numbers are compared with. */
export function rationaleFigures(
  { order, quote, assets, positions, averageDailyVolume }: Facts,
  { option, payoff }: Beside = { option: null, payoff: null },
): RationaleFigures {
  const own = positions?.find((position) => position.symbol === order.symbol) ?? null;
  return {
    last: quote?.lastPrice ?? null,
    bid: quote?.bidPrice ?? null,
    ask: quote?.askPrice ?? null,
    previous_close: quote?.previousClose ?? null,
    day_high: quote?.highPrice ?? null,
    day_low: quote?.lowPrice ?? null,
    day_change: quote === null ? null : dayChange(quote),
    volume: quote?.volume ?? null,
    average_volume: averageDailyVolume,
    average_cost: own?.averageCost ?? null,
    limit: order.limitPrice,
    stop: order.stopPrice ?? order.attached?.stopLossPrice ?? null,
    take_profit: order.attached?.takeProfitPrice ?? null,
    strike: parseOptionIdentifier(order.symbol)?.strike ?? null,
    quantity: order.quantity,
    position: heldQuantity(order, positions),
    cash: assets?.cashAvailableForTrade ?? assets?.cashBalance ?? null,
    buying_power: assets?.buyingPower ?? null,
    net_liquidation: assets?.netLiquidation ?? null,
    // Of the symbol's own position, in its currency; what the account has gained is another question.
    unrealized_pnl: own?.unrealizedPnl ?? null,
    realized_pnl: own?.realizedPnl ?? null,
    day_pnl: own?.todayPnl ?? null,
    market_value: own?.marketValue ?? null,
    delta: option?.row?.delta ?? null,
    implied_volatility: inPercent(option?.row?.impliedVolatility ?? null),
    ...payoffFigures(payoff),
    currency: order.currency,
    baseCurrency: assets?.currency ?? null,
  };
}

const HUNDRED = decimal(100);
const PERCENT_PLACES = 4;

function inPercent(rate: Decimal | null): Decimal | null {
  return rate === null ? null : multiply(rate, HUNDRED);
}

/** In percent of the previous close. */
function dayChange({ lastPrice, previousClose }: Quote): Decimal | null {
  const [last, close] = [lastPrice, previousClose].map(knownPrice);
  if (last == null || close == null) return null;
  return divide(multiply(subtract(last, close), HUNDRED), close, PERCENT_PLACES);
}

/** Several breakevens are no one figure, so a number is compared with none of them. */
function payoffFigures(
  payoff: OrderPayoff | null,
): Pick<RationaleFigures, 'max_loss' | 'max_gain' | 'breakeven' | 'unlimited'> {
  const { maxLoss, maxGain, breakevens = [] } = payoff?.figures ?? {};
  return {
    max_loss: maxLoss?.amount ?? null,
    max_gain: maxGain?.amount ?? null,
    breakeven: breakevens.length === 1 ? (breakevens[0] ?? null) : null,
    unlimited: [
      ...(maxLoss?.isLimited === false ? (['max_loss'] as const) : []),
      ...(maxGain?.isLimited === false ? (['max_gain'] as const) : []),
    ],
  };
}
