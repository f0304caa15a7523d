import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import type { ControlResult } from '../../../shared/domain/control.ts';
import {
  type Decimal,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
} from '../../../shared/domain/decimal.ts';
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
import { instrumentName, isOption } from '../../../shared/domain/option-identifier.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import type { OrderRequest } from '../../../shared/domain/order-request.ts';
import type { Position } from '../../../shared/domain/portfolio.ts';
import { referencePrice } from '../../../shared/domain/price-drift.ts';
import type { AccountReads } from '../../accounts/account-directory.ts';
import { randomId } from '../../platform/random-id.ts';
import { mayMove } from '../../risk/open-legs.ts';
import { blocksOf } from '../../risk/run-controls.ts';
import { tradableQuantity } from '../../risk/tradable-quantity.ts';
import type { ProposalDesk } from '../proposal-desk.ts';
import type { TradingContext } from '../trading-context.ts';
import { closingOrder } from './closing-order.ts';
import { shortsBehind } from './cover.ts';
import { READ_TIMEOUT_MS, readOpenOrders, readPositions } from './read-account.ts';

/** Long enough to read and to type a sentence; the prices are shown with their time. */
const PLAN_LIFETIME_MS = 120_000;
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
  const held = (await readPositions(reads)).toSorted((one, other) => writtenFirst(one) - writtenFirst(other));
  const open = await readOpenOrders(reads);
  const shown = held.slice(0, FLATTEN_LINES_MAX);
  const lines: FlattenLine[] = [];
  // One after the other: each asks the broker for all that an order is judged by.
  for (const position of shown) {
    const about = { accountId, position, goesAfter: shortsBehind(position, held), style, open };
    lines.push(await lineOf(reads, proposalDesk, about));
  }
  const symbols = new Set(shown.map(({ symbol }) => symbol));
  const madeAtMs = clock.nowMs();
  return {
    id: `flt_${randomId(ID_LENGTH)}`,
    accountId,
    accountAlias: account.alias,
    mode: account.mode,
    style,
    lines: inTurn(lines.map((line) => withShorts(line, lines))),
    moreCount: held.length - shown.length,
    openOrders: open
      .filter((order) => mayMove(order, symbols))
      .map((order) => ({
        brokerOrderId: order.brokerOrderId,
        symbols: [...symbols].filter((symbol) => mayMove(order, new Set([symbol]))),
        sentence: sentenceOf(order),
      })),
    sentence: flattenSentence(account.alias),
    holdMs: HOLD_MS,
    madeAtMs,
    expiresAtMs: madeAtMs + PLAN_LIFETIME_MS,
  };
}

interface LineInput {
  readonly accountId: AccountId;
  readonly position: Position;
  readonly goesAfter: string[];
  readonly style: FlattenStyle;
  readonly open: readonly BrokerOrder[];
}

async function lineOf(
  reads: AccountReads,
  proposalDesk: Pick<ProposalDesk, 'judgeClosing'>,
  { accountId, position, goesAfter, style, open }: LineInput,
): Promise<FlattenLine> {
  const quote = await readQuote(reads, position.symbol);
  const whole = closingOrder(position, style, quote);
  if (whole === null) throw new Error('a position of nothing has no line');
  const order = { ...whole, quantity: await closable(reads, whole) };
  const { symbol, name, quantity: held, currency, averageCost } = position;
  const price = order.limitPrice ?? (quote === null ? null : referencePrice(order.side, quote));
  const amount = price === null ? null : amountOf(order, position, price);
  const cost = averageCost === null ? null : amountOf(order, position, averageCost);
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
    goesAfter,
  };
  const hindered = (obstacle: string): FlattenLine => {
    const verdict = { controls: [], obstacle };
    return { ...line, ...verdict, alone: verdict };
  };
  if (quote === null) return hindered('There is no quote, so no order is made.');
  if (style === 'limit' && order.limitPrice === null)
    return hindered('The other side of the book is empty: there is no price to limit it by.');
  try {
    const judged = await proposalDesk.judgeClosing(accountId, order, goesAfter);
    // The broker's preview counts what is open and held now. It is judged again once that is gone.
    const isOpen = open.some((each) => mayMove(each, new Set([symbol])));
    return {
      ...line,
      ...verdictFrom(judged.controls, isOpen || goesAfter.length > 0),
      alone: verdictFrom(judged.alone, isOpen),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return hindered(`${error.message} ${error.nextStep}`);
  }
}

function verdictFrom(controls: readonly ControlResult[], isPreviewOld: boolean): FlattenLine['alone'] {
  const blocks = blocksOf(controls).filter(({ control }) => !isPreviewOld || control !== 'buying_power');
  const obstacle = blocks.length === 0 ? null : blocks.map(({ text }) => text).join(' ');
  return { controls: [...controls], obstacle };
}

/** What has to be bought back first and cannot be is in the way of what stands behind it, too. */
function withShorts(line: FlattenLine, lines: readonly FlattenLine[]): FlattenLine {
  if (line.obstacle !== null) return line;
  const stuck = line.goesAfter.filter(
    (short) => lines.find(({ symbol }) => symbol === short)?.obstacle !== null,
  );
  if (stuck.length === 0) return line;
  const names = stuck.map(instrumentName).join(', ');
  return { ...line, obstacle: `It stands behind ${names}, which cannot be bought back here.` };
}

/** A list that is cut off must not lose them: nothing that stands behind them could be closed then. */
function writtenFirst({ symbol, quantity }: Position): number {
  return isOption(symbol) && isNegative(quantity) ? 0 : 1;
}

/** Written options are bought back first, and what stands behind a short position is sold last. */
function inTurn(lines: readonly FlattenLine[]): FlattenLine[] {
  const turnOf = ({ symbol, side, goesAfter }: FlattenLine) => {
    if (side === 'BUY' && isOption(symbol)) return 0;
    return goesAfter.length === 0 ? 1 : 2;
  };
  return lines.toSorted((one, other) => turnOf(one) - turnOf(other));
}

/** Money that comes in by closing at a price: positive for what is held, negative for what is owed. */
function amountOf({ side, quantity }: OrderRequest, { multiplier }: Position, price: Decimal): Decimal {
  const amount = multiply(multiply(quantity, price), multiplier ?? ONE_SHARE);
  return side === 'SELL' ? amount : negate(amount);
}

/** Whole lots of it. What is less than one cannot be closed here, and the controls say why. */
async function closable(reads: AccountReads, { symbol, quantity }: OrderRequest): Promise<Decimal> {
  const contracts = await reads
    .read('contracts.get', { symbols: [symbol] }, { timeoutMs: READ_TIMEOUT_MS })
    .catch(() => []);
  const contract = contracts.find((each) => each.symbol === symbol);
  const part = contract === undefined ? quantity : tradableQuantity(quantity, contract);
  return isZero(part) ? quantity : part;
}

async function readQuote(reads: AccountReads, symbol: string): Promise<Quote | null> {
  const quotes = await reads
    .read('quotes.get', { symbols: [symbol], origin: 'read' }, { timeoutMs: READ_TIMEOUT_MS })
    .catch(() => []);
  return quotes.find((quote) => quote.symbol === symbol) ?? null;
}

function sentenceOf(order: BrokerOrder): string {
  const at = order.limitPrice ?? order.stopPrice;
  const price = at === null ? '' : ` @ ${at}`;
  return `${order.side} ${order.quantity ?? ''} ${instrumentWords(order)}${price} ${order.orderType}`.replace(
    / +/g,
    ' ',
  );
}
