import * as z from 'zod';
import { accountTokenSchema } from '../../domain/account-token.ts';
import type { Contract } from '../contract.ts';
import { nothing } from '../nothing.ts';

/** Longer than any token file: one line of base64. */
export const TOKEN_FILE_LENGTH_MAX = 8_192;

export const tokenFileSchema = z.string().min(1).max(TOKEN_FILE_LENGTH_MAX);

export const tokenCalls = {
  /** Exchanges the token for a new one now; answers how that went. */
  'token.renew': { input: nothing, output: accountTokenSchema },
  /** Takes another token into use: text of tiger_openapi_token.properties. */
  'token.adopt': { input: z.strictObject({ tokenFile: tokenFileSchema }), output: accountTokenSchema },
} as const satisfies Contract;
