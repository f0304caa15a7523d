import * as z from 'zod';
import { accountIdSchema } from './account.ts';
import { riskSettingsSchema } from './risk-settings.ts';

/** Attacks against the user's own settings, run on an app of its own with a simulated exchange. */
export const ATTACK_IDS = [
  'injected_text',
  'replayed_approval',
  'swapped_seal',
  'edited_after_approval',
  'expired_approval',
  'price_moved',
  'broker_silent',
  'doubled_after_timeout',
  'request_id_reused',
  'wrong_account',
  'look_alike_symbol',
  'symbol_tricks',
  'quantity_tricks',
  'lots_for_shares',
  'cents_for_dollars',
  'odd_lot',
  'drip',
  'flood',
  'hidden_short',
  'outside_session',
  'other_kind',
  'naked_in_spread',
  'sold_leg',
  'credit_for_debit',
  'contracts_for_shares',
  'look_alike_option',
  'stop_on_wrong_side',
  'trail_of_nothing',
  'order_outlives',
  'false_numbers',
  'made_up_tools',
  'forged_elicitation',
  'wrong_frame',
  'wrong_window',
  'widened_grant',
  'grant_for_other_forms',
  'lifted_stop',
  'renamed_client',
] as const;
const attackIdSchema = z.enum(ATTACK_IDS);
export type AttackId = z.infer<typeof attackIdSchema>;

const riskSettingNameSchema = riskSettingsSchema.keyof();

/**
 * stopped: nothing of what it wanted came about. got_through: the exchange was sent what no order of the user's was
 * meant to be, or the app said what is not true. failed: it could not be carried out, so nothing is known.
 */
const attackOutcomeSchema = z.enum(['stopped', 'got_through', 'failed']);
export type AttackOutcome = z.infer<typeof attackOutcomeSchema>;

const attackResultSchema = z.strictObject({
  id: attackIdSchema,
  name: z.string(),
  /** What it tries. */
  tries: z.string(),
  outcome: attackOutcomeSchema,
  /** Controls and error codes that stopped it, each once; empty where nothing was refused because nothing was asked. */
  stoppedBy: z.array(z.string()),
  /** What happened, in words. */
  text: z.string(),
  /** The settings that let it through, where it got through; empty: none does, it is a defect of the app. */
  settings: z.array(riskSettingNameSchema),
  durationMs: z.int().min(0),
});
export type AttackResult = z.infer<typeof attackResultSchema>;

export const redTeamRunSchema = z.strictObject({
  startedAtMs: z.int(),
  endedAtMs: z.int(),
  appVersion: z.string(),
  accountId: accountIdSchema,
  /** Whose risk settings were attacked; the attacks themselves met a simulated account. */
  accountAlias: z.string(),
  /** Names the settings: the same in two runs means the same settings. */
  settingsVersion: z.int().min(0),
  /** The client whose rights the attacks had; null: no client of the user's may propose orders. */
  clientName: z.string().nullable(),
  results: z.array(attackResultSchema).max(ATTACK_IDS.length),
  /** False: it was ended before its last attack. */
  isComplete: z.boolean(),
});
export type RedTeamRun = z.infer<typeof redTeamRunSchema>;

export const redTeamStatusSchema = z.strictObject({
  /** null: none is under way. */
  running: z
    .strictObject({
      accountId: accountIdSchema,
      /** null: it is being prepared. */
      attackName: z.string().nullable(),
      total: z.int(),
      results: z.array(attackResultSchema),
      isEnding: z.boolean(),
    })
    .nullable(),
  /** Why the last one did not begin or broke off; null: it did not. */
  problem: z.string().nullable(),
  /** Newest first. */
  runs: z.array(redTeamRunSchema),
});
export type RedTeamStatus = z.infer<typeof redTeamStatusSchema>;
