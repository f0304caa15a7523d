/** European option value and its sensitivities; prices per share, rates per year. */
export interface OptionValue {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  /** Per calendar day. */
  readonly theta: number;
  /** Per percentage point of volatility. */
  readonly vega: number;
  /** Per percentage point of the rate. */
  readonly rho: number;
}

export interface OptionInputs {
  readonly spot: number;
  readonly strike: number;
  readonly years: number;
  readonly rate: number;
  readonly volatility: number;
  readonly right: 'CALL' | 'PUT';
}

const DAYS_PER_YEAR = 365;
const PERCENT = 100;

/** Black and Scholes (1973), no dividends. Without time left it is the intrinsic value. */
export function optionValue(inputs: OptionInputs): OptionValue {
  const { spot, strike, years, rate, volatility, right } = inputs;
  const sign = right === 'CALL' ? 1 : -1;
  if (years <= 0) {
    const intrinsic = Math.max(0, sign * (spot - strike));
    return { price: intrinsic, delta: intrinsic > 0 ? sign : 0, gamma: 0, theta: 0, vega: 0, rho: 0 };
  }
  const root = Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + volatility ** 2 / 2) * years) / (volatility * root);
  const d2 = d1 - volatility * root;
  const discounted = strike * Math.exp(-rate * years);
  const density = Math.exp(-(d1 ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const atStrike = normalCdf(sign * d2);
  return {
    price: Math.max(0, sign * (spot * normalCdf(sign * d1) - discounted * atStrike)),
    delta: sign * normalCdf(sign * d1),
    gamma: density / (spot * volatility * root),
    theta:
      (-(spot * density * volatility) / (2 * root) - sign * rate * discounted * atStrike) / DAYS_PER_YEAR,
    vega: (spot * density * root) / PERCENT,
    rho: (sign * discounted * years * atStrike) / PERCENT,
  };
}

/** Abramowitz and Stegun, 26.2.17: error below 7.5e-8. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x >= 0 ? 1 - tail : tail;
}
