import * as z from 'zod';
import { summaryQuestionSchema, tradeSummarySchema } from '../../domain/trade-summary.ts';
import { type CommandContract, MAIN } from '../command.ts';

export const summaryCommands = {
  'summary.get': { input: summaryQuestionSchema, output: tradeSummarySchema, roles: MAIN },
  /** The same as a CSV file in the app's export folder. */
  'summary.export': {
    input: summaryQuestionSchema,
    output: z.strictObject({ path: z.string() }),
    roles: MAIN,
  },
} as const satisfies CommandContract;
