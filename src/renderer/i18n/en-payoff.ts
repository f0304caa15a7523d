import type { ExerciseNote } from '../../shared/domain/order-payoff.ts';

export const payoffText = {
  title: { option: 'Payoff at expiry', short: 'Short sale' },
  maxLoss: 'Largest loss',
  maxGain: 'Largest gain',
  unlimited: 'UNLIMITED',
  breakeven: (count: number) => (count === 1 ? 'Breakeven' : 'Breakevens'),
  breakevenNone: 'none',
  underlying: (symbol: string) => `${symbol} now`,
  expires: 'Expires',
  daysLeft: (days: number) => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`),
  exercise: 'Exercise moves',
  delta: 'Delta, in shares',
  gamma: 'Gamma',
  theta: 'Theta, per day',
  vega: 'Vega, per point',
  impliedVolatility: 'Implied volatility',
  noGreeks: 'The broker gives no greeks for this option.',
  noGreeksOfLegs: 'The broker does not give the greeks of every leg.',
  closing: 'This order only closes what is held, so it opens no new loss or gain.',
  noFigures:
    'What this order can lose or win is not known: its price or what the option stands for is missing.',
  severalDays:
    'Its legs end on several days, so there is no one result at expiry. The check of unlimited loss says what it can lose at most.',
  assumptions: (hasExpiry: boolean, fees: string | null) =>
    `For this order alone, filled at its price${hasExpiry ? ' and held to expiry' : ''}; ${
      fees === null ? 'fees are not known and not included' : `${fees} of fees included`
    }.`,
  withShares: (shares: string, fees: string | null) =>
    `Together with the ${shares} shares that cover it, at today’s price, held to expiry; ${
      fees === null ? 'fees are not known and not included' : `${fees} of fees included`
    }.`,
  chart: 'Result at expiry by the price of the underlying',
  chartShort: 'Result by the price of the share',
  chartPoint: (price: string, result: string) => `at ${price}: ${result}`,
  strike: 'strike',
  now: 'now',
  notes: {
    exercised_at_expiry: 'In the money by 0.01 or more at expiry, it is exercised by itself.',
    expires_worthless: 'Out of the money at expiry, it is worth nothing.',
    assigned_any_day:
      'You can be assigned on any day before expiry, most often just before an ex-dividend day.',
    call_is_covered: 'Assigned, you deliver shares that you hold.',
    call_is_not_covered: 'Assigned, you owe shares that you do not hold.',
    put_buys_shares: 'Assigned, you buy the shares at the strike.',
    expires_today: 'It expires today.',
    rules_of_exchange: 'Exercise and assignment follow the rules of its exchange.',
  } satisfies Record<ExerciseNote, string>,
} as const;
