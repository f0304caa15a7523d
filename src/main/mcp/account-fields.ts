import * as z from 'zod';
import { type Account, accountModeSchema } from '../../shared/domain/account.ts';
import { ageMs, type Provenance } from '../../shared/domain/provenance.ts';

/** On every answer about an account. */
export const accountFields = {
  account_id: z.string().describe('Alias of the account; pass it as account_id.'),
  mode: accountModeSchema.describe('paper or live as the broker reports it; unknown counts as live.'),
};

export function accountJson({ alias, mode }: Account) {
  return { account_id: alias, mode };
}

/** On every figure from the market or the broker. */
export const provenanceFields = {
  as_of: z.string().nullable().describe("ISO UTC time of the figures by the broker's clock; null: not said."),
  age_ms: z.number().nullable().describe('Age of the figures in milliseconds.'),
  delayed: z.boolean().nullable().describe('true: delayed exchange data; null: the broker did not say.'),
  simulated: z.boolean().describe('true: from the simulated exchange, not a real market.'),
};

export function provenanceJson(provenance: Provenance, nowMs: number) {
  return {
    as_of: isoTime(provenance.asOfMs),
    age_ms: ageMs(provenance, nowMs),
    delayed: provenance.isDelayed,
    simulated: provenance.isSimulated,
  };
}

/** ISO 8601, UTC; null stays null. */
export function isoTime(timeMs: number): string;
export function isoTime(timeMs: number | null): string | null;
export function isoTime(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

/** Exact decimal as text; null: the broker gave none. */
export const figure = z.string().nullable();
