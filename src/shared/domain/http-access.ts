import * as z from 'zod';
import { clientIdSchema } from './client-entry.ts';

/** How long a token may last at most; a forgotten one must end by itself. */
export const HTTP_TOKEN_DAYS_MAX = 365;
export const HTTP_TOKEN_DAYS_DEFAULT = 90;
const LABEL_LENGTH_MAX = 60;

export const httpTokenIdSchema = z.string().regex(/^tok_[a-z0-9]{16}$/, 'must be a token id');
export type HttpTokenId = z.infer<typeof httpTokenIdSchema>;

/** What is known of a token that was issued. The token itself was shown once and is kept nowhere. */
export const httpTokenSchema = z.strictObject({
  id: httpTokenIdSchema,
  clientId: clientIdSchema,
  label: z.string(),
  createdAtMs: z.int(),
  expiresAtMs: z.int(),
  revokedAtMs: z.int().nullable(),
  lastUsedAtMs: z.int().nullable(),
});
export type HttpToken = z.infer<typeof httpTokenSchema>;

export const httpTokenWishSchema = z.strictObject({
  clientId: clientIdSchema,
  /** Where it will be used: "Grafana". */
  label: z.string().trim().min(1).max(LABEL_LENGTH_MAX),
  days: z.int().min(1).max(HTTP_TOKEN_DAYS_MAX),
});
export type HttpTokenWish = z.infer<typeof httpTokenWishSchema>;

const problem = { text: z.string(), nextStep: z.string() };

/** Whether the door for HTTP is open; if not, why, and what to do. */
export const httpStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({
    kind: z.literal('listening'),
    /** Without a path: `http://127.0.0.1:8717`. */
    url: z.string(),
    isTls: z.boolean(),
    isLoopback: z.boolean(),
    sessionsOpen: z.int(),
    /** Tokens end with the app where nothing protects the key that signs them. */
    isKeyStored: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    reason: z.enum(['port_taken', 'address_unavailable', 'tls_needed', 'tls_unreadable', 'internal']),
    ...problem,
  }),
]);
export type HttpState = z.infer<typeof httpStateSchema>;
