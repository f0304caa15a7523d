import { expect } from 'vitest';
import { columns, evaluateReads, millionths, rows, TWO_SHARES, total } from './evaluate.ts';

// 40 AAPL bought at the ask of 200.00 for 2.11 of fees, 20 MSFT at 400.04 for 2.05; now 210 and 380.
const DEMO = { account_id: 'demo' };

evaluateReads('questions about the account', TWO_SHARES, [
  {
    says: 'How much money do I have in all?',
    async carryOut(world) {
      const info = await world.tool('tiger_get_account_info', DEMO);
      // 1,000,000 - 8,000 - 2.11 - 8,000.80 - 2.05 + 40 x 210 + 20 x 380
      expect(info).toMatchObject({
        net_liquidation: '999995.04',
        currency: 'USD',
        mode: 'paper',
        simulated: true,
      });
    },
  },
  {
    says: 'What do I own?',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_positions', DEMO);
      expect(answer).toMatchObject({ total: 2, next_offset: null });
      const held = rows(answer, 'positions').map(({ symbol, quantity }) => [symbol, quantity]);
      expect(held.sort()).toEqual([
        ['AAPL', '40'],
        ['MSFT', '20'],
      ]);
    },
  },
  {
    says: 'How are my shares doing?',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_positions', DEMO);
      const gain = Object.fromEntries(
        rows(answer, 'positions').map((row) => [row['symbol'], row['unrealized_pnl']]),
      );
      // 40 x (210 - 200) - 2.11 and 20 x (380 - 400.04) - 2.05
      expect(gain).toEqual({ AAPL: '397.89', MSFT: '-402.85' });
      const info = await world.tool('tiger_get_account_info', DEMO);
      expect(info['unrealized_pnl']).toBe('-4.96');
    },
  },
  {
    says: 'What is my largest position, and how much of the account is it?',
    async carryOut(world) {
      const positions = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      const { net_liquidation } = await world.tool('tiger_get_account_info', DEMO);
      const largest = [...positions].sort((a, b) =>
        Number(millionths(b['market_value']) - millionths(a['market_value'])),
      )[0];
      expect(largest).toMatchObject({ symbol: 'AAPL', market_value: '8400' });
      // Parts in ten thousand: 8,400 / 999,995.04 is 0.84 %.
      expect((millionths(largest?.['market_value']) * 10_000n) / millionths(net_liquidation)).toBe(84n);
    },
  },
  {
    says: 'How much cash is left?',
    async carryOut(world) {
      const info = await world.tool('tiger_get_account_info', DEMO);
      expect(info['cash_balance']).toBe('983995.04');
    },
  },
  {
    says: 'How far am I from a margin call?',
    async carryOut(world) {
      const info = await world.tool('tiger_get_account_info', DEMO);
      const left = millionths(info['equity_with_loan']) - millionths(info['maintenance_margin']);
      expect(millionths(info['excess_liquidity'])).toBe(left);
      // A quarter of 16,000.
      expect(info['maintenance_margin']).toBe('4000');
    },
  },
  {
    says: 'What did I pay in fees for these?',
    async carryOut(world) {
      const orders = rows(await world.tool('tiger_get_orders', { ...DEMO, status: 'filled' }), 'orders');
      expect(total(orders.map(({ commission }) => commission))).toBe(millionths('4.16'));
    },
  },
  {
    says: 'Which orders went through today?',
    async carryOut(world) {
      const answer = await world.tool('tiger_get_orders', { ...DEMO, start_date: '2026-11-23' });
      expect(answer['truncated']).toBe(false);
      const orders = rows(answer, 'orders').map(({ symbol, side, status }) => [symbol, side, status]);
      expect(orders).toEqual([
        ['MSFT', 'BUY', 'filled'],
        ['AAPL', 'BUY', 'filled'],
      ]);
    },
  },
  {
    says: 'At what price exactly did I buy Microsoft?',
    async carryOut(world) {
      const fills = columns(await world.tool('tiger_get_transactions', { ...DEMO, symbol: 'MSFT' }));
      expect(fills).toMatchObject([{ side: 'BUY', quantity: '20', price: '400.04', amount: '8000.8' }]);
      const held = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      // The broker's cost has the fees in it: 400.04 + 2.05 / 20.
      expect(held.find(({ symbol }) => symbol === 'MSFT')?.['average_cost']).toBe('400.1425');
    },
  },
  {
    says: 'Do I hold any Hong Kong dollars, and what are they worth?',
    async carryOut(world) {
      const info = await world.tool('tiger_get_account_info', DEMO);
      const hkd = rows(info, 'currencies').find(({ currency }) => currency === 'HKD');
      expect(hkd).toMatchObject({ cash_balance: '0', rate_to_base: '0.128' });
      expect(info['as_of']).not.toBeNull();
    },
  },
  {
    says: 'Show my portfolio by currency.',
    async carryOut(world) {
      const positions = rows(await world.tool('tiger_get_positions', DEMO), 'positions');
      expect(new Set(positions.map(({ currency }) => currency))).toEqual(new Set(['USD']));
      const info = await world.tool('tiger_get_account_info', DEMO);
      expect(total(positions.map(({ market_value }) => market_value))).toBe(
        millionths(info['gross_position_value']),
      );
    },
  },
  {
    says: 'Is this real money?',
    async carryOut(world) {
      const { accounts, total: count } = await world.tool('tiger_list_accounts');
      expect(count).toBe(1);
      expect(accounts).toMatchObject([
        { account_id: 'demo', mode: 'paper', simulated: true, access: 'propose' },
      ]);
    },
  },
  {
    says: 'Is everything working?',
    async carryOut(world) {
      expect(await world.resource('tiger://health')).toMatchObject({
        status: 'ok',
        accounts: [{ account_id: 'demo', state: 'ready' }],
      });
      const status = await world.tool('tiger_get_account_status', DEMO);
      expect(status).toMatchObject({ broker: { account_type: 'PAPER' }, broker_error: null });
    },
  },
  {
    says: 'Give me my usual portfolio review.',
    async carryOut(world) {
      const text = await world.prompt('portfolio_review', { account_id: 'demo' });
      for (const tool of ['tiger_get_account_info', 'tiger_get_positions']) {
        expect(text).toContain(tool);
        expect(await world.tool(tool, DEMO)).toMatchObject(DEMO);
      }
    },
  },
  {
    says: 'What is in my retirement account?',
    async carryOut(world) {
      const error = await world.error('tiger_get_positions', { account_id: 'retirement' });
      expect(error).toMatchObject({ code: 'not_found', retryable: false });
      expect(error['next_step']).toContain('demo');
    },
  },
]);
