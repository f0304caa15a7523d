import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../src/shared/app-error.ts';
import { until } from '../../../support/until.ts';
import { openOrder } from '../risk/control-facts-of.ts';
import { type AccountsHarness, accountsHarness, NO_ANSWER_MS } from './accounts-harness.ts';
import { PAPER } from './scripted-worker.ts';

let harness: AccountsHarness;
beforeEach(async () => {
  harness = await accountsHarness();
});
afterEach(() => harness.close());

async function restartHarness(limits: Parameters<typeof accountsHarness>[0]): Promise<void> {
  await harness.close();
  harness = await accountsHarness(limits);
}

describe('an account that starts', () => {
  it('gets its secret by message, proves its mode, recovers, and only then is ready', async () => {
    const seen: string[] = [];
    harness.set.recover = async (accountId) => {
      seen.push(harness.demo().state);
      expect(() => harness.supervisor.effects(accountId)).toThrow(AppError);
      await harness.supervisor.reads(accountId).read('worker.health', {}, { timeoutMs: 100 });
    };
    harness.supervisor.start();
    const account = await harness.untilState('ready');
    expect(account).toMatchObject({ mode: 'paper', lastFour: '1234', stateText: null, isDemo: true });
    expect(seen).toEqual(['recovering']);
    expect(harness.workers[0]?.received[0]).toMatchObject({
      type: 'configure',
      properties: 'properties-text',
      isDemo: true,
    });
    expect(() => harness.supervisor.effects(account.id)).not.toThrow();
  });

  it('gives a leg, which the broker named when it took its order, that order as its parent', async () => {
    harness.set.scripts = [{ order: openOrder({ brokerOrderId: '501', parentOrderId: null }) }];
    harness.supervisor.start();
    const { id } = await harness.untilState('ready');
    const legs = { account_id: id, broker_order_id: '501', parent_broker_order_id: '500' };
    await harness.database.db.insertInto('order_legs').values(legs).execute();
    const { order } = await harness.supervisor
      .reads(id)
      .read('orders.get', { brokerOrderId: '501' }, { timeoutMs: 10_000 });
    expect(order).toMatchObject({ brokerOrderId: '501', parentOrderId: '500' });
  });

  it('refuses reads and effects before it is ready', () => {
    expect(() => harness.supervisor.reads(harness.demo().id)).toThrow(/not ready/);
    expect(() => harness.supervisor.effects(harness.demo().id)).toThrow(/not ready/);
  });

  it('waits for the user when there are no credentials, and starts none of its processes', async () => {
    harness.set.credentials = async () => null;
    harness.supervisor.start();
    const account = await harness.untilState('credentials_needed');
    expect(harness.workers).toHaveLength(0);
    expect(account.stateText).not.toBeNull();
    expect(() => harness.supervisor.reads(account.id)).toThrow(
      expect.objectContaining({ code: 'credentials' }),
    );
  });

  it('waits for the user when the process cannot use them', async () => {
    harness.set.scripts = [
      {
        configured: {
          ok: false,
          kind: 'key_unreadable',
          message: 'The key is cut off.',
          nextStep: 'Copy it whole.',
        },
      },
    ];
    harness.supervisor.start();
    expect(await harness.untilState('credentials_needed')).toMatchObject({
      stateText: 'The key is cut off. Copy it whole.',
      problems: [{ kind: 'key_unreadable', text: 'The key is cut off.', nextStep: 'Copy it whole.' }],
    });
    expect(harness.workers).toHaveLength(1);
  });

  it('waits for the user when the broker refuses them', async () => {
    harness.set.scripts = [{ profile: () => ({ code: 'credentials' }) }];
    harness.supervisor.start();
    await harness.untilState('credentials_needed');
  });

  it('keeps its process and asks again while the broker cannot be reached', async () => {
    let attempts = 0;
    harness.set.scripts = [
      {
        profile: () => {
          attempts += 1;
          if (attempts === 1) return { code: 'broker_unreachable' };
          return PAPER;
        },
      },
    ];
    harness.supervisor.start();
    await harness.untilState('ready');
    expect(attempts).toBe(2);
    expect(harness.workers).toHaveLength(1);
  });

  it('is not ready until its recovery has worked', async () => {
    let attempts = 0;
    harness.set.recover = async () => {
      attempts += 1;
      if (attempts < 3) throw new AppError('broker_unreachable', 'no line', { nextStep: 'Wait.' });
    };
    harness.supervisor.start();
    await harness.untilState('ready');
    expect(attempts).toBe(3);
    expect(harness.workers).toHaveLength(1);
  });
});

describe('an account process that ends unasked', () => {
  it('is started again and recovers again, whatever its exit code', async () => {
    const recover2 = vi.fn(async () => {});
    harness.set.recover = recover2;
    harness.supervisor.start();
    await harness.untilState('ready');
    const call = harness.supervisor
      .effects(harness.demo().id)
      .effect('orders.cancel', { brokerOrderId: '1' }, { timeoutMs: 5000 });
    harness.workers[0]?.exit(0);
    await expect(call).rejects.toMatchObject({ code: 'outcome_unknown' });
    await until(() => expect(harness.workers).toHaveLength(2));
    await harness.untilState('ready');
    expect(recover2).toHaveBeenCalledTimes(2);
    await until(async () => expect((await harness.audited()).join('\n')).toMatch(/Account is restarting/));
  });

  it('is left alone after five restarts in ten minutes, until the user asks', async () => {
    harness.set.scripts = Array.from({ length: 6 }, () => ({ protocol: 99 }));
    harness.supervisor.start();
    const account = await harness.untilState('failed');
    expect(harness.workers).toHaveLength(6);
    expect(account.stateText).toMatch(/Restart/);
    await harness.supervisor.restart(account.id);
    await harness.untilState('ready');
  });

  it('counts a missing hello as a failed start', async () => {
    await restartHarness({ helloTimeoutMs: NO_ANSWER_MS, stopTimeoutMs: NO_ANSWER_MS });
    harness.set.scripts = [{ isSilent: true, ignoresShutdown: true }];
    harness.supervisor.start();
    await harness.untilState('ready');
    expect(harness.workers).toHaveLength(2);
    expect(harness.workers[0]?.wasKilled).toBe(true);
  });

  it('is killed when it does not answer two questions in a row, and replaced', async () => {
    await restartHarness({ healthTimeoutMs: NO_ANSWER_MS });
    let isAlive = true;
    harness.set.scripts = [{ answersHealth: () => isAlive }];
    harness.supervisor.start();
    await harness.untilState('ready');
    isAlive = false;
    await until(() => expect(harness.workers).toHaveLength(2));
    await harness.untilState('ready');
    expect(harness.workers[0]?.wasKilled).toBe(true);
  });
});

describe('the end', () => {
  it('asks each process to end, and kills the one that does not', async () => {
    await restartHarness({ stopTimeoutMs: NO_ANSWER_MS });
    harness.set.scripts = [{ ignoresShutdown: true }];
    harness.supervisor.start();
    await harness.untilState('ready');
    await harness.supervisor.close();
    expect(harness.workers[0]?.received.at(-1)).toEqual({ type: 'shutdown' });
    expect(harness.workers[0]?.wasKilled).toBe(true);
  });

  it('does not start a process again that was asked to end', async () => {
    harness.supervisor.start();
    await harness.untilState('ready');
    await harness.supervisor.close();
    expect(harness.workers).toHaveLength(1);
    expect(harness.workers[0]?.wasKilled).toBe(false);
  });
});
