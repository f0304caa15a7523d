import * as z from 'zod';
import { readMethod, writeMethod } from '../method.ts';
import { wireText, wireTextOrNull, wireTimeMsOrNull } from '../wire/wire-readers.ts';

/** The licence under which the developer id runs, e.g. TBSG. */
export const userLicense = readMethod<Record<never, never>>()({
  name: 'user_license',
  version: '2.0',
  server: 'trade',
  context: 'none',
  reply: z.looseObject({ license: wireTextOrNull }).nullable(),
});

/** Exchanges the token of the header for a new one; the old one may be dead from then on (wire contract 6). */
export const userTokenRefresh = writeMethod<Record<never, never>>()({
  name: 'user_token_refresh',
  version: '2.0',
  server: 'trade',
  context: 'none',
  reply: z.looseObject({
    tigerId: wireTextOrNull,
    license: wireTextOrNull,
    token: wireText,
    createTime: wireTimeMsOrNull,
    expiredTime: wireTimeMsOrNull,
  }),
});
