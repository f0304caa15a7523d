import type { RationaleFigures } from '../../shared/domain/rationale-claim.ts';
import type { ControlFacts } from './control-facts.ts';
import { heldQuantity } from './order-intent.ts';

type Facts = Pick<ControlFacts, 'order' | 'quote' | 'assets' | 'positions'>;

/** The broker's figures that a client's numbers are compared with. */
export function rationaleFigures({ order, quote, assets, positions }: Facts): RationaleFigures {
  const own = positions?.find((position) => position.symbol === order.symbol) ?? null;
  return {
    last: quote?.lastPrice ?? null,
    bid: quote?.bidPrice ?? null,
    ask: quote?.askPrice ?? null,
    previous_close: quote?.previousClose ?? null,
    average_cost: own?.averageCost ?? null,
    limit: order.limitPrice,
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
    currency: order.currency,
    baseCurrency: assets?.currency ?? null,
  };
}
