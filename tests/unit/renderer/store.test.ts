import { describe, expect, it } from 'vitest';
import { call } from '../../../src/renderer/api.ts';
import { NOT_READ, readAnswered, readKey, readStarted } from '../../../src/renderer/read-cache.ts';
import { createAppModel, shownAccount } from '../../../src/renderer/store.ts';
import type { ErrorWire } from '../../../src/shared/app-error.ts';
import { FakeAppApi } from '../../support/fake-app-api.ts';
import { until } from '../../support/until.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 15);
const FAILURE: ErrorWire = {
  code: 'unavailable',
  message: 'The account process is restarting.',
  nextStep: 'Wait a moment.',
  retryable: true,
  outcomeUnknown: false,
  brokerCode: null,
};

function start(overrides: ConstructorParameters<typeof FakeAppApi>[0]['overrides'] = {}) {
  const api = new FakeAppApi({ nowMs: () => NOW_MS, overrides });
  const model = createAppModel({ api, nowMs: () => NOW_MS });
  const read = () => model.store.getState().reads[readKey('accounts.list', {})];
  const count = () => api.calls.filter(({ name }) => name === 'accounts.list').length;
  return { api, model, read, count };
}

describe('a cached read', () => {
  it('keeps the old value under an error', () => {
    const loaded = readAnswered(readStarted(NOT_READ), { ok: true, value: 1 }, NOW_MS);
    const failed = readAnswered(readStarted(loaded), { ok: false, error: FAILURE }, NOW_MS + 5);
    expect(failed).toEqual({ value: 1, error: FAILURE, isLoading: false, loadedAtMs: NOW_MS });
  });

  it('is loaded when it is shown, and again when an event makes it old', async () => {
    const { api, model, read, count } = start();
    model.reads.hold('accounts.list', {});
    await until(() => expect(read()?.value).toHaveLength(2));
    api.emit('accounts.changed', {});
    await until(() => expect(count()).toBe(2));
    api.emit('clients.changed', {});
    await until(() => expect(read()?.isLoading).toBe(false));
    expect(count()).toBe(2);
  });

  it('asks once more, and only once, for all facts that arrive during a call', async () => {
    const { api, model, read, count } = start();
    model.reads.hold('accounts.list', {});
    for (let fact = 0; fact < 5; fact++) api.emit('accounts.changed', {});
    await until(() => expect(read()).toMatchObject({ isLoading: false }));
    expect(count()).toBe(2);
  });

  it('is left alone when nobody shows it any more, and when the model is closed', async () => {
    const { api, model, read, count } = start();
    const release = model.reads.hold('accounts.list', {});
    await until(() => expect(read()?.isLoading).toBe(false));
    release();
    api.emit('accounts.changed', {});
    model.close();
    api.emit('accounts.changed', {});
    expect(count()).toBe(1);
  });

  it('says a failure of the command', async () => {
    const { model, read } = start({ 'accounts.list': () => FAILURE });
    model.reads.hold('accounts.list', {});
    await until(() => expect(read()?.error).toEqual(FAILURE));
  });
});

describe('a proposal that the user asked for', () => {
  it('is known although nothing was shown yet when the event came', () => {
    const { api, model } = start();
    const proposalId = `prp_${'b'.repeat(26)}`;
    api.emit('approvals.focused', { proposalId });
    expect(model.store.getState().askedFor).toEqual({ proposalId });
  });
});

describe('a channel that breaks', () => {
  const broken = { invoke: () => Promise.reject(new Error('gone')), on: () => () => undefined };

  it('is a failed read, and an unknown outcome where an order may have been sent', async () => {
    expect(await call(broken, 'accounts.list', {})).toMatchObject({
      ok: false,
      error: { code: 'unavailable', outcomeUnknown: false },
    });
    const decision = {
      decision: 'decline' as const,
      proposalId: `prp_${'a'.repeat(26)}`,
      note: '',
      isClientBlocked: false,
    };
    expect(await call(broken, 'approvals.decide', decision)).toMatchObject({
      ok: false,
      error: { outcomeUnknown: true, retryable: false },
    });
  });
});

describe('the shown account', () => {
  it('is the chosen one while it exists, else the first', () => {
    const accounts = new FakeAppApi({ nowMs: () => NOW_MS }).state.accounts;
    expect(shownAccount(accounts, accounts[1]?.id ?? null)?.alias).toBe('growth-live');
    expect(shownAccount(accounts, 'acc_removed000000000')?.alias).toBe('demo');
    expect(shownAccount([], null)).toBeNull();
  });
});
