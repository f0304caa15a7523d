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
  stays: 'The money stays in this account.',
} as const;
