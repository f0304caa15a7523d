import * as z from 'zod';
import { clientProgramIdSchema } from './client-installation.ts';

/** A connection of an AI client. Name and version are what the program calls itself: shown, never trusted. */
export const aiClientSchema = z.strictObject({
  connectionId: z.string(),
  /** The entry by which it came in; null: none. */
  clientId: z.string().nullable(),
  name: z.string(),
  version: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  connectedAtMs: z.int(),
  /** null while it is connected. */
  disconnectedAtMs: z.int().nullable(),
  callsTotal: z.int(),
  refusalsTotal: z.int(),
  lastCallAtMs: z.int().nullable(),
});
export type AiClient = z.infer<typeof aiClientSchema>;

/** What a program must paste into its configuration to reach this app. It holds no secret. */
export const clientSetupSchema = z.strictObject({
  id: clientProgramIdSchema,
  program: z.string(),
  configPath: z.string(),
  language: z.enum(['json', 'toml', 'shell']),
  snippet: z.string(),
  /** What to do after pasting, e.g. restart the program. */
  note: z.string(),
});
export type ClientSetup = z.infer<typeof clientSetupSchema>;
