import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/main/audit/canonical-json.ts';
import { type SealedContent, sealOf } from '../../../../src/main/trading/seal.ts';
import { sealSchema } from '../../../../src/shared/domain/card-head.ts';
import { decimal } from '../../../../src/shared/domain/decimal.ts';
import { ORDER, PREVIEW, QUOTE } from '../risk/control-facts-of.ts';

const CONTENT: SealedContent = {
  proposalId: `prp_${'a'.repeat(26)}`,
  accountId: 'acc_0123456789abcdef',
  mode: 'paper',
  order: ORDER,
  quote: QUOTE,
  legQuotes: null,
  preview: PREVIEW,
  policyVersion: 'controls 1, settings 0',
  modifies: null,
};

const CHANGES: [string, SealedContent][] = [
  ['proposal', { ...CONTENT, proposalId: `prp_${'b'.repeat(26)}` }],
  ['account', { ...CONTENT, accountId: 'acc_fedcba9876543210' }],
  ['mode', { ...CONTENT, mode: 'live' }],
  ['rules', { ...CONTENT, policyVersion: 'controls 1, settings 1' }],
  ['quote', { ...CONTENT, quote: { ...QUOTE, askPrice: decimal('100.02') } }],
  [
    'age of the quote',
    { ...CONTENT, quote: { ...QUOTE, provenance: { ...QUOTE.provenance, receivedAtMs: 1 } } },
  ],
  ['quote of a leg', { ...CONTENT, legQuotes: [QUOTE] }],
  ['preview', { ...CONTENT, preview: { ...PREVIEW, commission: decimal(3) } }],
  ['absence of the preview', { ...CONTENT, preview: null }],
  ['order that is changed', { ...CONTENT, modifies: { brokerOrderId: '1', before: ORDER } }],
  ...Object.entries({
    symbol: 'MSFT',
    market: 'HK',
    securityType: 'OPT',
    currency: 'HKD',
    side: 'SELL',
    orderType: 'STP_LMT',
    quantity: '11',
    limitPrice: '100.01',
    stopPrice: '99',
    timeInForce: 'GTC',
    session: 'extended',
  }).map(([field, value]): [string, SealedContent] => [
    field,
    { ...CONTENT, order: { ...ORDER, [field]: value } },
  ]),
];

describe('the seal', () => {
  it('is the same for the same content in any order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(CONTENT).reverse()) as unknown as SealedContent;
    expect(sealOf(reversed)).toBe(sealOf(CONTENT));
    expect(() => sealSchema.parse(sealOf(CONTENT))).not.toThrow();
  });

  it.each(CHANGES)('is another one for another %s', (_name, changed) => {
    expect(sealOf(changed)).not.toBe(sealOf(CONTENT));
  });
});

describe('canonical JSON', () => {
  it('gives one text per value and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 10n])('refuses %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
