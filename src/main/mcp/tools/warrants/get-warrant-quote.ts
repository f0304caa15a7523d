import * as z from 'zod';
import { WARRANTS_PER_PAGE_MAX, type WarrantQuote } from '../../../../shared/domain/warrant.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { symbolsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { unansweredOf, unknownSymbols } from '../quotes/unknown-symbols.ts';

const input = z.strictObject({
  symbols: symbolsInput(WARRANTS_PER_PAGE_MAX).describe('Five-digit codes: ["13168"].'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  quotes: z.array(
    z.strictObject({
      symbol: z.string(),
      name: untrustedText,
      underlying: z.string().nullable(),
      security_type: z.enum(['WAR', 'IOPT']).nullable().describe('IOPT: bull or bear contract.'),
      right: z.enum(['call', 'put']).nullable(),
      currency: z.string().nullable(),
      strike: figure,
      call_price: figure.describe('A bull or bear contract ends there.'),
      expiry: z.string().nullable(),
      lot_size: figure,
      entitlement_ratio: figure.describe('Warrants for one share.'),
      tick_size: figure,
      halted: z.boolean().nullable(),
      last_price: figure,
      previous_close: figure,
      open_price: figure,
      high_price: figure,
      low_price: figure,
      volume: figure,
      turnover: figure,
      premium: figure.describe('This and the ratios and volatility: fractions.'),
      outstanding_ratio: figure,
      implied_volatility: figure,
      in_out_price: figure,
      delta: figure,
      leverage_ratio: figure,
      breakeven_price: figure,
      ...provenanceFields,
    }),
  ),
  unknown_symbols: z.array(z.string()),
});

export const getWarrantQuote = readTool({
  name: 'tiger_get_warrant_quote',
  title: 'Get warrant quotes',
  description: `Price, terms, premium, leverage and delta of up to ${WARRANTS_PER_PAGE_MAX} Hong Kong warrants or bull and bear contracts.`,
  toolset: 'warrants',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbols, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const quotes = await read('warrants.quotes', { symbols }, readLimits(context));
    const answered = quotes.map(({ symbol }) => symbol);
    const unknown = unansweredOf(symbols, answered, unknownSymbols);
    return {
      ...accountJson(account),
      quotes: quotes.map((quote) => quoteJson(quote, context.clock.nowMs())),
      unknown_symbols: unknown,
    };
  },
});

function quoteJson(quote: WarrantQuote, nowMs: number) {
  return {
    symbol: quote.symbol,
    name: quote.name,
    underlying: quote.underlying,
    security_type: quote.securityType,
    right: quote.right,
    currency: quote.currency,
    strike: quote.strike,
    call_price: quote.callPrice,
    expiry: quote.expiry,
    lot_size: quote.lotSize,
    entitlement_ratio: quote.entitlementRatio,
    tick_size: quote.tickSize,
    halted: quote.isHalted,
    last_price: quote.lastPrice,
    previous_close: quote.previousClose,
    open_price: quote.openPrice,
    high_price: quote.highPrice,
    low_price: quote.lowPrice,
    volume: quote.volume,
    turnover: quote.turnover,
    premium: quote.premium,
    outstanding_ratio: quote.outstandingRatio,
    implied_volatility: quote.impliedVolatility,
    in_out_price: quote.inOutPrice,
    delta: quote.delta,
    leverage_ratio: quote.leverageRatio,
    breakeven_price: quote.breakevenPrice,
    ...provenanceJson(quote.provenance, nowMs),
  };
}
