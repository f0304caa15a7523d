import type { Listing } from './listings.ts';
import { hashText, uniformAt } from './noise.ts';

/** Believable figures of a company, per share in the listing's currency. They are made up, and no research. */
export interface CompanyFacts {
  readonly earningsPerShare: number;
  readonly bookPerShare: number;
  readonly salesPerShare: number;
  readonly assetsPerShare: number;
  /** A year's dividends; 0 for companies that pay none. */
  readonly dividendPerShare: number;
  readonly shortInterestShare: number;
  readonly floatShare: number;
}

/** Companies known for paying nothing. */
const NO_DIVIDEND = new Set(['AMZN', 'TSLA', 'AMD', 'NFLX', 'PLTR', 'BA', '01810', '03690', 'GLD']);

export function companyFacts(listing: Listing): CompanyFacts {
  const at = (name: string, least: number, most: number) =>
    least + (most - least) * uniformAt(hashText(`facts ${name}`, hashText(listing.symbol, 7)), 0);
  const price = listing.basePrice;
  const earningsPerShare = price / at('pe', 11, 42);
  const bookPerShare = price / at('pb', 1.2, 9);
  return {
    earningsPerShare,
    bookPerShare,
    salesPerShare: earningsPerShare / at('margin', 0.08, 0.32),
    assetsPerShare: bookPerShare * at('leverage', 1.6, 3.4),
    dividendPerShare: NO_DIVIDEND.has(listing.symbol) ? 0 : price * at('yield', 0.003, 0.035),
    shortInterestShare: at('short', 0.004, 0.035),
    floatShare: at('float', 0.82, 0.995),
  };
}
