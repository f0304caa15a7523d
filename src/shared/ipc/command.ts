import * as z from 'zod';
import type { Contract } from './contract.ts';

/**
 * The windows of the app. What decides about money may be called from the approval window alone. `recovery` stands in the
 * place of both while the app has no database to work with.
 */
export type WindowRole = 'main' | 'approval' | 'recovery';

interface Command {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly roles: readonly WindowRole[];
}

export type CommandContract = Contract & Readonly<Record<string, Command>>;

export const BOTH: readonly WindowRole[] = ['main', 'approval'];
export const MAIN: readonly WindowRole[] = ['main'];
export const APPROVAL: readonly WindowRole[] = ['approval'];
export const RECOVERY: readonly WindowRole[] = ['recovery'];

export const done = z.strictObject({ ok: z.literal(true) });
