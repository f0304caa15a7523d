import * as z from 'zod';
import { accountReuseSchema, laneUsageSchema } from '../../domain/rate-usage.ts';
import { type CommandContract, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

export const limitCommands = {
  'limits.get': {
    input: nothing,
    output: z.strictObject({ lanes: z.array(laneUsageSchema), accounts: z.array(accountReuseSchema) }),
    roles: MAIN,
  },
} as const satisfies CommandContract;
