import { expect } from 'vitest';
import { columns, evaluateReads, millionths, rows, TWO_SHARES, total } from './evaluate.ts';

evaluateReads('questions about the market', TWO_SHARES, [
  {
    says: 'What is Apple trading at?',
    async carryOut(world) {
      const quote = await world.tool('tiger_get_quote', { symbol: 'aapl' });
      expect(quote).toMatchObject({
        symbol: 'AAPL',
        last_price: '210',
        bid_price: '209.98',
        ask_price: '210',
      });
      expect(quote).toMatchObject({ currency: 'USD', simulated: true, delayed: false, age_ms: 0 });
    },
  },
  {
    says: 'Compare Apple, Microsoft and Tencent.',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_market_data', { symbols: 'AAPL, MSFT, 700' });
      expect(answer['not_found']).toEqual([]);
      const quotes = rows(answer, 'quotes');
      expect(quotes.map(({ symbol, currency }) => [symbol, currency])).toEqual([
        ['AAPL', 'USD'],
        ['MSFT', 'USD'],
        ['00700', 'HKD'],
      ]);
      // Hong Kong closed at 08:00 UTC, seven hours ago, and the answer says so.
      expect(quotes[2]).toMatchObject({ as_of: '2026-11-23T08:00:00.000Z', age_ms: 7 * 3_600_000 });
    },
  },
  {
    says: 'Is the US market open?',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_market_status', { market: 'US' });
      expect(rows(answer, 'markets')).toMatchObject([{ market: 'US', phase: 'regular' }]);
    },
  },
  {
    says: 'When is the US exchange closed in the next two weeks?',
    async carryOut(world) {
      const wanted = { market: 'US', start_date: '2026-11-23', end_date: '2026-12-06' };
      const calendar = await world.tool('tiger_get_trading_calendar', wanted);
      // Thanksgiving is the fourth Thursday of November; the Friday after it is short.
      expect(calendar).toMatchObject({ closed_weekdays: ['2026-11-26'], early_closes: ['2026-11-27'] });
      expect(calendar['trading_days']).toHaveLength(9);
    },
  },
  {
    says: 'How did Apple move over the last three days?',
    async carryOut(world) {
      const bars = columns(await world.tool('tiger_get_kline', { symbol: 'AAPL', period: '1D', count: '3' }));
      expect(bars).toHaveLength(3);
      expect(bars[2]?.['close']).toBe('210');
      const quote = await world.tool('tiger_get_quote', { symbol: 'AAPL' });
      expect(bars[1]?.['close']).toBe(quote['previous_close']);
      const change = millionths(bars[2]?.['close']) - millionths(bars[1]?.['close']);
      expect(millionths(quote['change'])).toBe(change);
      for (const { high, low, open, close } of bars) {
        expect(millionths(high)).toBeGreaterThanOrEqual(millionths(open));
        expect(millionths(low)).toBeLessThanOrEqual(millionths(close));
      }
    },
  },
  {
    says: 'What is the symbol of HSBC?',
    async carryOut(world) {
      const found = await world.tool('tiger_search_symbols', { keyword: 'hsbc', market: 'hk' });
      expect(rows(found, 'matches')[0]).toMatchObject({
        symbol: '00005',
        name: '<untrusted>HSBC Holdings</untrusted>',
      });
    },
  },
  {
    says: 'Which Chinese banks are listed in Hong Kong?',
    async carryOut(world) {
      const found = await world.tool('tiger_search_symbols', { keyword: 'bank', market: 'HK' });
      expect(rows(found, 'matches').map(({ symbol }) => symbol)).toEqual(['00939', '01398']);
    },
  },
  {
    says: 'How many shares of HSBC must I buy at least, and what would they cost?',
    async carryOut(world) {
      const { contracts } = await world.tool('tiger_get_contracts', { symbols: ['5'] });
      expect(contracts).toMatchObject([{ symbol: '00005', lot_size: '400', currency: 'HKD' }]);
      const { ask_price } = await world.tool('tiger_get_quote', { symbol: '5' });
      expect(400n * millionths(ask_price)).toBeGreaterThan(0n);
    },
  },
  {
    says: 'How many Apple shares are offered within five steps of the ask?',
    async carryOut(world) {
      const depth = await world.tool('tiger_get_depth', { symbol: 'AAPL' });
      const asks = (depth['asks'] as string[][]).slice(0, 5);
      expect(asks.map(([price]) => price)).toEqual(['210', '210.01', '210.02', '210.03', '210.04']);
      const { ask_price, ask_size } = await world.tool('tiger_get_quote', { symbol: 'AAPL' });
      expect(asks[0]?.slice(0, 2)).toEqual([ask_price, ask_size]);
      expect(total(asks.map(([, size]) => size))).toBe(millionths('12500'));
    },
  },
  {
    says: 'Show me the latest trades in Apple.',
    async carryOut(world) {
      const ticks = columns(await world.tool('tiger_get_ticks', { symbol: 'AAPL', count: 20 }));
      expect(ticks).toHaveLength(20);
      const times = ticks.map(({ time }) => time ?? '');
      expect([...times].sort()).toEqual(times);
      expect(times.every((time) => time <= '2026-11-23T15:00:00.000Z')).toBe(true);
    },
  },
  {
    says: 'How has Apple’s day been so far?',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_timeline', { symbol: 'AAPL' });
      const regular = columns(answer).filter(({ session }) => session === 'regular');
      // Half past nine in New York.
      expect(regular[0]?.['time']).toBe('2026-11-23T14:30:00.000Z');
      const { previous_close } = await world.tool('tiger_get_quote', { symbol: 'AAPL' });
      expect(answer['previous_close']).toBe(previous_close);
    },
  },
  {
    says: 'What does ZZZZZZ trade at?',
    async carryOut(world) {
      const error = await world.error('tiger_get_quote', { symbol: 'ZZZZZZ' });
      expect(error).toMatchObject({ code: 'not_found' });
      expect(error['next_step']).toContain('tiger_get_contracts');
    },
  },
  {
    says: 'How many NVIDIA shares could I buy at 100 with my own cash?',
    async carryOut(world) {
      const order = { account_id: 'demo', symbol: 'NVDA', side: 'BUY', order_type: 'LMT', price: 100 };
      const { cash_quantity } = await world.tool('tiger_get_tradable_quantity', order);
      // 983,995.04 of cash at 100 a share, a part of a share left over.
      expect(cash_quantity).toBe('9839');
    },
  },
  {
    says: 'Five-minute candles of Microsoft, please.',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_kline', { symbol: 'MSFT', period: '5m', count: 6 });
      const times = columns(answer).map(({ time }) => Date.parse(time ?? ''));
      expect(times).toHaveLength(6);
      for (const [index, time] of times.slice(1).entries()) expect(time - (times[index] ?? 0)).toBe(300_000);
    },
  },
]);
