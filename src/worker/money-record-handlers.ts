import type { moneyRecordCalls } from '../shared/ipc/worker-calls/money-record-calls.ts';
import { analyticsAsset } from '../tiger/methods/asset-methods.ts';
import { financialExchangeRate } from '../tiger/methods/financial-methods.ts';
import {
  fundDetails,
  segmentFundAvailable,
  segmentFundHistory,
} from '../tiger/methods/fund-transfer-methods.ts';
import {
  positionTransferExternalRecords,
  positionTransferRecords,
} from '../tiger/methods/position-transfer-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { ASSET_HISTORY_LIFETIME_MS, DOLLAR_RATE_LIFETIME_MS } from './cache-lifetimes.ts';
import { findMoneyMove } from './find-money-move.ts';
import type { ReadHandlerDeps, ReadHandlers } from './handlers.ts';
import {
  assetHistoryOf,
  dollarRatesOf,
  externalTransfersOf,
  fundDetailsOf,
  internalTransfersOf,
  segmentFundsOf,
  segmentTransfersOf,
} from './tiger-mapping/money-record-mapping.ts';

/** Long enough to reach over a holiday week to the last day that has a rate. */
const RATE_SPAN_MS = 10 * 86_400_000;

export function moneyRecordHandlers({
  tiger,
  cache,
  lists,
  account,
  clock,
  isUnderWay,
}: ReadHandlerDeps): Pick<ReadHandlers, keyof typeof moneyRecordCalls> {
  const shared = { timeoutMs: BROKER_TIMEOUT_MS };
  return {
    'assets.history': ({ startDay, endDay, segment, currency }, { signal }) =>
      cache.get(
        `assets ${startDay} ${endDay} ${segment} ${currency}`,
        ASSET_HISTORY_LIFETIME_MS,
        async (life) => {
          const params = { start_date: startDay, end_date: endDay, seg_type: segment, currency };
          return assetHistoryOf(
            await tiger.read(analyticsAsset, params, { ...shared, signal: life }),
            currency,
          );
        },
        signal,
      ),
    'funds.details': async (wanted, { signal }) => {
      const params = {
        seg_types: [wanted.segment],
        fund_type: wanted.kind,
        ...(wanted.currency === null ? {} : { currency: wanted.currency }),
        ...(wanted.startMs === null ? {} : { start_date: wanted.startMs }),
        ...(wanted.endMs === null ? {} : { end_date: wanted.endMs }),
        start: wanted.offset,
        limit: wanted.limit,
      };
      return fundDetailsOf(await tiger.read(fundDetails, params, { ...shared, signal }));
    },
    'segments.available': async ({ segment, currency }, { signal }) => {
      const params = { from_segment: segment, currency };
      return segmentFundsOf(await tiger.read(segmentFundAvailable, params, { ...shared, signal }));
    },
    'segments.transfers': async ({ limit }, { signal }) =>
      segmentTransfersOf(await tiger.read(segmentFundHistory, { limit }, { ...shared, signal })),
    'money.find': async (sent) =>
      isUnderWay(sent.mark)
        ? {
            finding: 'unclear',
            brokerOrderId: null,
            state: null,
            text: 'It is still on its way to Tiger.',
          }
        : findMoneyMove({ tiger, clock }, sent),
    'positions.transfers': async ({ startDay, endDay, kind }, { signal }) => {
      const params = { account_id: account, since_date: startDay, to_date: endDay };
      const options = { ...shared, signal };
      return kind === 'internal'
        ? internalTransfersOf(await tiger.read(positionTransferRecords, params, options))
        : externalTransfersOf(await tiger.read(positionTransferExternalRecords, params, options));
    },
    'rates.dollar': ({ currencies }, { signal }) =>
      lists.get(
        `dollar rates ${currencies.toSorted().join()}`,
        DOLLAR_RATE_LIFETIME_MS,
        async (life) => {
          const endMs = clock.nowMs();
          const params = { currency_list: currencies, begin_date: endMs - RATE_SPAN_MS, end_date: endMs };
          return dollarRatesOf(await tiger.read(financialExchangeRate, params, { ...shared, signal: life }));
        },
        signal,
      ),
  };
}
