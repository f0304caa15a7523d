import { expect } from 'vitest';
import { columns, evaluateReads, millionths, rows, TWO_SHARES, total } from './evaluate.ts';

// 40 AAPL at 210 and 20 MSFT at 380 are 8,400 and 7,600 of 16,000.
evaluateReads('questions that take some working out', TWO_SHARES, [
  {
    says: 'How is my portfolio by sector?',
    async carryOut(world) {
      const answer = await world.tool('tiger_analyze_portfolio');
      expect(answer).toMatchObject({ currency: 'USD', gross_value: '16000', missing: [], left_out: [] });
      expect(answer['by_sector']).toEqual([
        // A company's data is third parties' text.
        { name: '<untrusted>Information Technology</untrusted>', value: '16000', weight: '1' },
      ]);
      const industries = rows(answer, 'by_industry');
      expect(total(industries.map(({ value }) => value))).toBe(millionths('16000'));
      expect(industries.map(({ weight }) => weight)).toEqual(['0.525', '0.475']);
    },
  },
  {
    says: 'How concentrated am I, and in what currency?',
    async carryOut(world) {
      const answer = await world.tool('tiger_analyze_portfolio', { currency: 'HKD' });
      // 0.525² + 0.475²
      expect(answer['concentration']).toMatchObject({
        top_holdings: ['AAPL', 'MSFT'],
        herfindahl_index: '0.50125',
      });
      expect(answer['by_currency']).toMatchObject([{ name: 'USD', weight: '1' }]);
      const [rate] = rows(answer, 'rates');
      expect(rate).toMatchObject({ currency: 'USD' });
      expect(rate?.['as_of']).not.toBeNull();
    },
  },
  {
    says: 'Is Apple above or below its 20-day average, and is it oversold?',
    async carryOut(world) {
      const asked = { symbol: 'AAPL', period: '1d' };
      const answer = await world.tool('tiger_get_indicators', {
        ...asked,
        indicators: ['sma', 'rsi'],
        length: 20,
        count: 1,
      });
      const [today] = columns(answer);
      const closes = columns(await world.tool('tiger_get_kline', { ...asked, count: 20 }));
      expect(today?.['close']).toBe('210');
      expect(millionths(today?.['sma_20'])).toBe(total(closes.map(({ close }) => close)) / 20n);
      expect(millionths(today?.['close'])).toBeLessThan(millionths(today?.['sma_20']));
      // Below 30 is oversold by Wilder's own rule; the answer says how it was computed.
      expect(millionths(today?.['rsi_20'])).toBeLessThan(millionths('30'));
      expect(answer['definitions']).toMatchObject([{ indicator: 'sma' }, { indicator: 'rsi' }]);
    },
  },
  {
    says: 'Which large US companies earn more than a fortieth of their price?',
    async carryOut(world) {
      const found = columns(
        await world.tool('tiger_scan_market', {
          market: 'US',
          filters: [
            { field: 'MarketValue', min: 100_000_000_000 },
            { field: 'PeTTM', max: 40 },
          ],
          sort_by: 'MarketValue',
          limit: 5,
        }),
      );
      expect(found).toHaveLength(5);
      const values = found.map((row) => millionths(row['StockField_MarketValue']));
      expect(values.toSorted((left, right) => (left > right ? -1 : 1))).toEqual(values);
      for (const row of found)
        expect(millionths(row['StockField_PeTTM'])).toBeLessThanOrEqual(millionths('40'));
    },
  },
  {
    says: 'Who else is in Apple’s line of business?',
    async carryOut(world) {
      const levels = rows(await world.tool('tiger_get_industry', { symbol: 'AAPL' }), 'industries');
      const group = levels.find(({ level }) => level === 'GSECTOR');
      const peers = await world.tool('tiger_get_industry', { industry_id: group?.['id'], market: 'US' });
      expect(rows(peers, 'stocks').map(({ symbol }) => symbol)).toContain('MSFT');
    },
  },
  {
    says: 'What does one contract of January crude oil control, and at what price?',
    async carryOut(world) {
      const contracts = columns(await world.tool('tiger_get_future_contracts', { product: 'CL' }));
      const january = contracts.find(({ month }) => month === '2027-01');
      expect(january).toMatchObject({
        code: 'CL2701',
        multiplier: '1000',
        currency: 'USD',
        tick_size: '0.01',
      });
      const { quotes } = await world.tool('tiger_get_future_quote', { codes: [january?.['code']] });
      const [quote] = quotes as Record<string, string>[];
      expect(quote).toMatchObject({ code: 'CL2701', currency: 'USD', multiplier: '1000' });
      expect(millionths(quote?.['bid_price'])).toBeLessThan(millionths(quote?.['ask_price']));
    },
  },
  {
    says: 'Which S&P contract is everybody trading now, and until when?',
    async carryOut(world) {
      const [main] = columns(await world.tool('tiger_get_future_contracts', { product: 'ES', kind: 'main' }));
      // The third Friday of the quarter's last month.
      expect(main).toMatchObject({ code: 'ES2612', last_trading_day: '2026-12-18' });
    },
  },
  {
    says: 'How many symbols’ history may I still load, and did your question about Apple cost one?',
    async carryOut(world) {
      const stocks = async () =>
        rows(await world.tool('tiger_get_kline_quota', { include_symbols: true }), 'quotas').find(
          ({ kind }) => kind === 'stock',
        );
      await world.tool('tiger_get_kline', { symbol: 'AAPL', period: '1d', count: 5 });
      const after = await stocks();
      expect(rows(after ?? {}, 'symbols').map(({ symbol }) => symbol)).toContain('AAPL');
      expect(Number(after?.['used']) + Number(after?.['remaining'])).toBe(2000);
    },
  },
  {
    says: 'Do I see Hong Kong prices in real time?',
    async carryOut(world) {
      const { permissions } = await world.tool('tiger_get_quote_permissions', { account_id: 'demo' });
      expect(permissions).toContainEqual({ name: 'hkStockQuoteLv2', expires_at: null, endless: true });
      const quote = await world.tool('tiger_get_quote', { symbol: '700' });
      expect(quote).toMatchObject({ symbol: '00700', currency: 'HKD' });
    },
  },
  {
    says: 'Are you asking the broker too much?',
    async carryOut(world) {
      await world.tool('tiger_get_kline', { symbol: 'AAPL', period: '1d', count: 7 });
      const { developers } = await world.tool('tiger_get_rate_limits');
      const methods = (developers as { methods: Record<string, unknown>[] }[])[0]!.methods;
      const bars = methods.find(({ method }) => method === 'kline');
      expect(bars).toMatchObject({ tier: 'medium', limit: 60, waiting: 0, refused_total: 0 });
      expect(Number(bars?.['used_by_you'])).toBeGreaterThan(0);
      expect(Number(bars?.['used'])).toBeLessThanOrEqual(60);
    },
  },
  {
    says: 'Find me the call warrant on Tencent with the highest leverage.',
    async carryOut(world) {
      const warrants = columns(
        await world.tool('tiger_get_warrants', {
          symbol: '700',
          types: ['CALL'],
          sort_by: 'effective_leverage',
          limit: 3,
        }),
      );
      const leverage = warrants.map((row) => millionths(row['effective_leverage']));
      expect(leverage.toSorted((left, right) => (left > right ? -1 : 1))).toEqual(leverage);
      const [first] = warrants;
      const { quotes } = await world.tool('tiger_get_warrant_quote', { symbols: [first?.['symbol']] });
      expect(quotes).toMatchObject([{ symbol: first?.['symbol'], currency: 'HKD' }]);
    },
  },
]);
