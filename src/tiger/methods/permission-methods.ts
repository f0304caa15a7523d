import * as z from 'zod';
import { readMethod, writeMethod } from '../method.ts';
import {
  wireBooleanOrNull,
  wireIntegerOrNull,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { listOf, objectOrNull } from './reply-shapes.ts';

/** `expireAt` is milliseconds, -1 is without end. */
const permissionList = listOf(z.looseObject({ name: wireTextOrNull, expireAt: wireIntegerOrNull }));

/**
 * Makes this device the one that gets level-1 and level-2 quotes, and so takes them from the person's other devices:
 * a call with effects, made only when the person asks for it.
 */
export const grabQuotePermission = writeMethod<Record<never, never>>()({
  name: 'grab_quote_permission',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: permissionList,
});

/** The permissions without taking them over. */
export const getQuotePermission = readMethod<Record<never, never>>()({
  name: 'get_quote_permission',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: permissionList,
});

/** The plan with its limits: calls by class, history and subscription quotas. */
export const addonEntitlements = readMethod<Record<never, never>>()({
  name: 'addon_entitlements',
  version: '2.0',
  server: 'quote',
  context: 'none',
  reply: z
    .looseObject({
      userLevel: wireTextOrNull,
      activePlan: objectOrNull(z.looseObject({ planType: wireTextOrNull, expireTime: wireTimeMsOrNull })),
      addons: listOf(
        z.looseObject({
          planType: wireTextOrNull,
          active: wireBooleanOrNull,
          startTime: wireTimeMsOrNull,
          expireTime: wireTimeMsOrNull,
        }),
      ),
      effectiveEntitlement: objectOrNull(
        z.looseObject({
          historyStockLimit: wireIntegerOrNull,
          historyStockRemaining: wireIntegerOrNull,
          subscribeLimit: wireIntegerOrNull,
          subscribeRemaining: wireIntegerOrNull,
          subscribeDepthLimit: wireIntegerOrNull,
          subscribeDepthRemaining: wireIntegerOrNull,
          highFreqLimit: wireIntegerOrNull,
          midFreqLimit: wireIntegerOrNull,
          lowFreqLimit: wireIntegerOrNull,
          rateMultiple: wireIntegerOrNull,
        }),
      ),
    })
    .nullable(),
});

/** How much of the history quota is used; one row each for `kline`, `future_kline` and `option_kline`. */
export const klineQuota = readMethod<{
  readonly with_details?: boolean;
}>()({
  name: 'kline_quota',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      method: wireTextOrNull,
      used: wireIntegerOrNull,
      remain: wireIntegerOrNull,
      details: listOf(z.unknown()),
      symbolDetails: listOf(z.looseObject({ code: wireTextOrNull, lastRequestTimestamp: wireTimeMsOrNull })),
    }),
  ),
});
