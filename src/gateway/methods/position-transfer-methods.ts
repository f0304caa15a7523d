import * as z from 'zod';
import { compare, isPositive, ZERO } from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { accountError, businessError } from '../gateway-refusal.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import type { ShareTransfer } from '../ledger/share-transfer.ts';
import { findListing } from '../market/find-listing.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import {
  matchesFilter,
  optionalText,
  readBiz,
  readTime,
  symbolParameter,
  unknownSymbol,
  wireNumber,
} from './biz-parameters.ts';
import { readMarket } from './market-reader.ts';

const LINES_MAX = 50;
/** Wire contract 7.3. */
const SPAN_MS = 90 * 86_400_000;
const DAY_MS = 86_400_000;

const transferSchema = z.looseObject({
  from_account: wireText,
  to_account: wireText,
  transfers: z
    .array(z.looseObject({ symbol: symbolParameter, quantity: wireDecimalOrNull, sec_type: optionalText }))
    .min(1)
    .max(LINES_MAX),
});
const recordsSchema = z.looseObject({
  account_id: wireText,
  status: optionalText,
  market: optionalText,
  symbol: optionalText,
});
const detailSchema = z.looseObject({ id: wireText, account_id: optionalText });

export const positionTransferMethods: MethodGroup = {
  position_transfer: positionTransfer,
  position_transfer_records: (services, call) => {
    const account = named(services, call, readBiz(recordsSchema, call.biz).account_id);
    return records(services, call, account).map((transfer) => ({
      ...transferItem(services, transfer, account.account),
      status: 'Succ',
    }));
  },
  position_transfer_detail: (services, call) => {
    const { id } = readBiz(detailSchema, call.biz);
    const transfer = services.store.state.shareTransfers.find((item) => item.id === id);
    if (transfer === undefined) throw businessError(`transfer ${id.slice(0, 20)} does not exist`);
    const account = named(services, call, transfer.from);
    const item = transferItem(services, transfer, account.account);
    const date = dayText(services, transfer.timeMs);
    return {
      ...item,
      detail: transfer.lines.map(({ symbol, quantity }) => ({
        transferId: transfer.id,
        direction: item.direction,
        symbol,
        formattedSymbol: symbol,
        market: transfer.market,
        quantity: wireNumber(quantity),
        status: 'Succ',
        message: '',
        updatedAt: date,
        createdAt: date,
      })),
    };
  },
  // Shares never come from or go to another broker here, but the question is answered.
  position_transfer_external_records: (services, call) => {
    records(services, call, named(services, call, readBiz(recordsSchema, call.biz).account_id));
    return [];
  },
};

function named(services: GatewayServices, call: MethodCall, account: string): AccountState {
  return readAccount(services, { ...call, biz: { account } });
}

function positionTransfer(services: GatewayServices, call: MethodCall) {
  const fields = readBiz(transferSchema, call.biz);
  const market = readMarket(call.biz);
  const from = named(services, call, fields.from_account);
  const to = named(services, call, fields.to_account);
  if (from.account === to.account) throw businessError("field 'to_account' must differ from 'from_account'");
  const lines = fields.transfers.map(({ symbol, quantity }) => {
    const listing = findListing(symbol) ?? unknownSymbol(symbol);
    if (listing.secType !== 'STK' || listing.market !== market)
      throw businessError(`${symbol} is no stock of ${market}`);
    if (quantity === null || !isPositive(quantity))
      throw businessError("field 'quantity' must be above zero");
    if (compare(from.positions[symbol]?.quantity ?? ZERO, quantity) < 0) {
      throw accountError(from.account, 'BAD_REQUEST:The quantity exceeds your currently available position');
    }
    // Costs of long and short positions cannot be put together.
    if (compare(to.positions[symbol]?.quantity ?? ZERO, ZERO) < 0) {
      throw accountError(to.account, 'BAD_REQUEST:The receiving account is short of this stock');
    }
    return { symbol, quantity };
  });
  if (new Set(lines.map(({ symbol }) => symbol)).size !== lines.length)
    throw businessError("field 'transfers' names a symbol twice");
  const { store, clock } = services;
  const transfer: ShareTransfer = {
    id: store.nextId(),
    from: from.account,
    to: to.account,
    market,
    lines,
    timeMs: clock.nowMs(),
  };
  store.apply({ kind: 'shares_transferred', transfer });
  store.flush();
  return { ...transferItem(services, transfer, from.account), comment: '' };
}

function records(
  services: GatewayServices,
  { biz }: MethodCall,
  account: AccountState,
): readonly ShareTransfer[] {
  const fields = readBiz(recordsSchema, biz);
  const { zone } = services.market.schedule('US');
  const sinceMs = readTime(biz, 'since_date', zone);
  const toMs = readTime(biz, 'to_date', zone);
  if (sinceMs === null) throw businessError("field 'since_date' cannot be empty");
  if (toMs === null) throw businessError("field 'to_date' cannot be empty");
  if (toMs - sinceMs > SPAN_MS) throw businessError('the time span cannot exceed 90 days');
  return services.store.state.shareTransfers
    .filter(({ from, to }) => from === account.account || to === account.account)
    .filter(({ timeMs }) => timeMs >= sinceMs && timeMs < toMs + DAY_MS)
    .filter(() => matchesFilter(fields.status, 'Succ'))
    .filter(({ market }) => matchesFilter(fields.market, market))
    .filter(({ lines }) => fields.symbol === null || lines.some(({ symbol }) => symbol === fields.symbol));
}

function transferItem(services: GatewayServices, transfer: ShareTransfer, account: string) {
  const isOut = transfer.from === account;
  const date = dayText(services, transfer.timeMs);
  return {
    id: transfer.id,
    accountId: account,
    counterpartyAccountId: isOut ? transfer.to : transfer.from,
    method: 'INTERNAL',
    direction: isOut ? 'OUT' : 'IN',
    status: 'Succ',
    userId: services.store.state.accounts[account]?.tigerId ?? '',
    userName: 'simulated',
    memo: '',
    finishedAt: date,
    updatedAt: date,
    createdAt: date,
  };
}

function dayText({ market }: GatewayServices, timeMs: number): string {
  return market.schedule('US').zone.text(timeMs).slice(0, 10);
}
