import { afterEach, describe, expect, it, vi } from 'vitest';
import { DemoGateway } from '../../../../src/main/accounts/demo-gateway.ts';
import { SUPERVISION_LIMITS } from '../../../../src/main/accounts/supervision-limits.ts';
import { type FakeChild, fakeChild } from '../../../support/fake-child.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { until } from '../../../support/until.ts';

const QUICK = {
  ...SUPERVISION_LIMITS,
  restartWaitFirstMs: 1,
  restartWaitMaxMs: 2,
};

interface Exchange extends FakeChild {
  readonly configured: unknown[];
}

function exchange(number: number, isBroken: boolean): Exchange {
  const child = fakeChild();
  const configured: unknown[] = [];
  child.port.onMessage((raw) => {
    const message = raw as { type: string };
    if (message.type === 'shutdown') child.exit(0);
    if (message.type !== 'configure') return;
    configured.push(message);
    if (isBroken) child.port.post({ type: 'failed', message: 'the port is taken' });
    else child.port.post({ type: 'ready', url: `http://127.0.0.1:${number}`, properties: `key-${number}` });
  });
  child.port.post({ type: 'hello' });
  return Object.assign(child, { configured });
}

let gateway: DemoGateway | null = null;
afterEach(() => gateway?.close());

function started(isBroken: (number: number) => boolean = () => false) {
  const exchanges: Exchange[] = [];
  const onReplaced = vi.fn();
  let clockMode: 'always_open' | 'real' = 'always_open';
  gateway = new DemoGateway({
    fork: () => {
      const child = exchange(exchanges.length + 1, isBroken(exchanges.length + 1));
      exchanges.push(child);
      return child.link;
    },
    homeDir: '/home/demo',
    clockMode: () => clockMode,
    controlToken: null,
    clock: { nowMs: () => 1 },
    logger: silentLogger,
    onReplaced,
    limits: QUICK,
  });
  gateway.start();
  return {
    gateway,
    exchanges,
    onReplaced,
    setClock: () => {
      clockMode = 'real';
    },
  };
}

describe('demo exchange', () => {
  it('is configured by message and gives the properties of the demo account', async () => {
    const { gateway: running, exchanges, onReplaced } = started();
    expect((await running.properties()).reveal()).toBe('key-1');
    expect(exchanges[0]?.configured).toEqual([
      { type: 'configure', homeDir: '/home/demo', clock: 'always_open', controlToken: null },
    ]);
    expect(onReplaced).not.toHaveBeenCalled();
  });

  it('comes back after it ended, and says that its address is new', async () => {
    const { gateway: running, exchanges, onReplaced } = started();
    await running.properties();
    exchanges[0]?.exit(0);
    await until(() => expect(onReplaced).toHaveBeenCalledTimes(1));
    expect((await running.properties()).reveal()).toBe('key-2');
  });

  it('takes a changed clock at its restart', async () => {
    const { gateway: running, exchanges, setClock } = started();
    await running.properties();
    setClock();
    await running.restart();
    await running.properties();
    expect(exchanges.at(-1)?.configured).toMatchObject([{ clock: 'real' }]);
  });

  it('gives up after five restarts, tells those who wait, and starts again by hand', async () => {
    const { gateway: running, exchanges } = started((number) => number <= 6);
    await expect(running.properties()).rejects.toThrow(/the port is taken/);
    expect(exchanges).toHaveLength(6);
    expect(running.hasGivenUp).toBe(true);
    await running.restart();
    expect((await running.properties()).reveal()).toBe('key-7');
    expect(running.hasGivenUp).toBe(false);
  });

  it('ends when it is asked to, and stays ended', async () => {
    const { gateway: running, exchanges } = started();
    await running.properties();
    await running.close();
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.wasKilled).toBe(false);
  });
});
