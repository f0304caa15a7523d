import * as z from 'zod';
import { grantIdSchema, grantInputSchema, grantSchema } from '../../domain/grant.ts';
import { BOTH, type CommandContract, done } from '../command.ts';
import { nothing } from '../nothing.ts';

/** Grants are decisions made in advance, so only the user's windows reach them. */
export const grantCommands = {
  'grants.list': { input: nothing, output: z.array(grantSchema), roles: BOTH },
  'grants.make': { input: grantInputSchema, output: grantSchema, roles: BOTH },
  'grants.revoke': { input: z.strictObject({ grantId: grantIdSchema }), output: done, roles: BOTH },
} as const satisfies CommandContract;
