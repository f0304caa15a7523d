import { AppError } from '../../../../../src/shared/app-error.ts';
import { decimal } from '../../../../../src/shared/domain/decimal.ts';
import type { Position } from '../../../../../src/shared/domain/portfolio.ts';
import type { TradingHarness } from '../../../../support/trading-harness.ts';
import { holding, openOrder } from '../../risk/control-facts-of.ts';

export const LOW = 'AAPL  260619C00190000';
export const HIGH = 'AAPL  260619C00200000';
export const LOW_PUT = 'AAPL  260619P00170000';
export const HIGH_PUT = 'AAPL  260619P00180000';

export type Fate = 'fills' | 'rests' | 'half' | 'rejected' | 'lost' | 'lost_but_filled';

export const share = (quantity: string): Position => ({ ...holding(quantity), multiplier: decimal(1) });
export const option = (symbol: string, quantity: string): Position => ({
  ...share(quantity),
  symbol,
  securityType: 'OPT',
  multiplier: decimal(100),
});

const held = ({ broker }: TradingHarness): Position[] => broker.positions as Position[];

/** What becomes of each order at this broker, by its symbol; all others fill. */
export function exchange(
  harness: TradingHarness,
  fates: Readonly<Record<string, Fate>>,
  watch: () => void = () => undefined,
): void {
  const { broker } = harness;
  broker.onPlace = async (brokerOrderId) => {
    const { order } = broker.placed.at(-1) ?? {};
    if (order === undefined) throw new Error('nothing was placed');
    const fate = fates[order.symbol] ?? 'fills';
    if (fate === 'rejected') throw new AppError('broker_rejected', 'Not today.', { nextStep: 'Ask.' });
    const asked = Number(order.quantity);
    const filled = { fills: asked, lost_but_filled: asked, half: Math.floor(asked / 2), rests: 0, lost: 0 }[
      fate
    ];
    const signed = order.side === 'BUY' ? filled : -filled;
    broker.positions = held(harness).map((each) =>
      each.symbol === order.symbol ? { ...each, quantity: decimal(Number(each.quantity) + signed) } : each,
    );
    const status = filled === asked ? ('filled' as const) : ('working' as const);
    const { symbol, securityType, side, quantity, multiplier } = order;
    const at = { brokerOrderId, symbol, securityType, side, quantity, multiplier, status };
    const shown = openOrder({ ...at, filledQuantity: decimal(filled) });
    broker.report(brokerOrderId, shown);
    if (status === 'working') broker.openOrders = [...broker.openOrders, shown];
    watch();
    if (fate.startsWith('lost'))
      throw new AppError('timeout', 'No answer came.', { nextStep: 'Wait.', outcomeUnknown: true });
    return { brokerOrderId };
  };
}
