import { describe, expect, it } from 'vitest';
import type { AccountReads } from '../../../../src/main/accounts/account-directory.ts';
import { readGreeks } from '../../../../src/main/accounts/read-greeks.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { OptionKey } from '../../../../src/shared/domain/option.ts';
import { optionChainSchema, optionKeySchema } from '../../../../src/shared/domain/option.ts';
import { fakeProvenance } from '../../../support/fake-account-data.ts';

const NOTHING = {
  identifier: null,
  bidPrice: null,
  bidSize: null,
  askPrice: null,
  askSize: null,
  lastPrice: null,
};
const NEITHER = { volume: null, openInterest: null, multiplier: null, rho: null };

const key = (symbol: string, strike: string, expiry = '2026-12-18'): OptionKey =>
  optionKeySchema.parse({ symbol, expiry, right: 'call', strike });

function reads(asked: string[]): AccountReads {
  const read = async (_name: string, { symbol, expiry }: { symbol: string; expiry: string }) => {
    asked.push(`${symbol} ${expiry}`);
    if (symbol === 'DENIED')
      throw new AppError('broker_permission', 'No permission for it.', { nextStep: 'Buy it.' });
    const row = {
      ...NOTHING,
      ...NEITHER,
      right: 'call',
      strike: '200',
      delta: '0.5',
      gamma: null,
      theta: '-0.1',
    };
    const options = [{ ...row, vega: '0.2', impliedVolatility: '0.25' }];
    return optionChainSchema.parse({ symbol, expiry, options, provenance: fakeProvenance(0) });
  };
  return { read: read as never };
}

describe('the greeks of held options', () => {
  it('come from the chain of each expiry, asked once, and match by value', async () => {
    const asked: string[] = [];
    const options = [key('AAPL', '200.0'), key('AAPL', '210'), key('MSFT', '200')];
    const { rows, problem } = await readGreeks(reads(asked), options, 1_000);
    expect(asked).toEqual(['AAPL 2026-12-18', 'MSFT 2026-12-18']);
    expect(rows.map(({ option, delta, gamma }) => [option.symbol, option.strike, delta, gamma])).toEqual([
      ['AAPL', options[0]!.strike, '0.5', null],
      ['MSFT', '200', '0.5', null],
    ]);
    expect(problem).toBeNull();
  });

  it('are missing where a chain is refused, and say why', async () => {
    const { rows, problem } = await readGreeks(reads([]), [key('DENIED', '200'), key('AAPL', '200')], 1_000);
    expect(rows.map(({ option }) => option.symbol)).toEqual(['AAPL']);
    expect(problem).toBe('No permission for it.');
  });

  it('are read of so many expiries and no more', async () => {
    const asked: string[] = [];
    const options = Array.from({ length: 12 }, (_, index) => key('AAPL', '200', `2026-12-${10 + index}`));
    const { problem } = await readGreeks(reads(asked), options, 1_000);
    expect(asked).toHaveLength(8);
    expect(problem).toMatch(/More expiries/);
  });
});
