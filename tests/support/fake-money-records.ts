import { MINUTE_MS } from './fake-account-data.ts';
import type { FakeAnswers } from './fake-research.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
/** Worth by day: up, down by a quarter, and up again. */
const CURVE = ['1000', '1200', '900', '1100'];

/** Answers about an account's past. */
export const MONEY_ANSWERS: FakeAnswers = {
  'assets.history': ({ currency }, { nowMs }) => ({
    currency,
    summary: { pnl: '100', pnlRate: '0.1', annualizedReturn: null },
    days: CURVE.map((netLiquidation, index) => ({
      timeMs: nowMs - (CURVE.length - index) * DAY_MS,
      netLiquidation,
      pnl: '0',
      pnlRate: null,
      cashBalance: '500',
      grossPositionValue: '500',
      deposit: '0',
      withdrawal: '0',
    })),
  }),
  'funds.details': ({ limit }, { nowMs }) => ({
    rows: Array.from({ length: limit }, (_, index) => ({
      id: String(index),
      type: 'Trade',
      text: 'AAPL',
      contractName: 'Apple',
      segment: 'SEC',
      currency: 'USD',
      amount: '-8052.4',
      day: '2026-11-23',
      timeMs: nowMs,
    })),
    total: 240,
  }),
  'segments.available': ({ currency }) => ({
    available: [{ fromSegment: 'SEC', currency, amount: '900.12' }],
  }),
  'segments.transfers': ({ limit }, { nowMs }) => ({
    transfers: Array.from({ length: Math.min(limit, 3) }, (_, index) => ({
      id: String(index),
      fromSegment: 'SEC',
      toSegment: 'FUT',
      currency: 'USD',
      amount: '100',
      status: 'SUCC',
      message: 'Settled',
      createdAtMs: nowMs,
      settledAtMs: null,
    })),
  }),
  'positions.transfers': ({ kind }) => ({
    transfers: [
      {
        id: '9',
        kind,
        direction: 'OUT',
        status: 'Succ',
        method: 'INTERNAL',
        counterparty: '...2583',
        createdText: '2026-11-20',
        finishedText: null,
        lines: kind === 'internal' ? null : [{ symbol: 'AAPL', market: 'US', quantity: '10', status: null }],
      },
    ],
  }),
  'rates.dollar': ({ currencies }, { nowMs }) => ({
    rates: currencies
      .filter((currency) => currency in USD)
      .map((currency) => ({ currency, usd: USD[currency], timeMs: nowMs - DAY_MS })),
  }),
};

const USD: Readonly<Record<string, string>> = { USD: '1', HKD: '0.128', SGD: '0.75' };
