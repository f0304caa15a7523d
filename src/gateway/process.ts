import type * as z from 'zod';
import {
  gatewayConfigureSchema,
  type gatewayFailedSchema,
  type gatewayHelloSchema,
  type gatewayReadySchema,
  gatewayShutdownSchema,
} from '../shared/ipc/demo-gateway-messages.ts';
import { type Gateway, startGateway } from './gateway.ts';

/** What this process says. */
type Outgoing =
  | z.infer<typeof gatewayHelloSchema>
  | z.infer<typeof gatewayReadySchema>
  | z.infer<typeof gatewayFailedSchema>;

/** The port to the parent, as far as this file uses it; the host of a utility process puts it on `process`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: Outgoing): void;
}

const parentPort = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort;
let starting: Promise<Gateway> | null = null;

/**
 * hello (here), configure (parent), ready or failed (here), shutdown (parent). The properties hold a private key, so
 * they go by message: arguments and environment can be read by other programs.
 */
async function onMessage(port: ParentPort, message: unknown): Promise<void> {
  if (gatewayShutdownSchema.safeParse(message).success) {
    const running = await starting?.catch(() => null);
    await running?.close();
    process.exit(0);
  }
  const { homeDir, clock, controlToken } = gatewayConfigureSchema.parse(message);
  if (starting !== null) return;
  starting = startGateway({
    homeDir,
    clock,
    ...(controlToken === null ? {} : { faults: true, controlToken }),
  });
  const { url, properties } = await starting;
  port.postMessage({ type: 'ready', url, properties });
}

if (parentPort === undefined) {
  process.exitCode = 1;
} else {
  const port = parentPort;
  port.on('message', (event) => {
    onMessage(port, event.data).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'the simulated gateway could not start';
      port.postMessage({ type: 'failed', message });
    });
  });
  port.postMessage({ type: 'hello' });
}
