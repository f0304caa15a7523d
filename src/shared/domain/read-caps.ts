import * as z from 'zod';

/** An assistant reads a few times a minute, a busy one a few times each second; beyond ten it is a loop. */
export const CLIENT_READS_PER_MINUTE_DEFAULT = 600;
/** Two clients as fast as one may be. Tiger's own limits for each method are lower and are kept apart from this. */
export const ACCOUNT_READS_PER_MINUTE_DEFAULT = 1_200;
/** Of a cap that a user sets; more is the same as none. */
const READS_PER_MINUTE_MAX = 6_000;

/** The user's own cap on what AI clients read in a minute. Orders, changes and cancels are never held by it. */
export const readsPerMinuteSchema = z.int().min(1).max(READS_PER_MINUTE_MAX);
