import * as z from 'zod';
import {
  add,
  compare,
  type Decimal,
  decimal,
  isInteger,
  isPositive,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIdOrNull,
  wireText,
} from '../../tiger/wire/wire-readers.ts';
import { accountError, businessError } from '../gateway-refusal.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import type { OptionExercise } from '../ledger/option-exercise.ts';
import { findListing } from '../market/find-listing.ts';
import type { Listing, OptionTerms } from '../market/listings.ts';
import { strikeText } from '../market/option-contract.ts';
import { dateText, parseDate } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { matchesFilter, optionalInteger, optionalText, readBiz, wireNumber } from './biz-parameters.ts';
import { readLimit } from './instrument-reader.ts';

const PAGE_DEFAULT = 20;
const PAGE_MAX = 100;
/** Time in which a request can still be cancelled. */
const EXERCISE_DELAY_MS = 60_000;

const requestSchema = z.looseObject({
  contract_id: wireIdOrNull,
  type: wireText.pipe(z.enum(['Exercise', 'Expire'])),
  quantity: wireDecimalOrNull,
  executing_date: optionalText,
  is_force: wireBooleanOrNull,
});
const pageSchema = z.looseObject({
  page: optionalInteger,
  size: optionalInteger,
  status: optionalText,
  type: optionalText,
  symbol: optionalText,
});
const idSchema = z.looseObject({ id: wireIdOrNull });

export const optionExerciseMethods: MethodGroup = {
  option_exercise_check: (services, call) => {
    const account = readAccount(services, call);
    const { holding, quantity } = readExercise(services, account, call);
    const { option, listing } = holding;
    const shares = multiply(quantity, decimal(listing.multiplier));
    const change =
      readBiz(requestSchema, call.biz).type === 'Expire'
        ? ZERO
        : option.right === 'CALL'
          ? shares
          : negate(shares);
    const before = account.positions[option.underlying]?.quantity ?? ZERO;
    return {
      availableQuantity: wireNumber(available(services, account, holding)),
      position: wireNumber(holding.quantity),
      stkPosition: wireNumber(before),
      stkPositionChange: wireNumber(change),
      stkPositionBefore: wireNumber(before),
      stkPositionAfter: wireNumber(add(before, change)),
      symbol: option.optionSymbol,
    };
  },
  option_exercise_submit: submit,
  option_exercise_record: (services, call) => {
    const account = readAccount(services, call);
    const fields = readBiz(pageSchema, call.biz);
    const found = services.store.state.exercises
      .filter((item) => item.account === account.account)
      .filter((item) => matchesFilter(fields.status, item.status) && matchesFilter(fields.type, item.type))
      .flatMap((item) => recordItem(item))
      .filter((item) => fields.symbol === null || item.stkSymbol === fields.symbol)
      .reverse();
    return pageOf(found, fields);
  },
  option_exercise_position: (services, call) => {
    const account = readAccount(services, call);
    const items = optionHoldings(account).map((holding) => ({
      market: holding.listing.market,
      ...contractMembers(holding.listing, holding.option),
      accountId: accountNumber(account.account),
      position: wireNumber(holding.quantity),
      availableQuantity: wireNumber(available(services, account, holding)),
    }));
    return pageOf(items, readBiz(pageSchema, call.biz));
  },
  option_exercise_cancel: (services, call) => {
    const account = readAccount(services, call);
    const { id } = readBiz(idSchema, call.biz);
    const found = services.store.state.exercises.find(
      (item) => item.account === account.account && BigInt(item.id) === id,
    );
    if (found === undefined || found.status !== 'New')
      throw accountError(account.account, 'BAD_REQUEST:The request cannot be cancelled');
    services.store.apply({ kind: 'exercise_ended', id: found.id, status: 'Cancelled' });
    services.store.flush();
    return null;
  },
};

interface Holding {
  readonly listing: Listing;
  readonly option: OptionTerms;
  readonly quantity: Decimal;
}

