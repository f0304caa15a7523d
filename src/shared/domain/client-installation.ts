import * as z from 'zod';

/** The AI clients whose configuration this app can edit. */
export const clientProgramIdSchema = z.enum([
  'claude-desktop',
  'claude-code',
  'cursor',
  'vs-code',
  'windsurf',
  'codex',
  'gemini-cli',
  'zed',
]);
export type ClientProgramId = z.infer<typeof clientProgramIdSchema>;

/**
 * not_installed: no trace of the program. not_connected: its configuration does not name this app. outdated: it does,
 * but starts something else. unreadable: the file cannot be edited as it is.
 */
const clientConfigStateSchema = z.enum([
  'not_installed',
  'not_connected',
  'connected',
  'outdated',
  'unreadable',
]);
export type ClientConfigState = z.infer<typeof clientConfigStateSchema>;

const differenceLineSchema = z.strictObject({
  kind: z.enum(['same', 'added', 'removed', 'gap']),
  text: z.string(),
});
export type DifferenceLine = z.infer<typeof differenceLineSchema>;

/** What a button would do to one file. `id` seals the text before and after: only what was shown is written. */
const clientConfigChangeSchema = z.strictObject({
  id: z.string().max(64),
  files: z.array(z.strictObject({ path: z.string(), lines: z.array(differenceLineSchema) })),
});
export type ClientConfigChange = z.infer<typeof clientConfigChangeSchema>;

export const clientInstallationSchema = z.strictObject({
  id: clientProgramIdSchema,
  program: z.string(),
  state: clientConfigStateSchema,
  /** The files that hold the program's servers; more than one where it is installed twice. */
  paths: z.array(z.string()),
  /** Why the state is what it is and what to do, one sentence each. */
  text: z.string(),
  /** Connects or repairs; null when there is nothing to do or nothing can be done. */
  connectChange: clientConfigChangeSchema.nullable(),
  removeChange: clientConfigChangeSchema.nullable(),
});
export type ClientInstallation = z.infer<typeof clientInstallationSchema>;

/** A start of the launcher as an AI client does it, and the first two questions of one. */
export const linkTestSchema = z.strictObject({
  isOk: z.boolean(),
  text: z.string(),
  toolsCount: z.int().nullable(),
  elapsedMs: z.int(),
});
export type LinkTest = z.infer<typeof linkTestSchema>;
