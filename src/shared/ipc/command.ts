import * as z from 'zod';
import type { Contract } from './contract.ts';

/** The windows of the app. What decides about money may be called from the approval window alone. */
export type WindowRole = 'main' | 'approval';

interface Command {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly roles: readonly WindowRole[];
}

export type CommandContract = Contract & Readonly<Record<string, Command>>;

export const BOTH: readonly WindowRole[] = ['main', 'approval'];
export const MAIN: readonly WindowRole[] = ['main'];
export const APPROVAL: readonly WindowRole[] = ['approval'];

export const done = z.strictObject({ ok: z.literal(true) });
