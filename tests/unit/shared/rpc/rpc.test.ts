import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../../../src/shared/app-error.ts';
import type { Contract, Handlers } from '../../../../src/shared/ipc/contract.ts';
import { CALLS_IN_FLIGHT_MAX } from '../../../../src/shared/rpc/port.ts';
import { RpcClient } from '../../../../src/shared/rpc/rpc-client.ts';
import { type CallContext, serveRpc } from '../../../../src/shared/rpc/rpc-server.ts';
import { portPair } from '../../../support/port-pair.ts';
import { until } from '../../../support/until.ts';

const contract = {
  double: { input: z.strictObject({ value: z.int() }), output: z.strictObject({ value: z.int() }) },
  wait: { input: z.strictObject({}), output: z.strictObject({}) },
  fail: { input: z.strictObject({ isExpected: z.boolean() }), output: z.strictObject({}) },
} as const satisfies Contract;

const SECRET_TEXT = 'password=hunter2';
const READ = { timeoutMs: 60_000, hasEffects: false };
const EFFECT = { timeoutMs: 60_000, hasEffects: true };

function connect() {
  const [near, far] = portPair();
  const signals: AbortSignal[] = [];
  const internalErrors: unknown[] = [];
  const handlers: Handlers<typeof contract, CallContext> = {
    double: async ({ value }) => ({ value: value * 2 }),
    wait: (_input, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
    fail: async ({ isExpected }) => {
      if (isExpected) throw new AppError('not_found', 'no such thing', { nextStep: 'Look elsewhere.' });
      throw new Error(SECRET_TEXT);
    },
  };
  serveRpc(contract, handlers, far, { onInternalError: (_name, error) => internalErrors.push(error) });
  return { client: new RpcClient(contract, near), near, signals, internalErrors };
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

afterEach(() => vi.useRealTimers());

describe('rpc', () => {
  it('carries a call and its answer', async () => {
    const { client } = connect();
    await expect(client.call('double', { value: 21 }, READ)).resolves.toEqual({ value: 42 });
    expect(client.callsInFlight).toBe(0);
  });

  it('lets the answering side refuse bad input, naming the field', async () => {
    const { client } = connect();
    const failure = await failureOf(client.call('double', { value: 'x' as never }, READ));
    expect(failure.code).toBe('invalid_input');
    expect(failure.message).toContain('value');
  });

  it('passes an expected error with its next step', async () => {
    const { client } = connect();
    const failure = await failureOf(client.call('fail', { isExpected: true }, READ));
    expect(failure).toMatchObject({ code: 'not_found', nextStep: 'Look elsewhere.' });
  });

  it('never lets the text of an unexpected error across', async () => {
    const { client, internalErrors } = connect();
    const failure = await failureOf(client.call('fail', { isExpected: false }, READ));
    expect(failure.code).toBe('internal');
    expect(JSON.stringify(failure.toWire())).not.toContain('hunter2');
    expect(String(internalErrors[0])).toContain(SECRET_TEXT);
  });

  it.each(['constructor', '__proto__', 'toString', 'nope'])('knows no call named %s', async (name) => {
    const { client } = connect();
    const failure = await failureOf(client.call(name as 'double', { value: 1 }, READ));
    expect(failure.code).toBe('invalid_input');
  });

  it('gives up a read after its time and says it may be repeated', async () => {
    vi.useFakeTimers();
    const { client, signals } = connect();
    const failing = failureOf(client.call('wait', {}, READ));
    await vi.advanceTimersByTimeAsync(READ.timeoutMs);
    expect(await failing).toMatchObject({ code: 'timeout', retryable: true, outcomeUnknown: false });
    expect(signals[0]?.aborted).toBe(true);
  });

  it('says that the outcome is unknown when a call with effects gets no answer', async () => {
    vi.useFakeTimers();
    const { client } = connect();
    const failing = failureOf(client.call('wait', {}, EFFECT));
    await vi.advanceTimersByTimeAsync(EFFECT.timeoutMs);
    expect(await failing).toMatchObject({ code: 'outcome_unknown', retryable: false, outcomeUnknown: true });
  });

  it('aborts on the far side when the caller cancels', async () => {
    const { client, signals } = connect();
    const controller = new AbortController();
    const failing = failureOf(client.call('wait', {}, { ...READ, signal: controller.signal }));
    await until(() => expect(signals).toHaveLength(1));
    controller.abort();
    expect((await failing).code).toBe('cancelled');
    await until(() => expect(signals[0]?.aborted).toBe(true));
  });

  it('fails everything in flight when the other process is gone, and every later call at once', async () => {
    const { client } = connect();
    const read = failureOf(client.call('wait', {}, READ));
    const effect = failureOf(client.call('wait', {}, EFFECT));
    client.close('the process ended');
    expect(await read).toMatchObject({ code: 'unavailable', outcomeUnknown: false });
    expect(await effect).toMatchObject({ code: 'outcome_unknown', outcomeUnknown: true });
    const later = await failureOf(client.call('double', { value: 1 }, EFFECT));
    expect(later).toMatchObject({ code: 'unavailable', outcomeUnknown: false });
  });

  it('refuses more calls at once than its limit, without harm to the others', async () => {
    const { client } = connect();
    const waiting = Array.from({ length: CALLS_IN_FLIGHT_MAX }, () =>
      client.call('wait', {}, READ).catch(() => null),
    );
    expect((await failureOf(client.call('double', { value: 1 }, READ))).code).toBe('busy');
    client.close('end of test');
    await Promise.all(waiting);
  });

  it('ignores messages that are none of its own', async () => {
    const { client, near } = connect();
    near.post({ type: 'request', id: -1 });
    near.post('garbage');
    near.post(null);
    await expect(client.call('double', { value: 1 }, READ)).resolves.toEqual({ value: 2 });
  });
});
