import { compare, negate } from '../shared/domain/decimal.ts';
import type { MoneyMove } from '../shared/domain/money-move.ts';
import { exchangeOrder, exchangeOrders, fundDetails } from '../tiger/methods/fund-transfer-methods.ts';
import type { ExchangeRow } from '../tiger/methods/order-schemas.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { type FoundRow, LIST_LIMIT, type MoveLists, TIME_LIMIT, timedReply } from './move-lists.ts';
import { statusOf } from './tiger-mapping/order-mapping.ts';

interface SentExchange {
  readonly move: Extract<MoneyMove, { kind: 'forex' }>;
  readonly mark: string;
  readonly brokerOrderId: string | null;
}

/**
 * An exchange is an order of kind CASH that carries our mark as its external id; once it is done it also stands in the
 * cash journal, under an id of the journal. That `orders` lists such orders is not documented, so the list proves an
 * absence only if it shows an exchange at all.
 */
export async function exchangeLists(tiger: TigerReader, sent: SentExchange): Promise<MoveLists> {
  const single = sent.brokerOrderId === null ? null : await byId(tiger, sent.brokerOrderId);
  if (single !== null)
    return { ...timedReply(null), rows: [rowOf(single, sent)], isComplete: true, provesAbsence: false };
  const listed = await asOrders(tiger, sent);
  const journal = await inJournal(tiger, sent.move);
  return {
    clockDifferenceMs: journal.clockDifferenceMs,
    // One that is done stands in both lists, and must not count as two.
    rows: listed.some(({ isOurs, isAlike }) => isOurs || isAlike) ? listed : [...listed, ...journal.rows],
    isComplete: journal.isComplete && listed.length < LIST_LIMIT,
    provesAbsence: listed.length > 0,
  };
}

async function byId(tiger: TigerReader, brokerOrderId: string): Promise<ExchangeRow | null> {
  const row = await orNull(async () => {
    const reply = await tiger.read(exchangeOrder, { id: BigInt(brokerOrderId) }, TIME_LIMIT);
    return reply.data;
  });
  // A gateway that ignores the parameter answers some other order.
  return row !== null && row.id.toString() === brokerOrderId ? row : null;
}

/** The newest; empty where Tiger lists no exchanges among orders. */
async function asOrders(tiger: TigerReader, sent: SentExchange): Promise<FoundRow[]> {
  const rows = await orNull(async () => {
    const reply = await tiger.read(exchangeOrders, { sec_type: 'CASH', limit: LIST_LIMIT }, TIME_LIMIT);
    return reply.data.items.filter(({ secType }) => secType === 'CASH');
  });
  return (rows ?? []).map((row) => rowOf(row, sent));
}

/** Refusals differ in their words for "no such order" and "no such kind"; what is left decides. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TigerError && error.brokerCode !== null && error.kind !== 'server_error')
      return null;
    throw error;
  }
}

function rowOf(row: ExchangeRow, { move, mark, brokerOrderId }: SentExchange): FoundRow {
  const id = row.id.toString();
  return {
    id,
    state: stateOf(row),
    text: row.remark || `Tiger has it as order ${id}.`,
    atMs: row.openTime,
    isOurs: row.externalId === mark || id === brokerOrderId,
    // Another mark is another exchange; without one, only its currencies could tell.
    isAlike: row.externalId === null && isBetween(row, move),
  };
}

function isBetween(
  { symbol }: ExchangeRow,
  { sourceCurrency, targetCurrency }: SentExchange['move'],
): boolean {
  return symbol === null || (symbol.includes(sourceCurrency) && symbol.includes(targetCurrency));
}

function stateOf(row: ExchangeRow): FoundRow['state'] {
  switch (statusOf(row.status, row.filledQuantity)) {
    case 'filled':
      return 'settled';
    case 'rejected':
      return 'failed';
    case 'cancelled':
    case 'expired':
      return 'cancelled';
    default:
      return 'under_way';
  }
}

async function inJournal(tiger: TigerReader, move: SentExchange['move']) {
  const wanted = {
    seg_types: [move.segment],
    fund_type: 'FOREX',
    currency: move.sourceCurrency,
    limit: LIST_LIMIT,
  };
  const reply = await tiger.read(fundDetails, wanted, TIME_LIMIT);
  const rows = reply.data.items.map(
    (row, index): FoundRow => ({
      id: row.id?.toString() ?? `-${index}`,
      state: 'settled',
      text: row.desc ?? 'In the cash journal.',
      atMs: row.updatedAt,
      isOurs: false,
      isAlike: row.amount !== null && compare(row.amount, negate(move.sourceAmount)) === 0,
    }),
  );
  return { ...timedReply(reply), rows, isComplete: rows.length < LIST_LIMIT };
}
