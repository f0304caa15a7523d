import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import { symbolSchema } from '../../domain/instrument.ts';
import type { Contract } from '../contract.ts';

/** What can be pushed of a symbol. A quote is prices and the best bid and ask. */
export const pushTopicSchema = z.enum(['quote', 'depth', 'trades', 'bar']);
export type PushTopic = z.infer<typeof pushTopicSchema>;

/** Accounts of one developer id; far more than anybody has. */
const HOSTED_ACCOUNTS_MAX = 50;
/** Symbols of one topic: as many as the app ever watches (see watch-limits.ts), with room. */
export const WATCHED_PER_TOPIC_MAX = 200;

const watched = z.array(symbolSchema).max(WATCHED_PER_TOPIC_MAX);

const done = z.strictObject({});

/**
 * What main tells the process of an account about its push connection. Each call gives the whole of what holds from
 * now on, so that a repeated or lost one does no harm. They change nothing at the broker.
 */
export const pushCalls = {
  /**
   * This process holds the connection of its developer id for these accounts. None: it closes the connection.
   * `account` is the broker's account number.
   */
  'push.host': {
    input: z.strictObject({
      accounts: z
        .array(z.strictObject({ accountId: accountIdSchema, account: z.string().min(1).max(40) }))
        .max(HOSTED_ACCOUNTS_MAX),
    }),
    output: done,
  },
  /** The symbols to be pushed, by topic; what is not named is pushed no more. */
  'push.watch': {
    input: z.strictObject({ quote: watched, depth: watched, trades: watched, bar: watched }),
    output: done,
  },
} as const satisfies Contract;
