import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FAULT_KINDS, type FaultKind, type FaultRule } from '../../src/gateway/faults/fault-plan.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { accounts } from '../../src/tiger/methods/account-methods.ts';
import { marketState } from '../../src/tiger/methods/market-methods.ts';
import { type OrderParams, orderNumber, placeOrder } from '../../src/tiger/methods/order-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import type { TigerClient } from '../../src/tiger/tiger-client.ts';
import type { TigerErrorKind } from '../../src/tiger/tiger-error.ts';
import { ExactNumber } from '../../src/tiger/wire/exact-number.ts';
import { type GatewayFixture, gatewayFixture } from '../support/gateway-fixture.ts';
import { post } from '../support/signed-request.ts';

// What the client makes of each fault, ordered by the control door over HTTP. Short limits of time keep the waiting of
// retries out: a pause that does not fit into the limit is not begun.
const SHORT = { timeoutMs: 900 };

let fixture: GatewayFixture;
let client: TigerClient;
beforeAll(async () => {
  fixture = await gatewayFixture();
});
afterAll(() => fixture.close());
afterEach(() => client.close());

async function door(command: object): Promise<void> {
  const { url, token } = fixture.gateway.control!;
  const answer = await post(url, JSON.stringify(command), { 'x-control-token': token });
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.stringContaining('"ok":true')]);
}

/** A fresh client for each case: orders of one client are spread over seconds. */
async function strike(rule: FaultRule): Promise<TigerClient> {
  await door({ action: 'clear_faults' });
  await door({ action: 'add_fault', rule });
  client = openTigerClient(readTigerConfig(fixture.gateway.properties));
  return client;
}

const readAccounts = async (rule: FaultRule) => (await strike(rule)).read(accounts, {}, SHORT);

const ORDER: OrderParams = {
  symbol: 'AAPL',
  sec_type: 'STK',
  currency: 'USD',
  action: 'BUY',
  order_type: 'LMT',
  limit_price: new ExactNumber('100'),
  total_quantity: 1n,
  time_in_force: 'DAY',
  outside_rth: false,
};

const arrivals = (method: string) =>
  fixture.gateway.control!.door.received().filter((request) => request.method === method).length;

async function orderCount(): Promise<number> {
  await door({ action: 'clear_faults' });
  return (await fixture.call('orders', { limit: 300 })).data.items.length;
}

/** The error of a read; null: the answer is good. Of a write also whether its outcome is unknown, and what was placed. */
interface Expected {
  readonly read: TigerErrorKind | null;
  readonly write: {
    readonly kind: TigerErrorKind | null;
    readonly isUnknown: boolean;
    readonly placed: 0 | 1;
  };
}

const unknown = (kind: TigerErrorKind, placed: 0 | 1): Expected => ({
  read: kind,
  write: { kind, isUnknown: true, placed },
});
const refused = (kind: TigerErrorKind): Expected => ({
  read: kind,
  write: { kind, isUnknown: false, placed: 0 },
});
const good: Expected = { read: null, write: { kind: null, isUnknown: false, placed: 1 } };

const EXPECTED: Readonly<Record<FaultKind, Expected>> = {
  hang: unknown('timeout', 0),
  latency: good,
  reset_before: unknown('network', 0),
  reset_after: unknown('network', 1),
  hang_after: unknown('timeout', 1),
  garbage: unknown('unreadable_answer', 0),
  html: unknown('unreadable_answer', 0),
  http_500: unknown('http_status', 0),
  rate_limit: refused('rate_limited'),
  rate_limit_old: refused('rate_limited'),
  permission_lost: refused('permission'),
  token_expired: refused('token'),
  // Code 1: Tiger broke off somewhere, so what became of an order is not known.
  refuse: unknown('server_error', 0),
  refuse_unsigned: unknown('server_error', 0),
  refuse_inside: unknown('server_error', 0),
  wrong_signature: unknown('bad_signature', 1),
  missing_signature: unknown('bad_signature', 1),
  clock_skew: good,
  half_reply: unknown('network', 1),
  double_reply: unknown('unreadable_answer', 1),
};

describe.each(FAULT_KINDS)('%s', (kind) => {
  const rule: FaultRule = { kind, latencyMs: 200 };

  test('a read ends with its typed error, or with the true answer', async () => {
    const { read } = EXPECTED[kind];
    const answer = readAccounts({ ...rule, method: 'accounts' });
    if (read === null) expect((await answer).data[0]).toMatchObject({ account: fixture.account });
    else
      await expect(answer).rejects.toMatchObject({ name: 'TigerError', kind: read, outcomeUnknown: false });
  });

  test('an order is sent once; what is not known of it is said to be unknown', async () => {
    const expected = EXPECTED[kind].write;
    const before = await orderCount();
    const sentBefore = arrivals('place_order');
    const answer = (await strike({ ...rule, method: 'place_order' })).write(placeOrder, ORDER, SHORT);
    if (expected.kind === null) expect((await answer).data.id).toBeGreaterThan(0n);
    else
      await expect(answer).rejects.toMatchObject({ kind: expected.kind, outcomeUnknown: expected.isUnknown });
    expect(arrivals('place_order')).toBe(sentBefore + 1);
    expect((await orderCount()) - before).toBe(expected.placed);
  });
});

