import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bizOf,
  CALLS_WITHOUT_FIXTURE,
  exact,
  methodFixtures,
  type StockedGateway,
  stockedGateway,
} from '../support/contract-calls.ts';
import type { GatewayFixture } from '../support/gateway-fixture.ts';
import { differences } from '../support/json-shape.ts';
import { callGateway } from '../support/signed-request.ts';

/** Members that the contract lets out when there is no value, with the reason that there is none here. */
const ABSENT: readonly RegExp[] = [
  /\.hourTrading$/,
  /^timeline\.\[\]\.afterHours\.items is empty$/,
  /^quote_real_time\.\[\]\.volumeDecimal$/,
  // Not modelled, and optional.
  /^stock_detail\.items\.\[\]\.(eps|listingDate|adrRate|nextMarketStatus)$/,
  // Combinations are not traded; charges come with show_charges only.
  /\.(comboType|comboTypeDesc|legs|charges)$/,
  /^place_forex_order\.(expireTime)$/,
];

let stocked: StockedGateway;
let fixture: GatewayFixture;
beforeAll(async () => {
  stocked = await stockedGateway();
  fixture = stocked.fixture;
});
afterAll(() => fixture.close());

describe('every method that a fixture was recorded for', () => {
  test.each(methodFixtures.map((item, index) => [`${index} ${item.method}`, item] as const))(
    '%s',
    async (_name, item) => {
      const biz = bizOf(stocked, item);
      const answer = await callGateway(fixture.gateway.url, {
        properties: fixture.gateway.properties,
        method: item.method,
        version: item.version,
        biz: biz === undefined ? undefined : exact(biz),
      });
      expect([answer.code, answer.message]).toEqual([0, 'success']);
      const found = differences(item.response_data, answer.data, item.method);
      expect(found.filter((path) => !ABSENT.some((pattern) => pattern.test(path)))).toEqual([]);
    },
  );
});

describe('methods without a fixture', () => {
  test.each(CALLS_WITHOUT_FIXTURE)('%s', async (method, biz, shape) => {
    const answer = await fixture.call(method, biz as Record<string, unknown>);
    expect([answer.code, answer.message]).toEqual([0, 'success']);
    expect(differences(shape, answer.data, method)).toEqual([]);
  });

  test('an exchange is an order of kind CASH, by its id and in the list of such orders alone', async () => {
    const wanted = { seg_type: 'SEC', source_currency: 'USD', target_currency: 'HKD', source_amount: 5 };
    const id = await stocked.idOf('place_forex_order', { ...wanted, external_id: 'mark-1' });
    const listed = await fixture.call('orders', { sec_type: 'CASH', limit: 1 });
    const row = expect.objectContaining({
      id: Number(id),
      externalId: 'mark-1',
      secType: 'CASH',
      status: 'Filled',
    });
    expect(listed.data).toMatchObject({ items: [row] });
    expect((await fixture.call('orders', { id })).data).toEqual(row);
    const { items } = (await fixture.call('orders', {})).data as { items: { secType: string }[] };
    expect(items.filter(({ secType }) => secType === 'CASH')).toEqual([]);
  });

  test('modify_order keeps the id; a settled transfer cannot be cancelled', async () => {
    const order = {
      symbol: 'AAPL',
      sec_type: 'STK',
      action: 'BUY',
      order_type: 'LMT',
      limit_price: 90,
      total_quantity: 1,
    };
    const id = await stocked.idOf('place_order', order);
    expect(await stocked.idOf('modify_order', { id, limit_price: 91 })).toBe(id);
    expect((await fixture.call('cancel_segment_fund', { id: 1 })).code).toBe(1300);
  });
});
