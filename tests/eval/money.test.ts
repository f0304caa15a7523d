import { expect } from 'vitest';
import { evaluateTrades, rows, TWO_SHARES } from './evaluate.ts';

const DEMO = { account_id: 'demo' };
const WHY = { rationale: 'The user asked for it.' };

evaluateTrades('money', TWO_SHARES, [
  {
    says: 'Move 1,500.50 dollars from my securities to my futures account.',
    async carryOut(world) {
      const wanted = { ...DEMO, from_segment: 'SEC', to_segment: 'FUT', currency: 'USD', amount: '1500.50' };
      const proposal = await world.tool('tiger_transfer_segment_funds', { ...wanted, ...WHY });
      expect(proposal).toMatchObject({
        status: 'awaiting_approval',
        sentence: 'TRANSFER 1500.5 USD from securities to futures',
      });
      expect(world.sent('transfer_segment_fund')).toBe(0);
      await world.approve(proposal['proposal_id']);
      world.pass(5_000);
      await world.becomes(proposal['proposal_id'], 'settled');
      expect(world.sent('transfer_segment_fund')).toBe(1);
      const { transfers, available } = await world.tool('tiger_get_segment_funds', {
        ...DEMO,
        from_segment: 'FUT',
      });
      expect(transfers).toMatchObject([
        { from_segment: 'SEC', to_segment: 'FUT', amount: '1500.5', status: 'SUCC' },
      ]);
      expect(available).toMatchObject([{ amount: '1500.5' }]);
    },
  },
  {
    says: 'Change 2,000 dollars into Hong Kong dollars.',
    async carryOut(world) {
      const wanted = { ...DEMO, source_currency: 'USD', target_currency: 'HKD', source_amount: 2000 };
      const proposal = await world.tool('tiger_place_forex_order', { ...wanted, ...WHY });
      expect(proposal).toMatchObject({ status: 'awaiting_approval', kind: 'forex' });
      await world.approve(proposal['proposal_id']);
      world.pass(5_000);
      await world.becomes(proposal['proposal_id'], 'settled');
      expect(world.sent('place_forex_order')).toBe(1);
      const details = rows(
        await world.tool('tiger_get_fund_details', { ...DEMO, kind: 'FOREX' }),
        'movements',
      );
      expect(details).toContainEqual(expect.objectContaining({ currency: 'USD', amount: '-2000' }));
    },
  },
]);
