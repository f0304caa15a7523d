import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { marginRates } from '../ledger/valuation.ts';
import { findListing } from '../market/find-listing.ts';
import type { Listing } from '../market/listings.ts';
import { tickRows } from '../market/tick-rules.ts';
import type { MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { readBiz, readSymbols, symbolParameter, unknownSymbol, wireNumber } from './biz-parameters.ts';

const secTypeSchema = z.looseObject({ sec_type: wireText });
const contractSchema = z.looseObject({ symbol: symbolParameter });
const SHORTABLE_SHARES = 1_000_000;

export const contractMethods: MethodGroup = {
  contract: (services, call) => {
    readAccount(services, call);
    requireStock(readBiz(secTypeSchema, call.biz).sec_type);
    const { symbol } = readBiz(contractSchema, call.biz);
    const item = contractItem(findListing(symbol) ?? unknownSymbol(symbol));
    // Version 3.0 gives the contract itself (wire contract 3.8).
    return call.version === '3.0' ? item : { items: [item] };
  },
  contracts: (services, call) => {
    readAccount(services, call);
    requireStock(readBiz(secTypeSchema, call.biz).sec_type);
    const symbols = readSymbols(call.biz);
    return { items: symbols.map((symbol) => contractItem(findListing(symbol) ?? unknownSymbol(symbol))) };
  },
};

function requireStock(secType: string): void {
  if (secType === 'STK') return;
  throw businessError(
    `sec_type ${secType.slice(0, 10)} error, current contract interface supported sec_type include:[STK]`,
  );
}

function contractItem(listing: Listing) {
  const margin = marginRates(listing);
  const isUs = listing.market === 'US';
  return {
    contractId: listing.contractId,
    identifier: listing.symbol,
    symbol: listing.symbol,
    secType: 'STK',
    multiplier: 1,
    lotSize: listing.lotSize,
    market: listing.market,
    primaryExchange: listing.exchange,
    exchange: isUs ? 'SMART' : listing.exchange,
    currency: listing.currency,
    localSymbol: listing.symbol,
    tradingClass: listing.symbol,
    name: listing.name,
    status: 1,
    tradeable: true,
    marginable: true,
    shortMargin: wireNumber(margin.shortInitial),
    shortInitialMargin: wireNumber(margin.shortInitial),
    shortMaintenanceMargin: wireNumber(margin.shortMaintenance),
    longInitialMargin: wireNumber(margin.longInitial),
    longMaintenanceMargin: wireNumber(margin.longMaintenance),
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
    supportFractionalShare: isUs,
  };
}
