import { type Decimal, decimal } from '../../shared/domain/decimal.ts';
import type { Listing } from '../market/listings.ts';

/** Parts of the market value; the simulator's own, near what brokers ask for liquid instruments. */
export interface MarginRates {
  readonly longInitial: Decimal;
  readonly longMaintenance: Decimal;
  readonly shortInitial: Decimal;
  readonly shortMaintenance: Decimal;
}

const SHARES: Readonly<Record<Listing['market'], MarginRates>> = {
  US: rates('0.3', '0.25', '0.35', '0.3'),
  HK: rates('0.4', '0.35', '1', '1'),
};
/** An option is paid in full: nothing can be borrowed on it. */
const OPTIONS = rates('1', '1', '1', '1');
const FUTURES = rates('0.08', '0.07', '0.08', '0.07');

function rates(longInitial: string, longMaintenance: string, shortInitial: string, shortMaintenance: string) {
  return {
    longInitial: decimal(longInitial),
    longMaintenance: decimal(longMaintenance),
    shortInitial: decimal(shortInitial),
    shortMaintenance: decimal(shortMaintenance),
  };
}

export function marginRates(listing: Listing): MarginRates {
  if (listing.secType === 'OPT') return OPTIONS;
  return listing.secType === 'FUT' ? FUTURES : SHARES[listing.market];
}
