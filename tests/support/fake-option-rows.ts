interface Book {
  readonly bid: string;
  readonly ask: string;
  readonly last: string;
}

/** A call and a put at one strike, both at these prices. */
export function fakeOptionRows({ bid, ask, last }: Book) {
  return (['call', 'put'] as const).map((right) => ({
    identifier: null,
    right,
    strike: '190',
    bidPrice: bid,
    bidSize: '10',
    askPrice: ask,
    askSize: '10',
    lastPrice: last,
    volume: null,
    openInterest: null,
    multiplier: '100',
    impliedVolatility: '0.25',
    delta: right === 'call' ? '0.45' : '-0.55',
    gamma: '0.02',
    theta: '-0.05',
    vega: '0.2',
    rho: '0.1',
  }));
}