/** Wire contract 7.1; for a write, whether the code says for certain that nothing was done. */
const CODES: readonly (readonly [code: number, message: string, kind: TigerErrorKind, isUnknown: boolean])[] =
  [
    [1, 'server error', 'server_error', true],
    [2, 'network read timeout', 'server_error', true],
    [4, 'access forbidden(ip not allowed)', 'permission', false],
    [4, 'access forbidden(in the black list)', 'permission', false],
    [5, 'rate limit error', 'rate_limited', false],
    [1000, 'common param error(failed to verify signature)', 'credentials', false],
    [1000, 'common param error(failed to get developer information)', 'credentials', false],
    [1000, "common param error(field 'version' cannot be empty)", 'request_refused', false],
    [1010, "biz param error('market' x not supported)", 'request_refused', false],
    [1100, 'TRADE DUPLICATE ORDER ID', 'account_refused', true],
    [
      1200,
      'standard_account_response_error(BAD_REQUEST:Orders cannot be place at this moment)',
      'account_refused',
      false,
    ],
    [1300, 'paper_account_response_error(BAD_REQUEST:x)', 'account_refused', false],
    [2000, 'financial data error', 'other_refusal', true],
    [2100, 'stock quote error', 'other_refusal', true],
    [2200, 'option quote error', 'other_refusal', true],
    [2300, 'future quote error', 'other_refusal', true],
    [2400, 'user token can not be empty', 'token', false],
    [4000, 'permission denied(no permission for this market)', 'permission', false],
    [9999, 'a code of tomorrow', 'other_refusal', true],
  ];

describe.each(CODES)('code %d, %s', (code, message, kind, isUnknown) => {
  test('of one method: typed, with the code and the text', async () => {
    const failing = await strike({ kind: 'refuse', method: 'accounts', code, message });
    await expect(failing.read(accounts, {}, SHORT)).rejects.toMatchObject({ kind, brokerCode: String(code) });
    await expect(failing.read(accounts, {}, SHORT)).rejects.toThrow(message.slice(0, 20));
    // Of one method: the others answer as before.
    expect((await failing.read(marketState, { market: 'US' }, SHORT)).data).toHaveLength(1);
  });

  test('of an order: definite only where the contract says so, and only if signed', async () => {
    const before = await orderCount();
    for (const form of ['refuse', 'refuse_inside', 'refuse_unsigned'] as const) {
      const failing = await strike({ kind: form, method: 'place_order', code, message });
      await expect(failing.write(placeOrder, ORDER, SHORT)).rejects.toMatchObject({
        kind,
        brokerCode: String(code),
        outcomeUnknown: isUnknown || form === 'refuse_unsigned',
      });
      failing.close();
    }
    expect(await orderCount()).toBe(before);
  });
});

describe('what passes', () => {
  test('a lost connection of a read is made good by asking again', async () => {
    const { data } = await readAccounts({ kind: 'reset_before', method: 'accounts', count: 1 });
    expect(data[0]).toMatchObject({ account: fixture.account });
  });

  test('an answer with a clock ahead keeps both times apart', async () => {
    const { brokerTimeMs, receivedAtMs } = await readAccounts({ kind: 'clock_skew', latencyMs: 300_000 });
    expect(brokerTimeMs! - receivedAtMs).toBeGreaterThan(299_000);
  });
});

describe('a repeated order number', () => {
  test.each([
    ['refuse', 1],
    ['ignore', 2],
  ] as const)('%s: %d order', async (mode, placed) => {
    await door({ action: 'set_duplicate_order_ids', mode });
    const before = await orderCount();
    client = openTigerClient(readTigerConfig(fixture.gateway.properties));
    const { data } = await client.read(orderNumber, {}, SHORT);
    const numbered = { ...ORDER, order_id: data.orderId };
    await client.write(placeOrder, numbered, SHORT);
    const again = client.write(placeOrder, numbered, SHORT);
    // Refused means that the first one arrived, so its outcome has to be looked up.
    if (mode === 'refuse')
      await expect(again).rejects.toMatchObject({ brokerCode: '1100', outcomeUnknown: true });
    else expect((await again).data.orderId ?? data.orderId).toBe(data.orderId);
    expect((await orderCount()) - before).toBe(placed);
    await door({ action: 'set_duplicate_order_ids', mode: 'refuse' });
  });
});
