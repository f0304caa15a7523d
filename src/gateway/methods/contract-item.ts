import { decimal } from '../../shared/domain/decimal.ts';
import { marginRates } from '../ledger/margin-rates.ts';
import type { Listing } from '../market/listings.ts';
import { strikeText } from '../market/option-contract.ts';
import { tickRows } from '../market/tick-rules.ts';
import { dateText } from '../market/zone-time.ts';
import { wireNumber } from './biz-parameters.ts';

const SHORTABLE_SHARES = 1_000_000;
/** Yearly cost of borrowing an easy share, in percent. */
const SHORT_FEE_RATE = decimal('0.25');

/** The members that name an instrument wherever it appears: orders, positions, contracts. */
export function listingNames(listing: Listing) {
  const { option } = listing;
  return {
    symbol: option?.optionSymbol ?? listing.symbol,
    market: listing.market,
    secType: listing.secType,
    currency: listing.currency,
    identifier: listing.symbol,
    name: listing.name,
    multiplier: listing.multiplier,
    ...(option === null
      ? {}
      : {
          expiry: dateText(option.expiryDay).replaceAll('-', ''),
          strike: strikeText(option.strike),
          right: option.right,
        }),
  };
}

/** Wire contract 3.8, `contract`. */
export function contractItem(listing: Listing) {
  const margin = marginRates(listing);
  const isUsShare = listing.market === 'US' && listing.secType === 'STK';
  return {
    contractId: listing.contractId,
    ...listingNames(listing),
    lotSize: listing.lotSize,
    primaryExchange: listing.exchange,
    exchange: isUsShare ? 'SMART' : listing.exchange,
    localSymbol: listing.symbol,
    tradingClass: listing.option?.optionSymbol ?? listing.symbol,
    status: 1,
    tradeable: true,
    marginable: listing.secType !== 'OPT',
    shortMargin: wireNumber(margin.shortInitial),
    shortInitialMargin: wireNumber(margin.shortInitial),
    shortMaintenanceMargin: wireNumber(margin.shortMaintenance),
    longInitialMargin: wireNumber(margin.longInitial),
    longMaintenanceMargin: wireNumber(margin.longMaintenance),
    shortFeeRate: wireNumber(SHORT_FEE_RATE),
    shortable: listing.shortable,
    shortableCount: listing.shortable ? SHORTABLE_SHARES : 0,
    closeOnly: false,
    tickSizes: tickRows(listing.tickRule).map((row) => ({
      ...row,
      tickSize: wireNumber(decimal(row.tickSize)),
    })),
    isEtf: listing.isEtf,
    etfLeverage: 0,
    supportOvernightTrading: false,
    supportFractionalShare: isUsShare,
  };
}
