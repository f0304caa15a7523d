import { describe, expect, test } from 'vitest';
import { accounts, assets, positions, primeAssets } from '../../../../src/tiger/methods/account-methods.ts';
import { contractRowSchema } from '../../../../src/tiger/methods/contract-methods.ts';
import { contractOf, symbolOf } from '../../../../src/worker/tiger-mapping/instrument-mapping.ts';
import {
  globalAssetsOf,
  positionOf,
  primeAssetsOf,
  profileOf,
} from '../../../../src/worker/tiger-mapping/portfolio-mapping.ts';

const PAPER = '20200821144442583';

function profile(account: string, rows: readonly object[]) {
  const data = accounts.reply.parse({ items: rows });
  return profileOf(account, { data, brokerTimeMs: null, receivedAtMs: 0, isSimulated: false });
}

describe('the mode is proven, never assumed', () => {
  test.each([
    ['paper', PAPER, 'PAPER', 'paper'],
    ['standard', '12345678', 'STANDARD', 'live'],
    ['global', 'U1234567', 'GLOBAL', 'live'],
    ['a live number that is called paper', '12345678', 'PAPER', 'unknown'],
    ['a paper number that is called standard', PAPER, 'STANDARD', 'unknown'],
    ['a new kind', '12345678', 'CRYPTO', 'unknown'],
    ['no kind', PAPER, null, 'unknown'],
  ])('%s', (_name, account, accountType, mode) => {
    expect(profile(account, [{ account, accountType }]).mode).toBe(mode);
  });

  test("another account's answer proves nothing", () => {
    expect(profile('12345678', [{ account: PAPER, accountType: 'PAPER' }])).toMatchObject({
      mode: 'unknown',
      accountType: null,
      lastFour: '5678',
    });
  });
});

describe('segments', () => {
  const reply = <T>(data: T) => ({ data, brokerTimeMs: null, receivedAtMs: 0, isSimulated: false });

  test('of a prime account are all that Tiger gives, each in its currency', () => {
    const rows = [
      { category: 'S', currency: 'USD', netLiquidation: '15000.5', unrealizedPL: '12.5' },
      { category: 'C', currency: 'HKD', netLiquidation: '7', initMargin: '3' },
      { category: 'F', currency: 'USD', netLiquidation: '0.1' },
      { category: 'X', currency: 'USD', netLiquidation: '1' },
      { category: 'D', currency: null, netLiquidation: '1' },
    ];
    const { segments, netLiquidation } = primeAssetsOf(reply(primeAssets.reply.parse({ segments: rows })));
    expect(segments.map(({ kind, currency, netLiquidation: net }) => [kind, currency, net])).toEqual([
      ['securities', 'USD', '15000.5'],
      ['commodities', 'HKD', '7'],
      ['funds', 'USD', '0.1'],
    ]);
    expect(segments[1]).toMatchObject({ initialMargin: '3', cashBalance: null });
    expect(netLiquidation).toBe('15000.5');
  });

  test('of a global account are in its own currency', () => {
    const row = {
      account: 'U1',
      currency: 'USD',
      dayTradesRemaining: '3',
      segments: [{ category: 'C', netLiquidation: '5', cashValue: '2' }],
    };
    const { segments, dayTradesRemaining } = globalAssetsOf(
      'U1',
      reply(assets.reply.parse({ items: [row] })),
    );
    expect(dayTradesRemaining).toBe(3);
    expect(segments).toMatchObject([
      { kind: 'commodities', currency: 'USD', cashBalance: '2', unrealizedPnl: null },
    ]);
  });
});

describe('positions', () => {
  const position = (row: object) => positionOf(positions.reply.parse([{ symbol: 'AAPL', ...row }])[0]!);

  test('the older pair of integers is understood', () => {
    expect(position({ position: '773', positionScale: '5' }).quantity).toBe('0.00773');
    expect(position({ position: '-10' }).quantity).toBe('-10');
  });

  test('no quantity is an error, not 0', () => {
    expect(() => position({})).toThrow(expect.objectContaining({ code: 'broker_protocol' }));
  });

  test('an option is named by its identifier', () => {
    const option = { secType: 'OPT', identifier: 'AAPL  261218C00200000', positionQty: '1' };
    expect(position(option).symbol).toBe('AAPL  261218C00200000');
  });

  test.each([
    ['aapl', 'AAPL'],
    ['  x_y ', 'X-Y'],
    ['$', 'UNKNOWN'],
    ['A'.repeat(50), 'A'.repeat(24)],
  ])('a strange symbol is shown, not a reason to fail: %s', (text, shown) => {
    expect(symbolOf(text)).toBe(shown);
  });
});

test('a tick row that cannot be understood covers nothing', () => {
  const row = contractRowSchema.parse({
    symbol: 'AAPL',
    lotSize: '0',
    tickSizes: [
      { begin: '0', end: '1', type: 'SIDEWAYS', tickSize: '0.01' },
      { begin: '1', end: 'later', type: 'OPEN', tickSize: '0.01' },
      { begin: '1', end: '2', type: 'OPEN_CLOSED', tickSize: '0' },
      { begin: '2', end: '3', type: 'CLOSED_OPEN', tickSize: '0.5' },
    ],
  });
  const contract = contractOf(row, null);
  expect(contract.tickSizes).toEqual([
    { from: '2', to: '3', fromInclusive: true, toInclusive: false, size: '0.5' },
  ]);
  expect(contract.lotSize).toBeNull();
});
