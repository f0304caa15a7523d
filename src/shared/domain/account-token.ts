import * as z from 'zod';

const tokenStateSchema = z.enum([
  /** The licence needs none. */
  'not_needed',
  'missing',
  'valid',
  /** Its renewal is due and has not succeeded yet; until its end it works. */
  'expiring',
  'refreshing',
  'expired',
  /** It was not renewed, and will not be without a person. */
  'failed',
]);
export type TokenState = z.infer<typeof tokenStateSchema>;

/** What a person sees of an account's token (wire contract 6). It never holds the token. */
export const accountTokenSchema = z.strictObject({
  state: tokenStateSchema,
  /** Epoch milliseconds; null if there is no token or it does not say. */
  expiresMs: z.int().nullable(),
  text: z.string(),
  /** What the person does next; null if nothing. */
  nextStep: z.string().nullable(),
});
export type AccountToken = z.infer<typeof accountTokenSchema>;

export const NEW_TOKEN_STEP =
  'Create a new token in the Tiger app or on the Tiger developer page, download tiger_openapi_token.properties and give it to this account in Accounts.';

/** A state that was told earlier, as it is now: a token ends without anybody telling. */
export function tokenAt(token: AccountToken, nowMs: number): AccountToken {
  const { expiresMs, state } = token;
  if (expiresMs === null || expiresMs > nowMs || state === 'refreshing') return token;
  return { state: 'expired', expiresMs, text: 'The token has expired.', nextStep: NEW_TOKEN_STEP };
}
