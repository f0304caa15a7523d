import { expect, test } from 'vitest';
import { byMethod, data, failureOf, freshAccountProcess, READ, recorded } from './account-process.ts';

const account = freshAccountProcess();

const EXPIRY_MS = 4_102_376_400_000;
const EXPIRATIONS = [
  {
    symbol: 'AAPL',
    dates: ['2099-12-31', '2020-01-17', 'soon'],
    timestamps: [EXPIRY_MS, 1579237200000, 5],
    periodTags: ['q', 'm'],
  },
];
const chain = (symbol: string, expiry: string | null = null) =>
  account.rpc.call('options.chain', { symbol, expiry }, READ);

test('expirations ascend, are asked for once, and the chain is asked for by the instant of Tiger', async () => {
  await account.start(
    byMethod({ option_expiration: data(EXPIRATIONS), option_chain: data(recorded('option_chain')) }),
  );
  const list = await account.rpc.call('options.expirations', { symbol: 'AAPL' }, READ);
  expect(list.expirations).toEqual([
    { day: '2020-01-17', kind: 'monthly' },
    { day: '2099-12-31', kind: 'quarterly' },
  ]);
  const nearest = await chain('AAPL');
  expect(nearest.expiry).toBe('2099-12-31');
  expect(nearest.options.map(({ right, strike, openInterest }) => [right, strike, openInterest])).toEqual([
    ['call', '200', '1500'],
    ['put', '200', '1500'],
  ]);
  expect(nearest.options[1]).toMatchObject({
    identifier: 'AAPL  261218P00200000',
    bidPrice: '6.05',
    impliedVolatility: '0.25',
    theta: '-0.05',
  });
  await chain('AAPL', '2099-12-31');
  expect(account.gateway.methods).toEqual(['option_expiration', 'option_chain']);
  expect(account.gateway.received[1]!.body.biz_content).toContain(`"expiry":${EXPIRY_MS}`);
});

test('a day without options is refused with the days that have some', async () => {
  await account.start(byMethod({ option_expiration: data(EXPIRATIONS) }));
  const error = await failureOf(chain('AAPL', '2099-12-30'));
  expect(error).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('2099-12-31') as string,
  });
  expect(account.gateway.methods).toEqual(['option_expiration']);
});

test('a Hong Kong stock is asked for by the name of its options', async () => {
  await account.start(
    byMethod({
      all_hk_option_symbols: data(recorded('all_hk_option_symbols')),
      option_expiration: data([{ ...EXPIRATIONS[0], symbol: 'TCH.HK' }]),
      option_chain: data([
        { symbol: 'TCH.HK', items: [{ call: { strike: 500, bidPrice: 0 } }, { put: {} }] },
      ]),
    }),
  );
  expect(await chain('00700')).toMatchObject({
    symbol: '00700',
    options: [{ right: 'call', strike: '500', bidPrice: null }],
  });
  for (const index of [1, 2]) {
    expect(account.gateway.received[index]!.body.biz_content).toMatch(
      /TCH\.HK.*"market":"HK"|"market":"HK".*TCH\.HK/,
    );
  }
  expect(await failureOf(chain('00005'))).toMatchObject({ code: 'not_found' });
});