function optionHoldings(account: AccountState): readonly Holding[] {
  return Object.values(account.positions).flatMap(({ symbol, quantity }) => {
    const listing = findListing(symbol);
    const option = listing?.option;
    return listing === null || option === null || option === undefined || !isPositive(quantity)
      ? []
      : [{ listing, option, quantity }];
  });
}

/** What is held and not already asked to be exercised. */
function available(
  { store }: GatewayServices,
  account: AccountState,
  { listing, quantity }: Holding,
): Decimal {
  const asked = store.state.exercises
    .filter(
      (item) => item.account === account.account && item.symbol === listing.symbol && item.status === 'New',
    )
    .map((item) => item.quantity);
  return subtract(quantity, sum(asked));
}

function readExercise(services: GatewayServices, account: AccountState, call: MethodCall) {
  const { contract_id: contractId, quantity } = readBiz(requestSchema, call.biz);
  const holding = optionHoldings(account).find(({ listing }) => BigInt(listing.contractId) === contractId);
  if (holding === undefined) throw accountError(account.account, 'BAD_REQUEST:You do not hold this option');
  if (quantity === null || !isPositive(quantity) || !isInteger(quantity)) {
    throw businessError("field 'quantity' must be a whole number above zero");
  }
  if (compare(available(services, account, holding), quantity) < 0) {
    throw accountError(account.account, 'BAD_REQUEST:The quantity exceeds your currently available position');
  }
  return { holding, quantity };
}

function submit(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const { holding, quantity } = readExercise(services, account, call);
  const { type, executing_date: date, is_force: isForced } = readBiz(requestSchema, call.biz);
  const day = parseDate((date ?? '').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  if (day === null) throw businessError("field 'executing_date' must be yyyyMMdd");
  if (day > holding.option.expiryDay) throw businessError("field 'executing_date' is after the expiry");
  const { store, clock } = services;
  const nowMs = clock.nowMs();
  const exercise: OptionExercise = {
    id: store.nextId(),
    account: account.account,
    symbol: holding.listing.symbol,
    type,
    quantity,
    executingDate: dateText(day).replaceAll('-', ''),
    isForced: isForced ?? false,
    status: 'New',
    timeMs: nowMs,
    dueMs: nowMs + EXERCISE_DELAY_MS,
  };
  store.apply({ kind: 'exercise_requested', exercise });
  store.flush();
  return null;
}

function contractMembers(listing: Listing, option: OptionTerms) {
  return {
    contractId: listing.contractId,
    symbol: option.optionSymbol,
    stkSymbol: option.underlying,
    expireDate: dateText(option.expiryDay).replaceAll('-', ''),
    strike: strikeText(option.strike),
    callPut: option.right,
  };
}

function recordItem(item: OptionExercise) {
  const listing = findListing(item.symbol);
  const option = listing?.option;
  if (listing === null || option === null || option === undefined) return [];
  return [
    {
      id: BigInt(item.id),
      type: item.type,
      status: item.status,
      ...contractMembers(listing, option),
      accountId: accountNumber(item.account),
      requestQuantity: wireNumber(item.quantity),
      quantity: wireNumber(item.status === 'Done' ? item.quantity : ZERO),
      executingDate: item.executingDate,
      itmRate: 0,
      isForce: item.isForced,
    },
  ];
}

/** Accounts have a number besides their text; here it is its last digits. */
function accountNumber(account: string): number {
  return Number(account.replace(/\D/g, '').slice(-9));
}

function pageOf<T>(
  all: readonly T[],
  fields: { readonly page: number | null; readonly size: number | null },
) {
  const pageSize = readLimit(fields.size, PAGE_DEFAULT, PAGE_MAX, 'size');
  const pageNum = Math.max(1, fields.page ?? 1);
  return {
    pageNum,
    pageSize,
    itemCount: all.length,
    pageCount: Math.ceil(all.length / pageSize),
    items: all.slice((pageNum - 1) * pageSize, pageNum * pageSize),
  };
}
