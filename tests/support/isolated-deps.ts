import { startGateway } from '../../src/gateway/gateway.ts';
import type { ChildLink } from '../../src/main/accounts/child-link.ts';
import type { IsolatedDeps } from '../../src/main/isolated-app.ts';
import { gatewayConfigureSchema, gatewayShutdownSchema } from '../../src/shared/ipc/demo-gateway-messages.ts';
import { startWorker } from '../../src/worker/worker.ts';
import { fakeChild } from './fake-child.ts';
import { silentLogger } from './silent-logger.ts';

/** What an isolated app needs, with its processes in this one, over ports that copy. */
export const isolatedDeps: IsolatedDeps = {
  logger: silentLogger,
  appVersion: '0.0.0-test',
  forkAccountProcess: workerHere,
  forkDemoGateway: gatewayHere,
};

function workerHere(): ChildLink {
  const child = fakeChild();
  startWorker({
    port: child.port,
    exit: (code) => child.exit(code),
    onDefect: (_where, error) => {
      throw error;
    },
  });
  return child.link;
}

/** Answers the messages of the exchange's process, as src/gateway/process.ts does. */
function gatewayHere(): ChildLink {
  const child = fakeChild();
  let gateway: Awaited<ReturnType<typeof startGateway>> | null = null;
  const answer = async (message: unknown): Promise<void> => {
    const configure = gatewayConfigureSchema.safeParse(message);
    if (configure.success) {
      const { homeDir, clock, controlToken } = configure.data;
      const door = controlToken === null ? {} : { faults: true, controlToken };
      gateway = await startGateway({ homeDir, clock, ...door, rateLimits: true });
      child.port.post({ type: 'ready', url: gateway.url, properties: gateway.properties });
    }
    if (gatewayShutdownSchema.safeParse(message).success) {
      await gateway?.close();
      child.exit(0);
    }
  };
  child.port.onMessage((message) => {
    answer(message).catch((error: unknown) => child.port.post({ type: 'failed', message: String(error) }));
  });
  child.port.post({ type: 'hello' });
  return child.link;
}
