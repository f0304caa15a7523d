import { expect, test } from 'vitest';
import { decimal } from '../../../src/shared/domain/decimal.ts';
import { byMethod, data, freshAccountProcess, READ, recorded } from './account-process.ts';

const account = freshAccountProcess();

test('the tradable quantity is asked for with the exact price', async () => {
  await account.start(byMethod({ estimate_tradable_quantity: data(recorded('estimate_tradable_quantity')) }));
  const wanted = { symbol: 'AAPL', side: 'BUY', orderType: 'LMT', stopPrice: null } as const;
  const limitPrice = decimal('201.5') as never;
  expect(await account.rpc.call('quantity.tradable', { ...wanted, limitPrice }, READ)).toMatchObject({
    cashQuantity: '45',
    financingQuantity: '180',
    positionQuantity: '1.11',
  });
  expect(account.gateway.received[0]!.body.biz_content).toContain('"limit_price":201.5');
});

test('fills keep every digit of their ids, are unscaled, and say whether there are more', async () => {
  const fill = {
    id: 40139406481165322n,
    orderId: 40139406481165313n,
    symbol: 'AAPL',
    secType: 'STK',
    currency: 'USD',
    market: 'US',
    action: 'SELL',
    filledQuantity: 111,
    filledQuantityScale: 2,
    filledPrice: 201.31,
    transactionTime: 1795444200900,
  };
  await account.start(
    byMethod({ order_transactions: data({ nextPageToken: 'next', items: [fill, { id: 7n, action: '?' }] }) }),
  );
  const list = await account.rpc.call(
    'transactions.list',
    { brokerOrderId: null, symbol: 'AAPL', startMs: 1, endMs: null, limit: 50, cursor: 'now' },
    READ,
  );
  expect(list).toMatchObject({
    transactions: [
      {
        transactionId: '40139406481165322',
        brokerOrderId: '40139406481165313',
        side: 'SELL',
        quantity: '1.11',
        amount: null,
        filledAtMs: 1795444200900,
      },
      { transactionId: '7', symbol: null, side: null, quantity: null, securityType: 'OTHER' },
    ],
    nextCursor: 'next',
  });
  const sent = account.gateway.received[0]!.body.biz_content;
  for (const part of ['"page_token":"now"', '"sec_type":"STK"', '"start_date":1', '"limit":50']) {
    expect(sent).toContain(part);
  }
});
