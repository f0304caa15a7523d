import type { HistoryQuota, QuotePermissions } from '../shared/domain/quotas.ts';
import { getQuotePermission, klineQuota } from '../tiger/methods/permission-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { HISTORY_QUOTA_LIFETIME_MS, PERMISSIONS_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };
/** Tiger's sign for a permission without end. */
const ENDLESS = -1;
/** The names by which Tiger tells the quotas apart (wire contract 3). */
const KINDS: ReadonlyMap<string, HistoryQuota['quotas'][number]['kind']> = new Map([
  ['kline', 'stock'],
  ['future_kline', 'future'],
  ['option_kline', 'option'],
]);

export function quotaHandlers({
  tiger,
  cache,
}: ReadHandlerDeps): Pick<ReadHandlers, 'quotas.permissions' | 'quotas.history'> {
  return {
    'quotas.permissions': (_input, { signal }) =>
      cache.get(
        'permissions',
        PERMISSIONS_LIFETIME_MS,
        async (life): Promise<QuotePermissions> => {
          const reply = await tiger.read(getQuotePermission, {}, { ...TIME_LIMIT, signal: life });
          const permissions = reply.data.flatMap(({ name, expireAt }) => {
            if (name === null) return [];
            const isEndless = expireAt === ENDLESS;
            return [{ name, expiresMs: isEndless ? null : expireAt, isEndless }];
          });
          return {
            permissions,
            provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
          };
        },
        signal,
      ),
    'quotas.history': (_input, { signal }) =>
      cache.get(
        'history quota',
        HISTORY_QUOTA_LIFETIME_MS,
        async (life): Promise<HistoryQuota> => {
          const reply = await tiger.read(klineQuota, { with_details: true }, { ...TIME_LIMIT, signal: life });
          const quotas = reply.data.map(({ method, used, remain, symbolDetails }) => ({
            kind: KINDS.get(method ?? '') ?? ('unknown' as const),
            used,
            remaining: remain,
            symbols: symbolDetails.flatMap(({ code, lastRequestTimestamp }) =>
              code === null ? [] : [{ symbol: code, lastAskedMs: lastRequestTimestamp }],
            ),
          }));
          return { quotas, provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }) };
        },
        signal,
      ),
  };
}
