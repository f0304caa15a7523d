import * as z from 'zod';
import { absolute, type Decimal, isPositive, negate, subtract, ZERO } from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull, wireIdOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { accountError, businessError } from '../gateway-refusal.ts';
import { type CashMovement, cashOf, type Segment } from '../ledger/cash-movement.ts';
import { segmentOf } from '../ledger/holdings.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { convert, toCents } from '../ledger/money.ts';
import { valueAccount } from '../ledger/valuation.ts';
import { findListing } from '../market/find-listing.ts';
import type { Currency } from '../market/listings.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import {
  matchesFilter,
  optionalInteger,
  optionalText,
  readBiz,
  readTime,
  wireNumber,
} from './biz-parameters.ts';
import { readLimit } from './instrument-reader.ts';

/** Wire contract 7.3. */
const HISTORY_DEFAULT = 100;
const HISTORY_MAX = 500;
const DETAILS_DEFAULT = 50;
const DETAILS_MAX = 100;

const segmentText = wireText.pipe(z.enum(['SEC', 'FUT']));
const currencyText = wireText.pipe(z.enum(['USD', 'HKD']));
const availableSchema = z.looseObject({
  from_segment: segmentText.nullish(),
  currency: currencyText.nullish(),
});
const transferSchema = z.looseObject({
  from_segment: segmentText,
  to_segment: segmentText,
  currency: currencyText,
  amount: wireDecimalOrNull,
});
const listSchema = z.looseObject({
  limit: optionalInteger,
  start: optionalInteger,
  id: wireIdOrNull,
  seg_types: z.array(wireText).max(10).nullish(),
  fund_type: optionalText,
  currency: optionalText,
});

export const fundRecordMethods: MethodGroup = {
  segment_fund_available: (services, call) => {
    const account = readAccount(services, call);
    const fields = readBiz(availableSchema, call.biz);
    const segment = fields.from_segment ?? 'SEC';
    const currency = fields.currency ?? 'USD';
    return [
      { fromSegment: segment, currency, amount: wireNumber(movable(services, account, segment, currency)) },
    ];
  },
  segment_fund_history: (services, call) => {
    const account = readAccount(services, call);
    const limit = readLimit(readBiz(listSchema, call.biz).limit, HISTORY_DEFAULT, HISTORY_MAX);
    return services.store.state.movements
      .filter((item) => item.account === account.account && item.kind === 'segment')
      .slice(-limit)
      .reverse()
      .map(segmentItem);
  },
  transfer_segment_fund: transferSegmentFund,
  cancel_segment_fund: (services, call) => {
    const account = readAccount(services, call);
    const { id } = readBiz(listSchema, call.biz);
    const found = services.store.state.movements.find(
      (item) => item.account === account.account && BigInt(item.id) === id,
    );
    if (found === undefined) throw accountError(account.account, 'BAD_REQUEST:The transfer does not exist');
    // Transfers settle at once, so there is never one that could still be taken back.
    throw accountError(account.account, 'BAD_REQUEST:The transfer is settled and cannot be cancelled');
  },
  transfer_fund: (services, call) => deposits(services, readAccount(services, call)),
  fund_details: fundDetails,
};

/** What may leave a segment: its cash in the currency, as far as no loan is needed. */
function movable(
  services: GatewayServices,
  account: AccountState,
  segment: Segment,
  currency: Currency,
): Decimal {
  const source = { state: services.store.state, market: services.market };
  const { availableFunds } = valueAccount(source, account, currency, segment);
  const cash = cashOf(account, segment)[currency];
  const least = Number(cash) < Number(availableFunds) ? cash : toCents(availableFunds);
  return isPositive(least) ? least : ZERO;
}

function transferSegmentFund(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const { from_segment: from, to_segment: to, currency, amount } = readBiz(transferSchema, call.biz);
  if (from === to) throw businessError("field 'to_segment' must differ from 'from_segment'");
  if (amount === null || !isPositive(amount) || toCents(amount) !== amount) {
    throw businessError("field 'amount' must be above zero, in whole cents");
  }
  if (Number(subtract(movable(services, account, from, currency), amount)) < 0) {
    throw accountError(account.account, 'BAD_REQUEST:The amount exceeds what may be transferred');
  }
  const { store, clock } = services;
  const movement: CashMovement = {
    id: store.nextId(),
    account: account.account,
    kind: 'segment',
    fromSegment: from,
    toSegment: to,
    fromCurrency: currency,
    toCurrency: currency,
    fromAmount: amount,
    toAmount: amount,
    timeMs: clock.nowMs(),
  };
  store.apply({ kind: 'cash_moved', movement });
  store.flush();
  return segmentItem(movement);
}

function segmentItem(movement: CashMovement) {
  return {
    id: BigInt(movement.id),
    fromSegment: movement.fromSegment,
    toSegment: movement.toSegment,
    currency: movement.fromCurrency,
    amount: wireNumber(movement.fromAmount),
    status: 'SUCC',
    statusDesc: 'Settled',
    message: '',
    settledAt: movement.timeMs,
    updatedAt: movement.timeMs,
    createdAt: movement.timeMs,
  };
}

