import * as z from 'zod';
import { readMethod, writeMethod } from '../method.ts';
import type { ExactNumber } from '../wire/exact-number.ts';
import { wireBooleanOrNull, wireDecimalOrNull, wireTextOrNull } from '../wire/wire-readers.ts';
import { listOf } from './reply-shapes.ts';

interface PositionTransferItem {
  readonly symbol: string;
  readonly quantity: ExactNumber | number;
  /** `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
  readonly sec_type?: string;
}

interface TransferRecordFilter {
  readonly account_id: string;
  /** `yyyy-MM-dd`; both dates at most 90 days apart. */
  readonly since_date: string;
  readonly to_date: string;
  readonly status?: string;
  readonly market?: string;
  readonly symbol?: string;
}

/** `status`: PendingNew, NEW, ManualProcessing, Succ, Fail, Canceled, PartialSucc. Times are texts. */
const transferRecord = z.looseObject({
  id: wireTextOrNull,
  accountId: wireTextOrNull,
  counterpartyAccountId: wireTextOrNull,
  method: wireTextOrNull,
  direction: wireTextOrNull,
  status: wireTextOrNull,
  comment: wireTextOrNull,
  userId: wireTextOrNull,
  userName: wireTextOrNull,
  memo: wireTextOrNull,
  finishedAt: wireTextOrNull,
  updatedAt: wireTextOrNull,
  createdAt: wireTextOrNull,
});

/** Moves positions between accounts of the same person. */
export const positionTransfer = writeMethod<{
  readonly from_account: string;
  readonly to_account: string;
  readonly market: string;
  readonly transfers: readonly PositionTransferItem[];
}>()({ name: 'position_transfer', version: '2.0', server: 'trade', context: 'none', reply: transferRecord });

export const positionTransferRecords = readMethod<TransferRecordFilter>()({
  name: 'position_transfer_records',
  version: '2.0',
  server: 'trade',
  context: 'language',
  reply: listOf(transferRecord),
});

export const positionTransferDetail = readMethod<{
  readonly id: string;
  readonly account_id?: string;
}>()({
  name: 'position_transfer_detail',
  version: '2.0',
  server: 'trade',
  context: 'language',
  reply: transferRecord
    .extend({
      detail: listOf(
        z.looseObject({
          transferId: wireTextOrNull,
          direction: wireTextOrNull,
          symbol: wireTextOrNull,
          formattedSymbol: wireTextOrNull,
          market: wireTextOrNull,
          quantity: wireDecimalOrNull,
          status: wireTextOrNull,
          message: wireTextOrNull,
          updatedAt: wireTextOrNull,
          createdAt: wireTextOrNull,
        }),
      ),
    })
    .nullable(),
});

/** Transfers from and to other brokers. */
export const positionTransferExternalRecords = readMethod<TransferRecordFilter>()({
  name: 'position_transfer_external_records',
  version: '2.0',
  server: 'trade',
  context: 'language',
  reply: listOf(
    z.looseObject({
      id: wireTextOrNull,
      accountId: wireTextOrNull,
      status: wireTextOrNull,
      transferMethod: wireTextOrNull,
      institutionName: wireTextOrNull,
      side: wireTextOrNull,
      market: wireTextOrNull,
      transferPropertyInfos: listOf(
        z.looseObject({
          id: wireTextOrNull,
          symbol: wireTextOrNull,
          market: wireTextOrNull,
          secType: wireTextOrNull,
          quantity: wireDecimalOrNull,
          averageCost: wireDecimalOrNull,
          status: wireTextOrNull,
          cancelable: wireBooleanOrNull,
        }),
      ),
    }),
  ),
});
