import * as z from 'zod';

/** demo gateway -> main, first message. */
export const gatewayHelloSchema = z.strictObject({ type: z.literal('hello') });

/** main -> demo gateway. */
export const gatewayConfigureSchema = z.strictObject({
  type: z.literal('configure'),
  homeDir: z.string().min(1),
  clock: z.enum(['always_open', 'real']),
  /** Only the tests open the fault door: its token, or null to keep it shut. */
  controlToken: z.string().min(32).nullable(),
});

/** demo gateway -> main: it listens. The properties text holds the demo account's key, so it comes by message. */
export const gatewayReadySchema = z.strictObject({
  type: z.literal('ready'),
  url: z.string(),
  properties: z.string(),
});

export const gatewayFailedSchema = z.strictObject({ type: z.literal('failed'), message: z.string() });

export const gatewayShutdownSchema = z.strictObject({ type: z.literal('shutdown') });
