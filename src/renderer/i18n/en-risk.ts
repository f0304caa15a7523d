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
    day: 'Limits of a day',
    exposure: 'Exposure',
    symbols: 'Symbols',
    price: 'Price',
    freshness: 'Freshness',
    repeats: 'Repeats and lifetimes',
    kinds: 'Kinds switched on',
    person: 'Who approves',
  },
  fields: {
    orderNotionalMax: {
      title: 'Highest value of an order',
      explanation: 'Per currency. One that is not listed has the cap of US dollars, by the account’s rate.',
    },
    orderQuantityWarn: {
      title: 'Quantity that warns',
      explanation: 'From here the card asks you to confirm.',
    },
    orderQuantityMax: { title: 'Quantity that blocks', explanation: 'More than this is forbidden.' },
    contractQuantityMax: {
      title: 'Contracts that block',
      explanation: 'More option contracts than this in one order are forbidden.',
    },
    priceCollarWarn: {
      title: 'Price collar that warns',
      explanation: 'How much worse than the other side of the book the price may be.',
    },
    priceCollarBlock: {
      title: 'Price collar that blocks',
      explanation: 'Beyond this the order is forbidden.',
    },
    optionCollarBlock: {
      title: 'Price collar of options that blocks',
      explanation: 'The same for options, whose bids and asks are further apart.',
    },
    spreadMax: {
      title: 'Widest spread for a market order',
      explanation: 'With a wider spread a market order is forbidden.',
    },
    driftMax: {
      title: 'Drift until sending',
      explanation: 'If the price moves more after you approved, the order comes back for review.',
    },
    driftTicksMax: {
      title: 'Drift in ticks',
      explanation:
        'The same in price steps; the wider one counts. Each option of a combination is compared by its own steps, and the net price by theirs together.',
    },
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
    ordersPerMinuteMax: {
      title: 'Orders per minute',
      explanation:
        'Sent from this account within 60 seconds. An order that only reduces a position passes all the same.',
    },
    ordersPerDayMax: {
      title: 'Orders per day',
      explanation: 'Sent from this account since midnight UTC, when no market served here is in its session.',
    },
    dailyNotionalTimes: {
      title: 'Value of all orders of a day',
      explanation: 'As a multiple of the highest value of one order, per currency.',
    },
    dailyLossMax: {
      title: 'Daily loss stop',
      explanation:
        'Of net liquidation. After a loss of that much today, only orders that reduce a position pass.',
    },
    symbolPositionMax: {
      title: 'Largest position',
      explanation: 'Of net liquidation, in one symbol, with its open orders counted as filled.',
    },
    grossExposureMax: {
      title: 'Largest exposure',
      explanation: 'All positions and open orders together, long and short added up, of net liquidation.',
    },
    averageVolumeWarn: {
      title: 'Share of the daily volume that warns',
      explanation: 'Of the average of the last 20 trading days.',
    },
    displayedSizeWarn: {
      title: 'Share of the displayed size that warns',
      explanation: 'Of what the other side of the book shows, for orders that trade at once.',
    },
    unusualDeviations: {
      title: 'Unusually large for this account',
      explanation: 'Further above the mean of the latest orders in that currency is a DANGER to acknowledge.',
    },
    symbolsAllowed: {
      title: 'Only these symbols',
      explanation: 'Empty: every symbol. Otherwise any other one is forbidden.',
    },
    symbolsDenied: {
      title: 'Never these symbols',
      explanation: 'Forbidden, also when they are allowed above.',
    },
    isExtendedSessionEnabled: {
      title: 'Orders outside regular hours',
      explanation: 'Off: an order for the extended session is forbidden unless it only reduces a position.',
    },
    isOvernightSessionEnabled: {
      title: 'Orders for the night session',
      explanation: 'Off: an order for the night alone is forbidden unless it only reduces a position.',
    },
    areShortsEnabled: {
      title: 'Short selling',
      explanation: 'Off: an order that opens or adds to a short position is forbidden.',
    },
    isMarginEnabled: {
      title: 'Buying on margin',
      explanation: 'Off: an order that needs more than the cash there is is forbidden.',
    },
    areOptionsEnabled: {
      title: 'Options',
      explanation:
        'Off: every order in options is forbidden. A call that is written without the shares needs short selling switched on, too.',
    },
    areFuturesEnabled: { title: 'Futures', explanation: 'Off: every order in futures is forbidden.' },
    areWarrantsEnabled: {
      title: 'Warrants and callable bull/bear contracts',
      explanation: 'Off: every order in them is forbidden.',
    },
    areFundsEnabled: { title: 'Funds', explanation: 'Off: every order in funds is forbidden.' },
    expiryWarnMs: {
      title: 'Before an expiry: warned',
      explanation: 'Before the last session of an option, warrant or future ends.',
    },
    expiryBlockMs: {
      title: 'Before an expiry: blocked',
      explanation: 'This near to the end only what reduces a position passes.',
    },
    reauthenticateAbove: {
      title: 'Ask who you are above',
      explanation:
        'A live order worth more than this is approved only after the computer (Touch ID on a Mac) or the app’s passphrase has confirmed that it is you. A currency that is not here is never asked for.',
    },
  } satisfies Readonly<Record<keyof RiskSettings, FieldText>>,
  units: {
    shares: 'shares',
    contracts: 'contracts',
    percent: '%',
    ticks: 'ticks',
    seconds: 'seconds',
    minutes: 'minutes',
    orders: 'orders',
    times: 'times',
    deviations: 'standard deviations',
  },
  noSymbols: 'no symbols',
  default: (value: string) => `Default ${value}`,
  on: 'on',
  off: 'off',
  changed: 'changed',
  addCurrency: 'Add currency',
  currencyCode: 'Currency code',
  capOf: (title: string, currency: string) => `${title} in ${currency}`,
  removeCurrency: (title: string, currency: string) => `Remove ${currency} from: ${title}`,
  unsaved: (count: number) => (count === 1 ? '1 change not saved' : `${count} changes not saved`),
  save: 'Save',
  discard: 'Discard',
  reset: 'Reset to defaults',
  saved: 'Saved. New proposals are checked with these settings.',
  mustBeNumber: 'Write a number above zero, such as 0.5 or 1000.',
  mustBeWhole: 'This must be a whole number of milliseconds.',
  looserTitle: 'You are loosening controls of a live account',
  looserText: (fields: string, sentence: string) => `${fields}. To save it, type: ${sentence}`,
  sentenceLabel: 'Sentence',
} as const;
