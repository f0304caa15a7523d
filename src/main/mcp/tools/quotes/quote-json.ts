import * as z from 'zod';
import type { Contract, Currency } from '../../../../shared/domain/instrument.ts';
import { type Quote, tradingStatusSchema } from '../../../../shared/domain/market-data.ts';
import { figure, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import type { ReadableAccount, ReadContext } from '../../tool.ts';

/** Prices in `currency`, sizes and volume in shares. */
export const quoteFigures = {
  last_price: figure,
  bid_price: figure,
  bid_size: figure,
  ask_price: figure,
  ask_size: figure,
  open_price: figure,
  high_price: figure,
  low_price: figure,
  previous_close: figure,
  change: figure,
  change_rate: figure.describe('Fraction: 0.01 is 1 %.'),
  volume: figure,
};
export type QuoteFigure = keyof typeof quoteFigures;

export const quoteFacts = {
  symbol: z.string(),
  currency: z.string().nullable().describe('Currency of the prices; null: the broker did not say.'),
  trading_status: tradingStatusSchema,
  ...provenanceFields,
};

export function quoteFiguresJson(quote: Quote): Record<QuoteFigure, string | null> {
  return {
    last_price: quote.lastPrice,
    bid_price: quote.bidPrice,
    bid_size: quote.bidSize,
    ask_price: quote.askPrice,
    ask_size: quote.askSize,
    open_price: quote.openPrice,
    high_price: quote.highPrice,
    low_price: quote.lowPrice,
    previous_close: quote.previousClose,
    change: quote.change,
    change_rate: quote.changeRate,
    volume: quote.volume,
  };
}

export function quoteFactsJson(quote: Quote, currency: Currency | null, nowMs: number) {
  return {
    symbol: quote.symbol,
    currency,
    trading_status: quote.tradingStatus,
    ...provenanceJson(quote.provenance, nowMs),
  };
}

/**
 * The currency of each symbol by its contract: a Hong Kong code may trade in renminbi. Without an answer it stays
 * unknown, since a price is worth having all the same.
 */
export async function currenciesOf(
  { read }: ReadableAccount,
  symbols: readonly string[],
  context: ReadContext,
): Promise<ReadonlyMap<string, Currency | null>> {
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
  const contracts = await read('contracts.get', { symbols: [...symbols] }, options).catch(
    (): readonly Pick<Contract, 'symbol' | 'currency'>[] => [],
  );
  return new Map(contracts.map(({ symbol, currency }) => [symbol, currency]));
}

/** Quotes and their currencies, asked for side by side. @throws AppError */
export async function readQuotes(from: ReadableAccount, symbols: readonly string[], context: ReadContext) {
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
  const [quotes, currencies] = await Promise.all([
    from.read('quotes.get', { symbols: [...symbols] }, options),
    currenciesOf(from, symbols, context),
  ]);
  return { quotes, currencies };
}
