import { expect } from 'vitest';
import { columns, evaluateReads, millionths, rows, TWO_SHARES } from './evaluate.ts';

const TODAY = '2026-11-23';

evaluateReads('questions about options and companies', TWO_SHARES, [
  {
    says: 'When do Apple options expire in December?',
    async carryOut(world) {
      const expirations = columns(await world.tool('tiger_get_option_expirations', { symbol: 'AAPL' }));
      const december = expirations.filter(({ expiry }) => expiry?.startsWith('2026-12'));
      // Fridays, but the one that falls on Christmas; the third is the monthly.
      expect(december.map(({ expiry, kind }) => [expiry, kind])).toEqual([
        ['2026-12-04', 'weekly'],
        ['2026-12-11', 'weekly'],
        ['2026-12-18', 'monthly'],
        ['2026-12-24', 'weekly'],
      ]);
    },
  },
  {
    says: 'What would I get for a covered call on my Apple at 205 this week?',
    async carryOut(world) {
      const chain = await world.tool('tiger_get_option_chain', { symbol: 'AAPL', expiry: '2026-11-27' });
      expect(chain).toMatchObject({ underlying_price: '210', multiplier: '100', currency: 'USD' });
      const call = columns(chain).find(({ strike, right }) => strike === '205' && right === 'call');
      expect(call).toMatchObject({ bid: '5.7', ask: '5.75', identifier: 'AAPL  261127C00205000' });
      // One contract at the bid is 570 dollars; it takes 100 shares, and only 40 are there.
      expect(millionths(call?.['bid']) * 100n).toBe(millionths('570'));
      const positions = rows(await world.tool('tiger_get_positions', { account_id: 'demo' }), 'positions');
      const held = positions.find(({ symbol }) => symbol === 'AAPL')?.['quantity'];
      expect(millionths(held)).toBeLessThan(millionths('100'));
    },
  },
  {
    says: 'How much of that call’s price at 200 is time value?',
    async carryOut(world) {
      const chain = columns(
        await world.tool('tiger_get_option_chain', { symbol: 'AAPL', expiry: '2026-11-27' }),
      );
      const call = chain.find(({ strike, right }) => strike === '200' && right === 'call');
      // 10.25 asked, of which 210 - 200 is there already.
      expect(millionths(call?.['ask']) - millionths('10')).toBe(millionths('0.25'));
    },
  },
  {
    says: 'Do puts and calls at one strike fit together?',
    async carryOut(world) {
      const chain = columns(
        await world.tool('tiger_get_option_chain', { symbol: 'AAPL', expiry: '2026-11-27' }),
      );
      const at = (right: string) => chain.find((row) => row['strike'] === '205' && row['right'] === right);
      // Delta of a call less delta of the put is one, but for interest and dividends.
      const difference = millionths(at('call')?.['delta']) - millionths(at('put')?.['delta']);
      expect(difference).toBeGreaterThan(millionths('0.99'));
      expect(difference).toBeLessThan(millionths('1.01'));
    },
  },
  {
    says: 'Compare option strategies for income on Apple.',
    async carryOut(world) {
      const text = await world.prompt('options_strategy', {
        symbol: 'aapl',
        outlook: 'income',
        expiry: '2026-12-18',
      });
      expect(text).toContain('Use the expiry 2026-12-18');
      const chain = await world.tool('tiger_get_option_chain', { symbol: 'AAPL', expiry: '2026-12-18' });
      for (const { bid, ask } of columns(chain)) {
        if (bid !== null && ask !== null) expect(millionths(bid)).toBeLessThanOrEqual(millionths(ask));
      }
    },
  },
  {
    says: 'When does Apple report next?',
    async carryOut(world) {
      const { reports } = await world.tool('tiger_get_earnings', { symbol: 'AAPL' });
      const next = (reports as Record<string, string>[]).find(({ report_date = '' }) => report_date > TODAY);
      expect(next).toMatchObject({
        report_date: '2027-02-15',
        fiscal_quarter_ending: '2026-12',
        actual_eps: null,
      });
    },
  },
  {
    says: 'Did Apple beat expectations last quarter?',
    async carryOut(world) {
      const { reports } = await world.tool('tiger_get_earnings', { symbol: 'AAPL' });
      const last = (reports as Record<string, string>[]).findLast(
        ({ report_date = '' }) => report_date <= TODAY,
      );
      expect(millionths(last?.['actual_eps']) - millionths(last?.['expected_eps'])).toBe(millionths('0.08'));
    },
  },
  {
    says: 'When is Apple’s next dividend, and what do I get for my 40 shares?',
    async carryOut(world) {
      const { actions } = await world.tool('tiger_get_corporate_actions', { symbol: 'AAPL' });
      const coming = (actions as Record<string, string>[])
        .filter(({ kind, date = '' }) => kind === 'dividend' && date > TODAY)
        .sort((a, b) => (a['date'] ?? '').localeCompare(b['date'] ?? ''));
      expect(coming[0]).toMatchObject({ date: '2027-02-15', amount: '1.38', currency: 'USD' });
      expect(millionths(coming[0]?.['amount']) * 40n).toBe(millionths('55.2'));
    },
  },
  {
    says: 'Which of the Hong Kong banks pays the most before March, for its price?',
    async carryOut(world) {
      const paid: { symbol: string; yieldRate: bigint }[] = [];
      for (const symbol of ['00005', '00939', '01398']) {
        const { actions } = await world.tool('tiger_get_corporate_actions', { symbol });
        const { last_price, currency } = await world.tool('tiger_get_quote', { symbol });
        const due = (actions as Record<string, string>[]).filter(
          ({ kind, pay_date = '' }) => kind === 'dividend' && pay_date > TODAY && pay_date < '2027-03-01',
        );
        expect(due.every((action) => action['currency'] === currency)).toBe(true);
        const sum = due.reduce((all, { amount }) => all + millionths(amount), 0n);
        paid.push({ symbol, yieldRate: (sum * 1_000_000n) / millionths(last_price) });
      }
      // 0.07 on 6.28 is 1.11 %, 1.04 on 109.10 is 0.95 %, 0.01 on 8.19 is 0.12 %.
      expect(paid.sort((a, b) => Number(b.yieldRate - a.yieldRate))).toEqual([
        { symbol: '01398', yieldRate: 11_146n },
        { symbol: '00005', yieldRate: 9_532n },
        { symbol: '00939', yieldRate: 1_221n },
      ]);
    },
  },
  {
    says: 'How fast is Apple’s revenue growing?',
    async carryOut(world) {
      const years = columns(await world.tool('tiger_get_financial_report', { symbol: 'AAPL' }));
      const [last, before] = years.map(({ total_revenue }) => BigInt(total_revenue ?? '0'));
      expect([years[0]?.['period_end'], years[1]?.['period_end']]).toEqual(['2026-09-30', '2025-09-30']);
      // 836,635 over 774,662 million: 8.0 %.
      expect(((last! - before!) * 1000n) / before!).toBe(80n);
    },
  },
  {
    says: 'What share of revenue does Apple keep as profit?',
    async carryOut(world) {
      const [year] = columns(await world.tool('tiger_get_financial_report', { symbol: 'AAPL' }));
      const margin = (BigInt(year?.['net_income'] ?? '0') * 10_000n) / BigInt(year?.['total_revenue'] ?? '1');
      // 136,993.1 over 836,635 million: 16.37 %.
      expect(margin).toBe(1637n);
    },
  },
]);
