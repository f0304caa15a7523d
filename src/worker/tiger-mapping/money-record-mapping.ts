import type { z } from 'zod';
import type {
  AssetHistory,
  DollarRates,
  FundDetails,
  PositionTransfers,
  SegmentFunds,
  SegmentTransfers,
} from '../../shared/domain/money-record.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { analyticsAsset } from '../../tiger/methods/asset-methods.ts';
import type { financialExchangeRate } from '../../tiger/methods/financial-methods.ts';
import type {
  fundDetails,
  segmentFundAvailable,
  segmentFundHistory,
} from '../../tiger/methods/fund-transfer-methods.ts';
import type {
  positionTransferExternalRecords,
  positionTransferRecords,
} from '../../tiger/methods/position-transfer-methods.ts';
import { dayOf } from './company-mapping.ts';
import { currencyOf } from './instrument-mapping.ts';
import { provenanceOf } from './provenance-of.ts';

type Reply<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;

const answeredNow = (reply: TigerReply<unknown>) =>
  provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null });

export function assetHistoryOf(reply: Reply<typeof analyticsAsset>, currency: string): AssetHistory {
  const { data } = reply;
  const days = (data?.history ?? []).map((row) => ({
    timeMs: row.date,
    netLiquidation: row.asset,
    pnl: row.pnl,
    pnlRate: row.pnlPercentage,
    cashBalance: row.cashBalance,
    grossPositionValue: row.grossPositionValue,
    deposit: row.deposit,
    withdrawal: row.withdrawal,
  }));
  return {
    currency,
    summary: {
      pnl: data?.summary?.pnl ?? null,
      pnlRate: data?.summary?.pnlPercentage ?? null,
      annualizedReturn: data?.summary?.annualizedReturn ?? null,
    },
    days: days.sort((left, right) => (left.timeMs ?? 0) - (right.timeMs ?? 0)),
    provenance: answeredNow(reply),
  };
}

export function fundDetailsOf(reply: Reply<typeof fundDetails>): FundDetails {
  return {
    rows: reply.data.items.map((row) => ({
      id: row.id === null ? null : row.id.toString(),
      type: row.type,
      text: row.desc,
      contractName: row.contractName,
      segment: row.segType,
      currency: row.currency,
      amount: row.amount,
      day: dayOf(row.businessDate),
      timeMs: row.updatedAt,
    })),
    total: reply.data.itemCount,
    provenance: answeredNow(reply),
  };
}

export function segmentFundsOf(reply: Reply<typeof segmentFundAvailable>): SegmentFunds {
  const available = reply.data.map(({ fromSegment, currency, amount }) => ({
    fromSegment,
    currency,
    amount,
  }));
  return { available, provenance: answeredNow(reply) };
}

export function segmentTransfersOf(reply: Reply<typeof segmentFundHistory>): SegmentTransfers {
  const transfers = reply.data.map((row) => ({
    id: row.id.toString(),
    fromSegment: row.fromSegment,
    toSegment: row.toSegment,
    currency: row.currency,
    amount: row.amount,
    status: row.status,
    message: row.message ?? row.statusDesc,
    createdAtMs: row.createdAt,
    settledAtMs: row.settledAt,
  }));
  return {
    transfers: transfers.sort((left, right) => (right.createdAtMs ?? 0) - (left.createdAtMs ?? 0)),
    provenance: answeredNow(reply),
  };
}

const LAST_DIGITS = 4;
const lastDigits = (accountNumber: string | null) =>
  accountNumber === null ? null : `...${accountNumber.slice(-LAST_DIGITS)}`;

/** The list has no lines; those are in the detail of each transfer. */
export function internalTransfersOf(reply: Reply<typeof positionTransferRecords>): PositionTransfers {
  const transfers = reply.data.map((row) => ({
    id: row.id,
    kind: 'internal' as const,
    direction: row.direction,
    status: row.status,
    method: row.method,
    counterparty: lastDigits(row.counterpartyAccountId),
    createdText: row.createdAt,
    finishedText: row.finishedAt,
    lines: null,
  }));
  return { transfers, provenance: answeredNow(reply) };
}

export function externalTransfersOf(reply: Reply<typeof positionTransferExternalRecords>): PositionTransfers {
  const transfers = reply.data.map((row) => ({
    id: row.id,
    kind: 'external' as const,
    direction: row.side,
    status: row.status,
    method: row.transferMethod,
    counterparty: row.institutionName,
    createdText: null,
    finishedText: null,
    lines: row.transferPropertyInfos.map(({ symbol, market, quantity, status }) => ({
      symbol,
      market,
      quantity,
      status,
    })),
  }));
  return { transfers, provenance: answeredNow(reply) };
}

/** The newest rate of each currency. */
export function dollarRatesOf(reply: Reply<typeof financialExchangeRate>): DollarRates {
  const rates = reply.data.flatMap((row) => {
    const currency = currencyOf(row.currency);
    const newest = row.dailyValueList
      .toSorted((left, right) => (right.date ?? 0) - (left.date ?? 0))
      .find(({ value }) => value !== null);
    if (currency === null || newest === undefined || newest.value === null) return [];
    return [{ currency, usd: newest.value, timeMs: newest.date }];
  });
  return { rates, provenance: answeredNow(reply) };
}
