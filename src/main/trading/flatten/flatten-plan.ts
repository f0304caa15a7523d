import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import { type Decimal, multiply, subtract } from '../../../shared/domain/decimal.ts';
import {
  FLATTEN_LINES_MAX,
  type FlattenLine,
  type FlattenPlan,
  type FlattenStyle,
  flattenSentence,
} from '../../../shared/domain/flatten.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { Quote } from '../../../shared/domain/market-data.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import type { Position } from '../../../shared/domain/portfolio.ts';
import { referencePrice } from '../../../shared/domain/price-drift.ts';
import { ORDERS_PER_CALL_MAX } from '../../../shared/ipc/worker-calls/order-read-calls.ts';
import type { AccountReads } from '../../accounts/account-directory.ts';
import { randomId } from '../../platform/random-id.ts';
import { blocksOf } from '../../risk/run-controls.ts';
import type { ProposalDesk } from '../proposal-desk.ts';
import type { TradingContext } from '../trading-context.ts';
import { closingOrder } from './closing-order.ts';

/** Long enough to read and to type a sentence; the prices are shown with their time. */
const PLAN_LIFETIME_MS = 120_000;
const READ_TIMEOUT_MS = 8_000;
const ID_LENGTH = 16;
const HOLD_MS = 1_500;

/** The positions of an account and the orders that would close them, judged as if they were proposed now. */
export async function makePlan(
  context: Pick<TradingContext, 'accounts' | 'clock'>,
  proposalDesk: Pick<ProposalDesk, 'judgeClosing'>,
  accountId: AccountId,
  style: FlattenStyle,
): Promise<FlattenPlan> {
  const { accounts, clock } = context;
  const account = accounts.get(accountId);
  const reads = accounts.reads(accountId);
  const held = await readPositions(reads);
  const open = await readOpenOrders(reads);
  const shown = held.slice(0, FLATTEN_LINES_MAX);
  const lines: FlattenLine[] = [];
  // One after the other: each asks the broker for all that an order is judged by.
  for (const position of shown)
    lines.push(await lineOf(reads, proposalDesk, accountId, position, style, open));
  const symbols = new Set(shown.map(({ symbol }) => symbol));
  const madeAtMs = clock.nowMs();
  return {
    id: `flt_${randomId(ID_LENGTH)}`,
    accountId,
    accountAlias: account.alias,
    mode: account.mode,
    style,
    lines,
    moreCount: held.length - shown.length,
    openOrders: open
      .filter(({ symbol }) => symbols.has(symbol))
      .map((order) => ({
        brokerOrderId: order.brokerOrderId,
        symbol: order.symbol,
        sentence: sentenceOf(order),
      })),
    sentence: flattenSentence(account.alias),
    holdMs: HOLD_MS,
    madeAtMs,
    expiresAtMs: madeAtMs + PLAN_LIFETIME_MS,
  };
}

export async function readPositions(reads: AccountReads): Promise<Position[]> {
  const { positions } = await reads.read('positions.list', {}, { timeoutMs: READ_TIMEOUT_MS });
  return positions.filter((position) => closingOrder(position, 'market', null) !== null);
}

/** @throws AppError conflict: a list that is not whole cannot show that nothing is open */
export async function readOpenOrders(reads: AccountReads): Promise<readonly BrokerOrder[]> {
  const { orders, isTruncated } = await reads.read(
    'orders.list',
    { scope: 'open', symbol: null, startMs: null, endMs: null, limit: ORDERS_PER_CALL_MAX },
    { timeoutMs: READ_TIMEOUT_MS },
  );
  if (!isTruncated) return orders;
  throw new AppError('conflict', 'The account has more open orders than one list of the broker holds.', {
    nextStep: 'Cancel some of them in Orders first.',
  });
}

async function lineOf(
  reads: AccountReads,
  proposalDesk: Pick<ProposalDesk, 'judgeClosing'>,
  accountId: AccountId,
  position: Position,
  style: FlattenStyle,
  open: readonly BrokerOrder[],
): Promise<FlattenLine> {
  const quote = await readQuote(reads, position.symbol);
  const order = closingOrder(position, style, quote);
  if (order === null) throw new Error('a position of nothing has no line');
  const { symbol, name, quantity: held, currency, averageCost } = position;
  const price = order.limitPrice ?? (quote === null ? null : referencePrice(order.side, quote));
  const amount = price === null ? null : amountOf(position, price);
  const cost = averageCost === null ? null : amountOf(position, averageCost);
  const line = {
    ...{ symbol, name, held, currency, averageCost },
    side: order.side,
    quantity: order.quantity,
    limitPrice: order.limitPrice,
    bidPrice: quote?.bidPrice ?? null,
    askPrice: quote?.askPrice ?? null,
    lastPrice: quote?.lastPrice ?? null,
    quotedAtMs: quote?.provenance.receivedAtMs ?? null,
    estimate: amount,
    estimatedResult: amount === null || cost === null ? null : subtract(amount, cost),
  };
  if (quote === null) return { ...line, controls: [], obstacle: 'There is no quote, so no order is made.' };
  if (style === 'limit' && order.limitPrice === null) {
    return {
      ...line,
      controls: [],
      obstacle: 'The other side of the book is empty: there is no price to limit it by.',
    };
  }
  try {
    const { controls } = await proposalDesk.judgeClosing(accountId, order);
    const blocks = blocksOf(controls).filter(({ control }) => !isOpenCounted(control, symbol, open));
    const obstacle = blocks.length === 0 ? null : blocks.map(({ text }) => text).join(' ');
    return { ...line, controls: [...controls], obstacle };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...line, controls: [], obstacle: `${error.message} ${error.nextStep}` };
  }
}

/** The broker's preview counts what is open on the symbol now. It is judged again once that is cancelled. */
function isOpenCounted(control: string, symbol: string, open: readonly BrokerOrder[]): boolean {
  return control === 'buying_power' && open.some((order) => order.symbol === symbol);
}

/** Money that comes in by closing at a price: positive for what is held, negative for what is owed. */
function amountOf({ quantity, multiplier }: Position, price: Decimal): Decimal {
  return multiply(multiply(quantity, price), multiplier ?? ONE_SHARE);
}

async function readQuote(reads: AccountReads, symbol: string): Promise<Quote | null> {
  const quotes = await reads
    .read('quotes.get', { symbols: [symbol], origin: 'read' }, { timeoutMs: READ_TIMEOUT_MS })
    .catch(() => []);
  return quotes.find((quote) => quote.symbol === symbol) ?? null;
}

function sentenceOf(order: BrokerOrder): string {
  const price = order.limitPrice === null ? '' : ` @ ${order.limitPrice}`;
  return `${order.side} ${order.quantity ?? ''} ${instrumentWords(order)}${price} ${order.orderType}`.replace(
    / +/g,
    ' ',
  );
}
