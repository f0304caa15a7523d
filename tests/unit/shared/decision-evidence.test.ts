import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceLines } from '../../../src/shared/domain/decision-evidence.ts';

const QUOTE = {
  symbol: 'AAPL',
  bidPrice: '187.48',
  askPrice: '187.50',
  lastPrice: null,
  provenance: { asOfMs: 0 },
};
const PREVIEW = {
  commission: '2.02',
  commissionCurrency: 'USD',
  initialMarginAfter: '1468.29',
  availableAfter: null,
  marginCurrency: 'USD',
  message: null,
};
const QUOTE_TEXT = 'AAPL: bid 187.48, ask 187.50, last unknown, as of 1970-01-01T00:00:00.000Z';
const texts = (detail: object) =>
  evidenceLines(JSON.stringify(detail)).map(({ label, text }) => [label, text]);

describe('the evidence of a decision in words', () => {
  it('tells how fast, the quote, the preview, the controls that did not pass, the rules and the seal', () => {
    const detail = {
      ...{ decision: 'approve', latencyMs: 1_353, holdMs: 600, provenBy: 'passphrase', seal: 'ab12' },
      acknowledged: ['price_collar'],
      controls: [
        { control: 'order_rate', level: 'pass', text: 'One order.' },
        { control: 'price_collar', level: 'warning', text: 'The limit is 5 % above the ask.' },
      ],
      sealed: { policy: 'controls 7, settings 1', mode: 'live', quote: QUOTE, preview: PREVIEW },
    };
    expect(texts(detail)).toEqual([
      ['Decision', 'Approved after 1353 ms, Approve held for at least 600 ms'],
      ['Quote', QUOTE_TEXT],
      ['Preview', 'commission 2.02 USD, initial margin after 1468.29 USD'],
      ['Controls', '1 passed'],
      ['Control', 'warning, price_collar: The limit is 5 % above the ask.'],
      ['Acknowledged', 'price_collar'],
      ['Proven by', 'passphrase'],
      ['Rules', 'live, controls 7, settings 1'],
      ['Seal', 'ab12'],
    ]);
  });

  it('shows each order of a basket, each leg of a combination, and what has no quote', () => {
    const leg = { quote: QUOTE, preview: null };
    const sealed = { policy: 'controls 7', mode: 'paper' };
    expect(texts({ decision: 'decline', note: 'no', sealed: { ...sealed, legs: [leg, leg] } })).toEqual([
      ['Decision', 'Declined: no'],
      ...[
        ['Quote', QUOTE_TEXT],
        ['Preview', 'none'],
        ['Quote', QUOTE_TEXT],
        ['Preview', 'none'],
      ],
      ['Rules', 'paper, controls 7'],
    ]);
    const combination = { legs: [{ quote: QUOTE }] };
    expect(texts({ decision: 'approve', sealed: { ...sealed, quote: null, combination } })).toContainEqual([
      'Quote',
      QUOTE_TEXT,
    ]);
    expect(texts({ decision: 'approve', sealed })).toEqual([
      ['Decision', 'Approved'],
      ['Rules', 'paper, controls 7'],
    ]);
    expect(texts({ decision: 'grant', grantId: 'grt_1', seal: 'ab' })).toEqual([
      ['Decision', 'Covered by a grant grt_1'],
      ['Seal', 'ab'],
    ]);
  });

  it('says nothing of a row that it cannot read', () => {
    expect(evidenceLines('{"isCut":true')).toEqual([]);
    expect(texts({ isCut: true, length: 40_000, start: '{"decision":"approve"' })).toEqual([]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(evidenceLines(text))).toBe(true);
      }),
    );
  });
});
