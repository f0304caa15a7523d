import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { FaultRule } from '../../src/gateway/faults/fault-plan.ts';
import { startGateway } from '../../src/gateway/gateway.ts';
import type { ConnectionStepName, ConnectionTest } from '../../src/shared/domain/connection-test.ts';
import { startCoreHarness, workerHere } from './core-harness.ts';

export const PAPER = '20990101000000021';
export const SECOND = '20990101000000022';
export const LIVE = '5099021';
const SINGAPORE = {
  tigerId: '20990021',
  accounts: [{ account: PAPER }, { account: SECOND }, { account: LIVE }],
};
const HONG_KONG = { tigerId: '20990022', license: 'TBHK', accounts: [{ account: '20990101000000023' }] };

export const WAIT = { timeout: 30_000, interval: 20 };
export const READ = { timeoutMs: 15_000 };
export const plain = (alias: string) => ({ alias, label: '', colour: null, tags: [] });

/** The whole core, and a gateway whose developers a person can have files of. */
export async function connectionWorld() {
  const homeDir = mkdtempSync(join(tmpdir(), 'connection-test-'));
  const ended: string[] = [];
  const harness = await startCoreHarness({ holdSeconds: 0 }, null, (serviceName) => {
    const link = workerHere();
    link.onExit(() => ended.push(serviceName));
    return link;
  });
  const gateway = await startGateway({ homeDir, faults: true, tigerIds: [SINGAPORE, HONG_KONG] });
  const desk = () => harness.core.connections;
  const settled = async (testId: string, state: ConnectionTest['state']): Promise<ConnectionTest> => {
    await vi.waitFor(() => expect(desk().get(testId).state).toBe(state), WAIT);
    return desk().get(testId);
  };
  return {
    harness,
    desk,
    settled,
    tigerId: SINGAPORE.tigerId,
    /** The processes that have ended, by their names. */
    ended,
    properties: gateway.developers[0]!.properties,
    hongKong: gateway.developers[1]!,
    fault: (rule: FaultRule) => gateway.control!.door.faults.add(rule),
    async tested(
      properties: string,
      state: 'passed' | 'failed' = 'passed',
      tokenFile: string | null = null,
      accountId: string | null = null,
    ): Promise<ConnectionTest> {
      return settled((await desk().test({ accountId, properties, tokenFile })).id, state);
    },
    async clear(): Promise<void> {
      gateway.control?.door.faults.clear();
      const { accounts, admin } = harness.core;
      for (const { id, isDemo } of accounts.list()) if (!isDemo) await admin.remove(id);
    },
    async close(): Promise<void> {
      await harness.close();
      await gateway.close();
      rmSync(homeDir, { recursive: true, force: true });
    },
  };
}

export type ConnectionWorld = Awaited<ReturnType<typeof connectionWorld>>;

export function step(test: ConnectionTest, name: ConnectionStepName) {
  return test.steps.find((each) => each.name === name)!;
}
