import * as z from 'zod';

/**
 * Whether changes of an account are pushed. `off`: its configuration names no push service, or its process is not up.
 * `kicked_out`: a program elsewhere took the connection of this developer id; it comes back when a person says so.
 */
export const pushStateNameSchema = z.enum([
  'off',
  'connecting',
  'connected',
  'reconnecting',
  'kicked_out',
  'refused',
]);

export const pushStatusSchema = z.strictObject({
  state: pushStateNameSchema,
  /** What is the case and what the user does next; null while there is nothing to do. */
  text: z.string().nullable(),
});
export type PushStatus = z.infer<typeof pushStatusSchema>;

export const PUSH_OFF: PushStatus = { state: 'off', text: null };
