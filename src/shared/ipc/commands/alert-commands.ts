import * as z from 'zod';
import { alertIdSchema, tradeAlertSchema } from '../../domain/trade-alert.ts';
import { BOTH, type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

export const alertCommands = {
  /** Those that are open first, then the newest of those that are over. */
  'alerts.list': { input: nothing, output: z.array(tradeAlertSchema), roles: BOTH },
  /** The user has seen it. It stays on record. */
  'alerts.acknowledge': { input: z.strictObject({ alertId: alertIdSchema }), output: done, roles: MAIN },
} as const satisfies CommandContract;
