import { CRYPTO_LISTINGS } from './crypto-listings.ts';
import { findContract } from './future-contract.ts';
import { findStock, type Listing } from './listings.ts';
import { parseOptionIdentifier } from './option-contract.ts';

/** By the ledger's key: a share's symbol, an option's identifier, a future's contract code or a coin's pair. */
export function findListing(symbol: string): Listing | null {
  return (
    findStock(symbol) ??
    findContract(symbol)?.listing ??
    parseOptionIdentifier(symbol) ??
    CRYPTO_LISTINGS.find((listing) => listing.symbol === symbol) ??
    null
  );
}
