import * as z from 'zod';
import { wireBooleanOrNull } from '../../tiger/wire/wire-readers.ts';
import type { MethodGroup } from '../method-table.ts';
import { readBiz } from './biz-parameters.ts';

/** The simulator grants what its methods offer; -1 is the vendor's "no end". */
const PERMISSIONS = [
  'usQuoteBasic',
  'usStockQuoteLv2Totalview',
  'hkStockQuoteLv2',
  'usOptionQuote',
  'CBOEFuturesQuoteLv2',
  'HKEXFuturesQuoteLv2',
].map((name) => ({ name, expireAt: -1 }));
const PLAN_DAYS = 365;
const DAY_MS = 86_400_000;
/** Calls per minute of the three classes (wire contract 7.2) and the largest subscriptions (7.3). */
const ENTITLEMENT = {
  subscribeLimit: 2_000,
  subscribeRemaining: 2_000,
  subscribeDepthLimit: 500,
  subscribeDepthRemaining: 500,
  highFreqLimit: 120,
  midFreqLimit: 60,
  lowFreqLimit: 10,
  rateMultiple: 1,
};
const quotaSchema = z.looseObject({ with_details: wireBooleanOrNull });

export const permissionMethods: MethodGroup = {
  grab_quote_permission: () => PERMISSIONS,
  get_quote_permission: () => PERMISSIONS,
  user_license: (_services, { developer }) => ({ license: developer.license }),
  user_token_refresh: ({ tokens, clock }, { developer }) => {
    const token = tokens.issue(developer.tigerId, clock.nowMs());
    return {
      tigerId: developer.tigerId,
      license: developer.license,
      token: token.text,
      createTime: token.createdMs,
      expiredTime: token.expiresMs,
    };
  },
  kline_quota: ({ quota, clock }, { biz, developer }) => {
    const hasDetails = readBiz(quotaSchema, biz).with_details === true;
    return quota.uses(developer.tigerId, clock.nowMs()).map(({ method, used, remain, symbols }) => ({
      method,
      used,
      remain,
      details: [],
      symbolDetails: hasDetails
        ? symbols.map(({ code, lastMs }) => ({ code, lastRequestTimestamp: String(lastMs) }))
        : [],
    }));
  },
  addon_entitlements: ({ quota, clock }, { developer }) => {
    const stocks = quota.uses(developer.tigerId, clock.nowMs())[0] ?? { used: 0, remain: 0 };
    const today = clock.nowMs() - (clock.nowMs() % DAY_MS);
    const expireTime = today + PLAN_DAYS * DAY_MS;
    return {
      userLevel: 'PRO',
      activePlan: { planType: 'USQuotePro', expireTime },
      addons: [{ planType: 'HKLv2', active: true, startTime: today, expireTime }],
      effectiveEntitlement: {
        historyStockLimit: stocks.used + stocks.remain,
        historyStockRemaining: stocks.remain,
        ...ENTITLEMENT,
      },
    };
  },
};
