import * as z from 'zod';
import {
  LOG_LINES_KEPT_MAX,
  logLineSchema,
  processNameSchema,
  processReportSchema,
} from '../../domain/process-report.ts';
import { type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

/** The processes of the app, as they are now. */
export const supervisorCommands = {
  'supervisor.get': { input: nothing, output: z.array(processReportSchema), roles: MAIN },
  /** The end of what is logged of a process, the newest last. */
  'supervisor.log': {
    input: z.strictObject({ name: processNameSchema }),
    output: z.array(logLineSchema).max(LOG_LINES_KEPT_MAX),
    roles: MAIN,
  },
  /** Of the demo exchange; the process of an account is restarted by `accounts.restart`. */
  'supervisor.restartExchange': { input: nothing, output: done, roles: MAIN },
} as const satisfies CommandContract;