/** The money that the account was opened with came in as deposits. */
function deposits({ market }: GatewayServices, account: AccountState) {
  const { zone } = market.schedule('US');
  return (['USD', 'HKD'] as const)
    .filter((currency) => isPositive(account.initialCash[currency]))
    .map((currency, index) => ({
      id: index + 1,
      refId: `opening-${currency}`,
      type: 1,
      typeDesc: 'Deposit',
      currency,
      amount: wireNumber(account.initialCash[currency]),
      businessDate: zone.text(account.openedAtMs).slice(0, 10).replaceAll('-', '/'),
      completedStatus: true,
      createdAt: account.openedAtMs,
      updatedAt: account.openedAtMs,
    }));
}

interface DetailRow {
  readonly id: string;
  readonly desc: string;
  readonly currency: Currency;
  readonly segment: Segment;
  readonly type: string;
  readonly amount: Decimal;
  readonly timeMs: number;
  readonly contractName: string;
}

/** Kinds of `fund_type` and the types that belong to them. */
const FUND_TYPES: Readonly<Record<string, readonly string[]>> = {
  DEPOSIT_WITHDRAW: ['Deposit'],
  TRADE: ['Trade'],
  FEE: ['Fee'],
  FUNDS_TRANSFER: ['Segment Transfer'],
  FOREX: ['Forex'],
  CORPORATE_ACTION: [],
};

function fundDetails(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const fields = readBiz(listSchema, call.biz);
  const limit = readLimit(fields.limit, DETAILS_DEFAULT, DETAILS_MAX);
  const start = Math.max(0, fields.start ?? 0);
  const { zone } = services.market.schedule('US');
  const beginMs = readTime(call.biz, 'start_date', zone);
  const endMs = readTime(call.biz, 'end_date', zone);
  const segments = fields.seg_types ?? [];
  const types =
    fields.fund_type === null || fields.fund_type === 'ALL' ? null : (FUND_TYPES[fields.fund_type] ?? []);
  const rows = detailRows(services, account)
    .filter((row) => segments.length === 0 || segments.includes('ALL') || segments.includes(row.segment))
    .filter((row) => types === null || types.includes(row.type))
    .filter((row) => matchesFilter(fields.currency, row.currency))
    .filter((row) => (beginMs === null || row.timeMs >= beginMs) && (endMs === null || row.timeMs < endMs))
    .sort((left, right) => right.timeMs - left.timeMs);
  return {
    page: Math.floor(start / limit) + 1,
    limit,
    itemCount: rows.length,
    pageCount: Math.ceil(rows.length / limit),
    timestamp: services.clock.nowMs(),
    items: rows.slice(start, start + limit).map((row) => ({
      id: BigInt(row.id),
      desc: row.desc,
      currency: row.currency,
      segType: row.segment,
      type: row.type,
      amount: wireNumber(row.amount),
      businessDate: zone.text(row.timeMs).slice(0, 10),
      updatedAt: row.timeMs,
      contractName: row.contractName,
    })),
  };
}

/** Every change of cash: the sum of all rows of a segment and currency is its cash (futures: trades have none). */
function detailRows({ store }: GatewayServices, account: AccountState): DetailRow[] {
  const opening = (['USD', 'HKD'] as const)
    .filter((currency) => isPositive(account.initialCash[currency]))
    .map(
      (currency, index): DetailRow => ({
        id: String(index + 1),
        desc: 'Deposit',
        currency,
        segment: 'SEC',
        type: 'Deposit',
        amount: account.initialCash[currency],
        timeMs: account.openedAtMs,
        contractName: '',
      }),
    );
  const moved = store.state.movements
    .filter((item) => item.account === account.account)
    .flatMap((item): DetailRow[] => {
      const type = item.kind === 'forex' ? 'Forex' : 'Segment Transfer';
      const row = { id: item.id, desc: type, type, timeMs: item.timeMs, contractName: '' };
      return [
        { ...row, currency: item.fromCurrency, segment: item.fromSegment, amount: negate(item.fromAmount) },
        { ...row, currency: item.toCurrency, segment: item.toSegment, amount: item.toAmount },
      ];
    });
  const traded = store.state.executions
    .filter((item) => item.account === account.account)
    .flatMap((item): DetailRow[] => {
      const listing = findListing(item.symbol);
      if (listing === null) return [];
      const segment = segmentOf(listing);
      const row = {
        id: item.id,
        desc: item.symbol,
        currency: listing.currency,
        segment,
        timeMs: item.timeMs,
        contractName: listing.name,
      };
      const amount = item.side === 'BUY' ? negate(item.amount) : item.amount;
      const trade = segment === 'FUT' ? [] : [{ ...row, type: 'Trade', amount }];
      return [...trade, { ...row, type: 'Fee', amount: negate(absolute(item.fees)) }];
    });
  return [...opening, ...moved, ...traded];
}

/** @returns what `amount` of one currency gives in another, in whole cents */
export function exchanged(amount: Decimal, from: Currency, to: Currency): Decimal {
  return toCents(convert(amount, from, to));
}
