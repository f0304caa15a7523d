import * as z from 'zod';

/** Where a setting's value comes from, weakest first: each source overrides those before it. */
const settingSourceSchema = z.enum(['default', 'file', 'environment', 'command_line']);

/** One setting as it is in force, and why. */
export const settingStateSchema = z.strictObject({
  name: z.string(),
  value: z.json(),
  source: settingSourceSchema,
  /** The variable or the switch that sets it; null unless it comes from the environment or the command line. */
  setBy: z.string().nullable(),
  /** What a source says that cannot be used, and why; the next weaker source counts instead. */
  problem: z.string().nullable(),
});
export type SettingState = z.infer<typeof settingStateSchema>;
