import * as z from 'zod';
import { errorWireSchema } from '../app-error.ts';

/** Anything that carries messages both ways: a utility process, a MessagePort, a pair in a test. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

export const RPC_PROTOCOL = 1;

/**
 * Calls under way at once to one process; past that the answer is `busy`, so a slow broker cannot fill the memory. A
 * client may have 32 tools under way and a tool asks for up to four things at once, so a busy client leaves
 * room for another one, for orders and for the windows.
 */
export const CALLS_IN_FLIGHT_MAX = 256;

/** Names of AI clients are cut to this length. */
export const CLIENT_LENGTH_MAX = 100;

const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorWireSchema }),
]);

export const requestMessageSchema = z.strictObject({
  type: z.literal('request'),
  id: z.int().min(1),
  name: z.string(),
  input: z.unknown(),
  /** The AI client for which the call is made; null: the app itself. */
  client: z.string().max(CLIENT_LENGTH_MAX).nullable().default(null),
});
export const cancelMessageSchema = z.strictObject({ type: z.literal('cancel'), id: z.int().min(1) });
export const replyMessageSchema = z.strictObject({
  type: z.literal('reply'),
  id: z.int().min(1),
  reply: replySchema,
});
/** One way, from the answering end; it belongs to no call. */
export const eventMessageSchema = z.strictObject({ type: z.literal('event'), event: z.unknown() });
