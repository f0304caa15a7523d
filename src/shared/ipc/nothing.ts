import * as z from 'zod';

/** A call without input. */
export const nothing = z.strictObject({});
