export const moneyText = {
  section: { transfer: 'Transfer', forex: 'Exchange' },
  from: 'From',
  to: 'To',
  amount: 'Amount',
  segments: { SEC: 'Securities', FUT: 'Futures' },
  movable: (segment: string, currency: string) => `May be moved out of ${segment}, ${currency}`,
  cash: (currency: string) => `Cash, ${currency}`,
  estimate: 'Would bring about',
  rate: (rate: string) => `at ${rate}, the latest daily rate`,
  noEstimate: 'The broker gives no rate beforehand and sets its own when it exchanges.',
  ownRate: 'An estimate: the broker sets its own rate when it exchanges.',
  live: 'Approving moves real money.',
  stays: 'The money stays in this account.',
} as const;

export const moneyWordText = {
  title: 'Say what became of it',
  intro:
    'Tiger’s lists do not tell this app whether the money moved. Look in Tiger’s own app, at the cash journal and the balances, and say what you see.',
  warning:
    'Until it is known, no other move of this kind is sent on this account. Your word is recorded, the AI client is told that it is yours, and the app stops looking.',
  arrived: 'It arrived',
  none: 'It did not arrive',
  type: 'It is real money. To say it, type this sentence',
} as const;
