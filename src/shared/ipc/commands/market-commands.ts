import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import { depthSchema, TICKS_MAX, tickSeriesSchema } from '../../domain/intraday.ts';
import { quoteSchema } from '../../domain/market-data.ts';
import { BOTH, type CommandContract, MAIN } from '../command.ts';
import { SYMBOLS_PER_CALL_MAX } from '../worker-calls/quote-calls.ts';

const ofSymbol = { accountId: accountIdSchema, symbol: symbolSchema } as const;

/**
 * Market data through an account. Each reading also says that a window shows it: for the seconds that follow, what the
 * broker pushes of it comes as an event. A window that stops reading is told no more.
 */
export const marketCommands = {
  /** Symbols that the broker does not know are absent. */
  'market.quotes': {
    input: z.strictObject({
      accountId: accountIdSchema,
      symbols: z.array(symbolSchema).min(1).max(SYMBOLS_PER_CALL_MAX),
    }),
    output: z.array(quoteSchema),
    roles: BOTH,
  },
  'market.depth': { input: z.strictObject(ofSymbol), output: depthSchema, roles: MAIN },
  'market.trades': {
    input: z.strictObject({ ...ofSymbol, count: z.int().min(1).max(TICKS_MAX) }),
    output: tickSeriesSchema,
    roles: MAIN,
  },
} as const satisfies CommandContract;
