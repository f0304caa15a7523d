import { describe, expect, it } from 'vitest';
import { editTextsOf, toEditInput } from '../../../src/renderer/approval-window/edit-order.ts';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import type { OrderDraft } from '../../../src/shared/domain/order.ts';
import { fakeCard, fakeProposal } from '../../support/fake-trading-data.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);
const card = fakeCard(fakeProposal(NOW_MS, 'a', {}), NOW_MS, 1);
const cardOf = (patch: Partial<OrderDraft>) => ({ ...card, order: { ...card.order, ...patch } });

const TRAIL: Partial<OrderDraft> = {
  orderType: 'TRAIL',
  limitPrice: null,
  trail: { by: 'percent', value: decimal('2.5') },
};
const LEGS = {
  takeProfitPrice: decimal(200),
  stopLossPrice: decimal(180),
  stopLossLimitPrice: null,
  timeInForce: 'GTC',
} as const;

describe('editing the forms of an order', () => {
  it.each<[string, Partial<OrderDraft>]>([
    ['a trailing stop', TRAIL],
    // With seconds, which the input cannot show.
    ['an order with an end', { timeInForce: 'GTD', expiresAtMs: NOW_MS + 86_412_345 }],
    ['a bracket', { attached: LEGS }],
    [
      'a VWAP order',
      { orderType: 'VWAP', limitPrice: null, algo: { startMs: null, endMs: 5, participationRate: null } },
    ],
  ])('%s stays what it is until something is changed', (_name, patch) => {
    const shown = cardOf(patch);
    const result = toEditInput(shown, editTextsOf(shown.order));
    expect(result).toMatchObject({ ok: true, isUnchanged: true, input: patch });
  });

  it('a trail changes its distance and its unit', () => {
    const shown = cardOf(TRAIL);
    const texts = editTextsOf(shown.order);
    const result = toEditInput(shown, { ...texts, trailBy: 'amount', trail: '3' });
    expect(result).toMatchObject({ isUnchanged: false, input: { trail: { by: 'amount', value: '3' } } });
    expect(toEditInput(shown, { ...texts, trail: '0' })).toMatchObject({
      ok: false,
      invalid: new Set(['trail']),
    });
    const asLimit = toEditInput(shown, { ...texts, orderType: 'LMT', limitPrice: '190' });
    expect(asLimit).toMatchObject({ ok: true, input: { trail: null, limitPrice: '190' } });
  });

  it('an end is an instant on the clock of this computer, and must be given', () => {
    const texts = { ...editTextsOf(card.order), timeInForce: 'GTD' as const };
    expect(toEditInput(card, texts)).toMatchObject({ ok: false, invalid: new Set(['expiresAtMs']) });
    const expiresAt = '2026-12-01T16:30';
    const expiresAtMs = new Date(2026, 11, 1, 16, 30).getTime();
    expect(toEditInput(card, { ...texts, expiresAt })).toMatchObject({ ok: true, input: { expiresAtMs } });
  });

  it('says what does not go together', () => {
    const texts = { ...editTextsOf(card.order), orderType: 'MKT', timeInForce: 'GTC' } as const;
    expect(toEditInput(card, texts)).toMatchObject({
      ok: false,
      issue: { field: 'timeInForce', message: 'must be DAY for MKT' },
    });
  });

  it('legs are never lost by an edit of something else, and one of them must stay', () => {
    const shown = cardOf({ attached: LEGS });
    const texts = editTextsOf(shown.order);
    expect(toEditInput(shown, { ...texts, quantity: '5' })).toMatchObject({
      isUnchanged: false,
      input: { quantity: '5', attached: LEGS },
    });
    const moved = toEditInput(shown, { ...texts, stopLossPrice: '175', stopLossLimitPrice: '174.5' });
    expect(moved).toMatchObject({
      input: { attached: { ...LEGS, stopLossPrice: '175', stopLossLimitPrice: '174.5' } },
    });
    const none = toEditInput(shown, { ...texts, takeProfitPrice: '', stopLossPrice: ' ' });
    expect(none).toMatchObject({ ok: false, issue: { field: 'attached' } });
    const text = toEditInput(shown, { ...texts, takeProfitPrice: 'high' });
    expect(text).toMatchObject({ ok: false, invalid: new Set(['takeProfitPrice']) });
  });
});
