import * as z from 'zod';
import { appSettingsSchema } from '../../domain/app-settings.ts';
import { clientEntrySchema } from '../../domain/client-entry.ts';
import {
  httpStateSchema,
  httpTokenIdSchema,
  httpTokenSchema,
  httpTokenWishSchema,
} from '../../domain/http-access.ts';
import { httpAddressSchema, httpNamesSchema } from '../../domain/http-settings.ts';
import { type CommandContract, done, MAIN } from '../command.ts';
import { nothing } from '../nothing.ts';

export const httpCommands = {
  'http.state': { input: nothing, output: httpStateSchema, roles: MAIN },
  'http.tokens': { input: nothing, output: z.array(httpTokenSchema), roles: MAIN },
  /** An entry for a program that will come over HTTP: it reads the demo account until it is given more. */
  'http.addClient': {
    input: z.strictObject({ name: clientEntrySchema.shape.name }),
    output: clientEntrySchema,
    roles: MAIN,
  },
  /** `token` is shown this once. */
  'http.issue': {
    input: httpTokenWishSchema,
    output: z.strictObject({ token: z.string(), issued: httpTokenSchema }),
    roles: MAIN,
  },
  'http.revoke': { input: z.strictObject({ tokenId: httpTokenIdSchema }), output: done, roles: MAIN },
  /** A new signing key: every token is worth nothing from here on. */
  'http.revokeAll': { input: nothing, output: done, roles: MAIN },
  /** Tries again what failed, after the user has put right what stood in the way. */
  'http.retry': { input: nothing, output: httpStateSchema, roles: MAIN },
  /** The one way to an address that other computers reach: with TLS, and the sentence typed. */
  'http.expose': {
    input: z.strictObject({
      address: httpAddressSchema,
      names: httpNamesSchema,
      certFile: z.string().min(1).max(1024),
      keyFile: z.string().min(1).max(1024),
      confirmation: z.string().max(100),
    }),
    output: appSettingsSchema,
    roles: MAIN,
  },
} as const satisfies CommandContract;
