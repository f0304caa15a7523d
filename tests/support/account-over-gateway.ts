import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { type WorkerCalls, workerCalls } from '../../src/shared/ipc/worker-calls.ts';
import { RpcClient } from '../../src/shared/rpc/rpc-client.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { portPair } from './port-pair.ts';

export const READ = { timeoutMs: 15_000, hasEffects: false } as const;
export const EFFECT = { timeoutMs: 15_000, hasEffects: true } as const;

type Running = {
  readonly gateway: Awaited<ReturnType<typeof startGateway>>;
  readonly rpc: RpcClient<WorkerCalls>;
};

/** For all tests of a file: what runs in an account process, over the simulated exchange. */
export function accountOverGateway(): () => Running {
  const homeDir = mkdtempSync(join(tmpdir(), 'gateway-'));
  const defects: unknown[] = [];
  let running: Running;
  let shutDown: () => Promise<void>;
  beforeAll(async () => {
    const gateway = await startGateway({ homeDir, port: 0, clock: 'always_open', seed: 1, faults: false });
    const [main, worker] = portPair();
    running = { gateway, rpc: new RpcClient(workerCalls, main) };
    const exited = new Promise<void>((resolve) => {
      startWorker({ port: worker, exit: () => resolve(), onDefect: (_where, error) => defects.push(error) });
    });
    const properties = readFileSync(gateway.propertiesPath, 'utf8');
    main.post({ type: 'configure', accountId: 'acc_abcdefgh12345678', properties, isDemo: true });
    shutDown = () => {
      main.post({ type: 'shutdown' });
      return exited;
    };
  });
  afterAll(async () => {
    await shutDown();
    await running.gateway.close();
    rmSync(homeDir, { recursive: true, force: true });
    expect(defects).toEqual([]);
  });
  return () => running;
}
