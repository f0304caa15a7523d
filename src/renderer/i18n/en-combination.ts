const types: Readonly<Record<string, string>> = {
  VERTICAL: 'vertical spread',
  STRADDLE: 'straddle',
  STRANGLE: 'strangle',
  CALENDAR: 'calendar spread',
  DIAGONAL: 'diagonal spread',
  SYNTHETIC: 'synthetic share',
  CUSTOM: 'custom',
};

export const combinationText = {
  title: (type: string) => `Legs in this order: ${type}`,
  types,
  leg: 'Leg, for one combination',
  bid: 'Bid',
  ask: 'Ask',
  age: 'Quote',
  net: {
    BUY: 'The prices above are net for one share of each leg: you pay at most the limit. The legs fill together or not at all.',
    SELL: 'The prices above are net for one share of each leg: you receive at least the limit. The legs fill together or not at all.',
  },
};
