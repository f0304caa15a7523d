import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTigerConfig } from '../../src/tiger/config.ts';
import type { AnyMethod, ReadMethod, WriteMethod } from '../../src/tiger/method.ts';
import { ALL_METHODS } from '../../src/tiger/methods/all-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import type { TigerClient } from '../../src/tiger/tiger-client.ts';
import {
  bizOf,
  CALLS_WITHOUT_FIXTURE,
  exact,
  methodFixtures,
  type StockedGateway,
  stockedGateway,
} from '../support/contract-calls.ts';
import { contractMethods } from '../support/contract-methods.ts';

// Every method of the contract from the client to the gateway and back, over HTTP: the gateway refuses a wrong
// signature of the request, the client refuses a wrong one of the answer and a `data` that its schema does not know.

const IN_TIME = { timeoutMs: 10_000 };
const client101 = new Map<string, AnyMethod>(
  Object.values(ALL_METHODS)
    .flat()
    .map((method) => [method.name, method]),
);
let stocked: StockedGateway;
let client: TigerClient;

beforeAll(async () => {
  stocked = await stockedGateway();
  client = openTigerClient(readTigerConfig(stocked.fixture.gateway.properties));
});
afterAll(async () => {
  client.close();
  await stocked.fixture.close();
});

/** The parameters of one call; every method of the contract needs one here. */
function paramsOf(name: string): unknown {
  const recorded = methodFixtures.find((item) => item.method === name);
  if (recorded !== undefined) return exact(bizOf(stocked, recorded)) ?? {};
  const other = CALLS_WITHOUT_FIXTURE.find(([method]) => method === name)?.[1];
  if (other !== undefined) return exact(other);
  if (name === 'modify_order') return { id: stocked.ids.working, limit_price: 101n };
  // The gateway settles transfers at once: there is none that could be cancelled.
  if (name === 'cancel_segment_fund') return { id: 1n };
  return null;
}

describe('client to gateway and back', () => {
  test.each(contractMethods().map(({ name }) => name))('%s', async (name) => {
    const method = client101.get(name);
    const params = paramsOf(name);
    expect([name, method !== undefined, params !== null]).toEqual([name, true, true]);
    if (method === undefined) return;
    const door = stocked.fixture.gateway.control!.door;
    const before = door.received().length;
    const call = async () =>
      method.effect === 'order'
        ? client.write(method as WriteMethod<object, unknown>, params as object, IN_TIME)
        : client.read(method as ReadMethod<object, unknown>, params as object, IN_TIME);
    if (name === 'cancel_segment_fund') {
      await expect(call()).rejects.toMatchObject({
        kind: 'account_refused',
        brokerCode: '1300',
        outcomeUnknown: false,
      });
    } else {
      expect(await call()).toMatchObject({ isSimulated: true });
    }
    expect(
      door
        .received()
        .slice(before)
        .map((request) => request.method),
    ).toEqual([name]);
  });
});
