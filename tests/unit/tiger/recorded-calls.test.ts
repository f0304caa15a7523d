import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyMethod } from '../../../src/tiger/method.ts';
import { signedRequest } from '../../../src/tiger/signed-request.ts';
import { parseExactJson } from '../../../src/tiger/wire/exact-json.ts';
import { parseTimestamp } from '../../../src/tiger/wire/timestamp.ts';
import { ClientFixture, IN_TIME } from './client-fixture.ts';
import { answerData, plain } from './loopback-gateway.ts';
import { lostValues } from './lost-values.ts';
import type { RecordedCall } from './recorded-call.ts';
import { QUOTE_CALLS } from './recorded-quote-calls.ts';
import { TRADE_CALLS } from './recorded-trade-calls.ts';
import { VECTOR_CALLS } from './recorded-vector-calls.ts';
import { keyVectors, methodFixtures, requestVectors } from './vectors.ts';

/**
 * Where we differ from the official SDK on purpose. `symbol` of trade_tick belongs to version 1.0, the SDK sends both
 * (wire contract 3.1). `outside_rth` is always sent by us, because Tiger's default for limit orders is true (5.1).
 * Answers are asked for in English whatever the language of the person.
 */
const SDK_QUIRKS: Readonly<Record<string, readonly string[]>> = {
  trade_tick: ['symbol'],
  place_order: ['outside_rth'],
  preview_order: ['outside_rth'],
  orders: ['lang'],
};

function comparable(method: string, biz: unknown): unknown {
  if (Array.isArray(biz) || biz === null) return plain(biz);
  const quirks = SDK_QUIRKS[method] ?? [];
  return plain(Object.fromEntries(Object.entries(biz as object).filter(([name]) => !quirks.includes(name))));
}

const fixture = new ClientFixture();
beforeAll(() => fixture.gateway.start());
afterAll(() => fixture.stop());

async function call(method: AnyMethod, params: object): Promise<unknown> {
  const { client } = fixture;
  const reply =
    method.effect === 'order'
      ? await client.write(method, params, IN_TIME)
      : await client.read(method, params, IN_TIME);
  return reply.data;
}

describe('recorded calls of the official SDK', () => {
  const calls = new Map<string, RecordedCall>(
    [...QUOTE_CALLS, ...TRADE_CALLS].map((made) => [made.name, made]),
  );

  test('all are repeated', () => {
    expect([...calls.keys()]).toEqual(methodFixtures.map((recorded) => recorded.python_call));
  });

  test.each(methodFixtures.map((recorded) => [recorded.python_call, recorded] as const))(
    '%s',
    async (name, recorded) => {
      const made = calls.get(name)!;
      fixture.gateway.behave(answerData(recorded.response_data));
      const data = await call(made.method, made.params);
      const sent = fixture.gateway.received.at(-1)!;
      expect(sent.body).toMatchObject({ method: recorded.method, version: recorded.version });
      expect(comparable(recorded.method, sent.biz)).toEqual(
        comparable(recorded.method, recorded.biz_content),
      );
      expect(lostValues(recorded.response_data, data)).toEqual([]);
    },
  );
});

describe('request vectors of the official SDK', () => {
  const calls = new Map<string, RecordedCall>(VECTOR_CALLS.map((made) => [made.name, made]));
  /** Where even the order of the members is the same, so the signature must be the same byte for byte. */
  const identical: string[] = [];

  test('all are repeated', () => {
    expect([...calls.keys()].toSorted()).toEqual(requestVectors.map((vector) => vector.name).toSorted());
  });

  test.each(requestVectors.map((vector) => [vector.name, vector] as const))('%s', (name, vector) => {
    const made = calls.get(name)!;
    const expected = vector.body;
    const config = fixture.gateway.config({
      private_key_pk1: keyVectors[vector.key].private_pkcs1_bare,
      ...(name.startsWith('py21') ? { secret_key: '6a1f0e7c-0000-4000-8000-123456789abc' } : {}),
    });
    const nowMs = parseTimestamp(expected['timestamp']!)!;
    const body = signedRequest(made.method, made.params, {
      config,
      nowMs,
      deviceId: expected['device_id']!,
    });
    const { biz_content: ourBiz, sign: ourSign, ...ours } = body;
    const { biz_content: theirBiz, sign: theirSign, ...theirs } = expected;
    expect(ours).toEqual(theirs);
    const parsed = (text: string | undefined) => (text === undefined ? null : parseExactJson(text));
    expect(comparable(made.method.name, parsed(ourBiz))).toEqual(
      comparable(made.method.name, parsed(theirBiz)),
    );
    if (ourBiz !== theirBiz) return;
    expect(ourSign).toBe(theirSign);
    identical.push(name.slice(0, 4));
  });

  test('some are the same byte for byte', () => {
    expect(identical).toEqual(expect.arrayContaining(['py01', 'py02', 'py08', 'py20', 'py23']));
  });
});
