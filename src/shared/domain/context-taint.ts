import * as z from 'zod';

/** How long text of third parties counts as being in a client's context (control 30). */
export const TAINT_MS = 30 * 60_000;

/** A kind of text from outside that a client was given: whoever wrote it may have written to the client. */
export const taintSourceSchema = z.strictObject({
  /** The name of the tool or resource that gave it. */
  source: z.string(),
  /** The last time. */
  atMs: z.int(),
});
export type TaintSource = z.infer<typeof taintSourceSchema>;
