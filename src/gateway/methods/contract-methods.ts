import * as z from 'zod';
import { decimal } from '../../shared/domain/decimal.ts';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { findListing } from '../market/find-listing.ts';
import { optionIdentifier, optionSymbolOf } from '../market/option-contract.ts';
import { WARRANTS } from '../market/warrants.ts';
import { dateText } from '../market/zone-time.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { readBiz, readSymbols, unknownSymbol, wireNumber, wireRatio } from './biz-parameters.ts';
import { contractItem, listingNames } from './contract-item.ts';
import { readListing, unsupportedType } from './contract-reader.ts';
import { listedStrikes, optionClass } from './option-reader.ts';

const secTypeSchema = z.looseObject({ sec_type: wireText });
const quoteSchema = z.looseObject({ sec_type: wireText, expiry: wireText });

export const contractMethods: MethodGroup = {
  contract: (services, call) => {
    readAccount(services, call);
    const item = contractItem(readListing(call.biz));
    // Version 3.0 gives the contract itself (wire contract 3.8).
    return call.version === '3.0' ? item : { items: [item] };
  },
  contracts: (services, call) => {
    readAccount(services, call);
    const { sec_type: secType } = readBiz(secTypeSchema, call.biz);
    if (!['STK', 'FUT', 'CC'].includes(secType)) throw unsupportedType(secType);
    const items = readSymbols(call.biz).map((symbol) => {
      const listing = findListing(symbol);
      return listing?.secType === secType ? contractItem(listing) : unknownSymbol(symbol);
    });
    return { items };
  },
  quote_contract: (services, { biz }) => {
    const { sec_type: secType, expiry } = readBiz(quoteSchema, biz);
    if (secType === 'OPT')
      return readSymbols(biz).flatMap((symbol) => optionContracts(services, symbol, expiry));
    if (secType === 'WAR' || secType === 'IOPT')
      return readSymbols(biz).flatMap((symbol) => warrants(symbol, secType, expiry));
    throw businessError(
      `sec_type ${secType.slice(0, 10)} error, current contract interface supported sec_type include:[OPT, WAR, IOPT]`,
    );
  },
};

function optionContracts(services: GatewayServices, symbol: string, expiry: MethodCall['biz'][string]) {
  const stock = findListing(symbol);
  const stockSymbol = (stock === null ? null : optionSymbolOf(stock)) ?? symbol;
  const { instrument, dayOf } = optionClass(services, stockSymbol);
  const expiryDay = dayOf(expiry);
  const strikes = listedStrikes(instrument.previousCloseE4(instrument.moment(services.clock.nowMs())));
  return strikes.flatMap((strike) =>
    (['CALL', 'PUT'] as const).flatMap((right) => {
      const listing = findListing(optionIdentifier({ optionSymbol: stockSymbol, expiryDay, right, strike }));
      if (listing === null) return [];
      return [{ ...listingNames(listing), strike: wireNumber(decimal(strike)) }];
    }),
  );
}

function warrants(symbol: string, secType: 'WAR' | 'IOPT', expiry: string) {
  return WARRANTS.filter(({ underlying }) => underlying.symbol === symbol)
    .filter((warrant) => (warrant.type >= 3 ? 'IOPT' : 'WAR') === secType)
    .map((warrant) => ({ warrant, date: dateText(warrant.expiryDay).replaceAll('-', '') }))
    .filter(({ date }) => date === expiry.replaceAll('-', ''))
    .map(({ warrant, date }) => ({
      identifier: warrant.symbol,
      symbol: warrant.symbol,
      secType,
      expiry: date,
      strike: wireRatio(warrant.strike, 3),
      right: warrant.type === 1 || warrant.type === 3 ? 'CALL' : 'PUT',
      multiplier: warrant.lotSize,
      currency: 'HKD',
      market: 'HK',
      name: warrant.name,
    }));
}
