import { expect, it } from 'vitest';
import { greeksOf, greeksQuestion, heldOptions } from '../../../src/renderer/portfolio/held-options.ts';
import { fakePositions } from '../../support/fake-account-data.ts';

const [stock] = fakePositions(0).positions;
const held = (symbol: string) => ({ ...stock!, symbol, securityType: 'OPT' as const });

it('takes options by their identifier, and leaves everything else where it is', () => {
  const positions = [stock!, held('AAPL  261218C00200000'), held('STRANGE')];
  expect(heldOptions(positions).map(({ option }) => option)).toEqual([
    { symbol: 'AAPL', expiry: '2026-12-18', right: 'call', strike: '200' },
  ]);
});

it('asks for the greeks of the same options in the same words, and of none not at all', () => {
  const one = heldOptions([held('MSFT  261218P00300000'), held('AAPL  261218C00200000')]);
  expect(greeksQuestion(one)).toEqual(greeksQuestion([...one].reverse()));
  expect(greeksQuestion(one)?.map(({ symbol }) => symbol)).toEqual(['AAPL', 'MSFT']);
  expect(greeksQuestion([])).toBeNull();
});

it('finds the row of an option by what names it', () => {
  const [{ option } = { option: null }] = heldOptions([held('AAPL  261218C00200000')]);
  const row = {
    option: { ...option!, strike: '200.0' as never },
    impliedVolatility: null,
    delta: '0.5' as never,
    gamma: null,
    theta: null,
    vega: null,
  };
  expect(greeksOf(option!, [row])?.delta).toBe('0.5');
  expect(greeksOf({ ...option!, right: 'put' }, [row])).toBeNull();
});
