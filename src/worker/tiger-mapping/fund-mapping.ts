import type { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { FundContracts, FundHistory, FundQuotes, FundSymbols } from '../../shared/domain/fund.ts';
import type { Currency } from '../../shared/domain/instrument.ts';
import { symbolSchema } from '../../shared/domain/instrument.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type {
  fundAllSymbols,
  fundContracts,
  fundHistoryQuote,
  fundQuote,
} from '../../tiger/methods/fund-methods.ts';
import { currencyOf, marketOf, symbolOf } from './instrument-mapping.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

type Reply<Method extends { readonly reply: z.ZodType }> = TigerReply<z.output<Method['reply']>>;

/** A symbol that could not be asked for again is left out. */
export function fundSymbolsOf(reply: Reply<typeof fundAllSymbols>): FundSymbols {
  return {
    symbols: reply.data.filter((symbol) => symbolSchema.safeParse(symbol).success),
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

export function fundContractsOf(reply: Reply<typeof fundContracts>): FundContracts {
  return {
    funds: reply.data.map((row) => ({
      symbol: symbolOf(row.symbol),
      name: row.name,
      companyName: row.companyName,
      market: marketOf(row.market),
      currency: currencyOf(row.currency),
      kind: row.subType,
      dividendType: row.dividendType,
      isTradeable: row.tradeable,
      isTigerVault: row.tigerVault,
    })),
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

/** In the order of the symbols; one that the broker does not know is absent. */
export function fundQuotesOf(reply: Reply<typeof fundQuote>, symbols: readonly string[]): FundQuotes {
  return symbols.flatMap((symbol) => {
    const row = reply.data.find((candidate) => symbolOf(candidate.symbol) === symbol);
    if (row === undefined) return [];
    const provenance = provenanceOf(reply, { asOfMs: row.timestamp, isDelayed: null });
    return [
      { symbol, currency: currencyBySymbol(symbol), netAssetValue: priceOrNull(row.close), provenance },
    ];
  });
}

/** @throws AppError not_found */
export function fundHistoryOf(
  reply: Reply<typeof fundHistoryQuote>,
  { symbol, count }: { readonly symbol: string; readonly count: number },
): FundHistory {
  const row = reply.data.find((candidate) => symbolOf(candidate.symbol) === symbol);
  if (row === undefined) {
    throw new AppError('not_found', `Tiger has no values of the fund ${symbol}.`, {
      nextStep: 'Look the symbol up with tiger_get_fund_symbols.',
    });
  }
  const values = row.items
    .map(({ nav, time }) => ({ timeMs: time, netAssetValue: priceOrNull(nav) }))
    .sort((left, right) => left.timeMs - right.timeMs);
  const shown = values.slice(-count);
  return {
    symbol,
    currency: currencyBySymbol(symbol),
    values: shown,
    isTruncated: shown.length < values.length,
    provenance: provenanceOf(reply, { asOfMs: shown.at(-1)?.timeMs ?? null, isDelayed: null }),
  };
}

/** Symbols carry the currency: `<ISIN>.USD` (wire contract 3.5). */
function currencyBySymbol(symbol: string): Currency | null {
  return currencyOf(/^[A-Z0-9]{12}\.([A-Z]{3})$/.exec(symbol)?.[1] ?? null);
}
