import * as z from 'zod';
import type { OrderLeg } from '../../../../shared/domain/combination.ts';

/** The legs of a combination as an answer shows them: as in a bought one. */
export const legsOutput = z
  .array(z.strictObject({ symbol: z.string(), side: z.enum(['BUY', 'SELL']), ratio: z.int() }))
  .nullable();

export function legsJson(legs: readonly OrderLeg[] | null) {
  return legs === null ? null : legs.map(({ symbol, side, ratio }) => ({ symbol, side, ratio }));
}
