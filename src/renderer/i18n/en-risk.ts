import type { RiskSettings } from '../../shared/domain/risk-settings.ts';

interface FieldText {
  readonly title: string;
  readonly explanation: string;
}

export const riskText = {
  title: 'Risk',
  subtitle: 'What an order must pass before you see it, for this account. AI clients cannot change it.',
  groups: {
    size: 'Size of an order',
    price: 'Price',
    freshness: 'Freshness',
    repeats: 'Repeats and lifetimes',
    kinds: 'Kinds switched on',
  },
  fields: {
    orderNotionalMax: {
      title: 'Highest value of an order',
      explanation: 'Per currency. A currency without a cap is blocked.',
    },
    orderQuantityWarn: {
      title: 'Quantity that warns',
      explanation: 'From here the card asks you to confirm.',
    },
    orderQuantityMax: { title: 'Quantity that blocks', explanation: 'More than this is forbidden.' },
    priceCollarWarn: {
      title: 'Price collar that warns',
      explanation: 'How much worse than the other side of the book the price may be.',
    },
    priceCollarBlock: {
      title: 'Price collar that blocks',
      explanation: 'Beyond this the order is forbidden.',
    },
    spreadMax: {
      title: 'Widest spread for a market order',
      explanation: 'With a wider spread a market order is forbidden.',
    },
    driftMax: {
      title: 'Drift until sending',
      explanation: 'If the price moves more after you approved, the order comes back for review.',
    },
    driftTicksMax: { title: 'Drift in ticks', explanation: 'The same in price steps; the wider one counts.' },
    previewAgeMaxMs: { title: 'Oldest preview', explanation: 'An older preview is asked for again.' },
    quoteAgeMaxMs: {
      title: 'Oldest quote',
      explanation: 'An older quote is asked for again before sending.',
    },
    duplicateBlockMs: {
      title: 'Same order again: blocked',
      explanation: 'The same symbol, side, size and type within this time is forbidden.',
    },
    duplicateWarnMs: { title: 'Same order again: warned', explanation: 'Within this time the card warns.' },
    approvalLifetimeLiveMs: {
      title: 'Time to decide, live',
      explanation: 'After it the proposal expires and nothing is sent.',
    },
    approvalLifetimePaperMs: { title: 'Time to decide, paper', explanation: 'The same for paper accounts.' },
    areShortsEnabled: {
      title: 'Short selling',
      explanation: 'Off: an order that opens or adds to a short position is forbidden.',
    },
    isMarginEnabled: {
      title: 'Buying on margin',
      explanation: 'Off: an order that needs more than the cash there is is forbidden.',
    },
  } satisfies Readonly<Record<keyof RiskSettings, FieldText>>,
  units: { shares: 'shares', percent: '%', ticks: 'ticks', seconds: 'seconds', minutes: 'minutes' },
  default: (value: string) => `Default ${value}`,
  on: 'on',
  off: 'off',
  changed: 'changed',
  addCurrency: 'Add currency',
  currencyCode: 'Currency code',
  capOf: (currency: string) => `Highest value of an order in ${currency}`,
  removeCurrency: (currency: string) => `Remove the cap in ${currency}`,
  unsaved: (count: number) => (count === 1 ? '1 change not saved' : `${count} changes not saved`),
  save: 'Save',
  discard: 'Discard',
  reset: 'Reset to defaults',
  saved: 'Saved. New proposals are checked with these settings.',
  mustBeNumber: 'Write a number above zero, such as 0.5 or 1000.',
  mustBeWhole: 'This must be a whole number of milliseconds.',
  looserTitle: 'You are loosening controls of a live account',
  looserText: (fields: string) => `${fields}. Type the alias of the account to save it.`,
  aliasLabel: 'Alias of the account',
} as const;
