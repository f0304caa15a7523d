import { describe, expect, it } from 'vitest';
import { notificationText } from '../../../src/main/notification-text.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { proposalKindSchema } from '../../../src/shared/domain/proposal.ts';
import { fakeProposal } from '../../support/fake-trading-data.ts';

const money = {
  kind: 'transfer',
  fromSegment: 'SEC',
  toSegment: 'FUT',
  currency: 'USD',
  amount: decimal('500.25'),
} as const;

function told(patch: object, isLocked = false) {
  return notificationText(fakeProposal(1_000, 'a', patch), isLocked);
}

describe('a notification of the desktop', () => {
  it('says what an order, a transfer and a cancellation are', () => {
    const order = told({});
    expect(order.title).toBe('An order waits for your decision');
    expect(order.body).toMatch(/^(BUY|SELL) .+ · .+ \(.+\)$/);
    const transfer = told({ kind: 'transfer', order: null, money });
    expect(transfer.title).toBe('A transfer of money waits for your decision');
    expect(transfer.body).toContain('TRANSFER 500.25 USD from securities to futures');
    const cancel = told({ kind: 'cancel', order: null, cancelsBrokerOrderId: '77', status: 'unknown' });
    expect(cancel).toMatchObject({ title: 'A cancellation: the outcome is not known yet' });
    expect(cancel.body).toContain('CANCEL order 77');
  });

  it('calls no two kinds the same, and only a cancellation one', () => {
    const titles = proposalKindSchema.options.map((kind) => told({ kind }).title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => title.includes('cancellation'))).toHaveLength(1);
  });

  it('reads nothing of it to whoever sits at a locked app', () => {
    expect(told({ kind: 'transfer', order: null, money }, true)).toEqual({
      title: 'A transfer of money waits for your decision',
      body: 'Unlock the app to see it.',
    });
  });
});
