import { AppError } from '../shared/app-error.ts';
import type { Quote } from '../shared/domain/market-data.ts';
import type { OptionKey } from '../shared/domain/option.ts';
import { OPTIONS_PER_CALL_MAX } from '../shared/domain/option-detail.ts';
import { parseOptionIdentifier } from '../shared/domain/option-identifier.ts';
import { optionBrief } from '../tiger/methods/option-quote-methods.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { QUOTE_LIFETIME_MS } from './cache-lifetimes.ts';
import { underlyingCode } from './option-contract.ts';
import { type OptionSourceDeps, wireOptionOf } from './option-source.ts';
import type { QuoteReads } from './quote-reads.ts';
import { optionQuoteOf } from './tiger-mapping/option-detail-mapping.ts';

export interface OptionQuoteDeps extends OptionSourceDeps {
  /** Of the shares behind the options. */
  readonly shares: Pick<QuoteReads, 'get'>;
}

/** Quotes of options under their identifiers; what Tiger answers nothing of is absent. @throws TigerError, AppError */
export async function readOptionQuotes(
  deps: OptionQuoteDeps,
  symbols: readonly string[],
  signal: AbortSignal,
): Promise<Quote[]> {
  const quotes: Quote[] = [];
  for (let from = 0; from < symbols.length; from += OPTIONS_PER_CALL_MAX) {
    const some = symbols.slice(from, from + OPTIONS_PER_CALL_MAX);
    const read = await Promise.all(some.map((symbol) => readOne(deps, symbol, signal)));
    quotes.push(...read.filter((quote) => quote !== null));
  }
  return quotes;
}

async function readOne(deps: OptionQuoteDeps, symbol: string, signal: AbortSignal): Promise<Quote | null> {
  const key = parseOptionIdentifier(symbol);
  if (key === null) return null;
  try {
    return await deps.cache.get(
      `option quote ${symbol}`,
      QUOTE_LIFETIME_MS,
      (life) => ask(deps, symbol, key, life),
      signal,
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

async function ask(
  deps: OptionQuoteDeps,
  symbol: string,
  key: OptionKey,
  signal: AbortSignal,
): Promise<Quote | null> {
  const option = await wireOptionOf(deps, key, signal);
  const [reply, tradingStatus] = await Promise.all([
    deps.tiger.read(
      optionBrief,
      { option_basic: [option.wire], market: option.market },
      { timeoutMs: BROKER_TIMEOUT_MS, signal },
    ),
    statusOfShare(deps, key, signal),
  ]);
  const quote = optionQuoteOf(option, reply);
  if (quote === null) return null;
  const { bidPrice, bidSize, askPrice, askSize, lastPrice, openPrice, highPrice, lowPrice } = quote;
  return {
    symbol,
    ...{ bidPrice, bidSize, askPrice, askSize, lastPrice, openPrice, highPrice, lowPrice },
    previousClose: quote.previousClose,
    change: quote.change,
    changeRate: null,
    volume: quote.volume,
    tradingStatus,
    provenance: quote.provenance,
  };
}

/** Tiger gives options no status of their own: they are halted with their share. Not known is `unknown`. */
async function statusOfShare(
  deps: OptionQuoteDeps,
  key: OptionKey,
  signal: AbortSignal,
): Promise<Quote['tradingStatus']> {
  const share = await underlyingCode(deps, key, signal);
  if (share === null) return 'unknown';
  const [quote] = await deps.shares.get([share], signal).catch(() => []);
  return quote?.tradingStatus ?? 'unknown';
}
