import { type OrderDraft, orderDraftSchema } from '../../src/shared/domain/order.ts';
import type { Random } from '../support/random.ts';

/** An order as the app places them; some far from the market, some at once. @param applePrice of AAPL now */
export function appOrder(random: Random, applePrice: number): OrderDraft {
  const isHk = random.next() < 0.2;
  const orderType = isHk ? 'LMT' : random.pick(['MKT', 'LMT', 'LMT', 'STP', 'STP_LMT'] as const);
  const side = random.pick(['BUY', 'SELL'] as const);
  const price = isHk ? 600 : applePrice;
  const away = (side === 'BUY' ? 1 : -1) * random.pick([0.02, 0.01, -0.05]);
  const limit = (isHk ? Math.round(price * (1 + away)) : price * (1 + away)).toFixed(2);
  const stop = (price * (side === 'BUY' ? 1.002 : 0.998)).toFixed(2);
  return orderDraftSchema.parse({
    symbol: isHk ? '00700' : 'AAPL',
    market: isHk ? 'HK' : 'US',
    securityType: 'STK',
    currency: isHk ? 'HKD' : 'USD',
    side,
    orderType,
    quantity: String(isHk ? 100 * random.integer(1, 5) : random.integer(1, 60)),
    limitPrice: orderType === 'LMT' || orderType === 'STP_LMT' ? limit : null,
    stopPrice: orderType === 'STP' || orderType === 'STP_LMT' ? stop : null,
    timeInForce: orderType === 'MKT' ? 'DAY' : random.pick(['DAY', 'GTC'] as const),
    session: 'regular',
  });
}
