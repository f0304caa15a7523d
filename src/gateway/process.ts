import * as z from 'zod';
import { type Gateway, startGateway } from './gateway.ts';

/** The port to the parent, as far as this file uses it; the host of a utility process puts it on `process`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const messageSchema = z.union([
  z.object({ type: z.literal('shutdown') }),
  z.object({
    type: z.literal('start').optional(),
    homeDir: z.string().min(1),
    clock: z.enum(['always_open', 'real']),
    seed: z.int().nonnegative().optional(),
    faults: z.boolean().optional(),
  }),
]);

const parentPort = (process as NodeJS.Process & { readonly parentPort?: ParentPort }).parentPort;
let starting: Promise<Gateway> | null = null;

/**
 * hello (here) → start, its type may be left out (parent) → ready or failed (here) → shutdown (parent). The properties hold a private key, so
 * they go by message: argv and environment can be read by other programs.
 */
async function onMessage(port: ParentPort, data: unknown): Promise<void> {
  const message = messageSchema.parse(data);
  if (message.type === 'shutdown') {
    const gateway = await starting?.catch(() => null);
    await gateway?.close();
    process.exit(0);
  }
  if (starting !== null) return;
  const { homeDir, clock, seed, faults } = message;
  starting = startGateway({
    homeDir,
    clock,
    ...(seed === undefined ? {} : { seed }),
    ...(faults === undefined ? {} : { faults }),
  });
  const gateway = await starting;
  port.postMessage({
    type: 'ready',
    url: gateway.url,
    properties: gateway.properties,
    propertiesPath: gateway.propertiesPath,
    gatewayPublicKey: gateway.gatewayPublicKey,
    accounts: gateway.developers[0]?.accounts ?? [],
    control: gateway.control === null ? null : { url: gateway.control.url, token: gateway.control.token },
  });
}

if (parentPort === undefined) {
  process.exitCode = 1;
} else {
  const port = parentPort;
  port.on('message', (event) => {
    onMessage(port, event.data).catch((error: unknown) => {
      port.postMessage({ type: 'failed', message: error instanceof Error ? error.message : 'start failed' });
    });
  });
  port.postMessage({ type: 'hello' });
}
