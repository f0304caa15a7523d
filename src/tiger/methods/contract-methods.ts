import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIdOrNull,
  wireText,
  wireTextOrNull,
} from '../wire/wire-readers.ts';
import { itemsOf, listOf } from './reply-shapes.ts';

/** `begin` and `end` are texts, `end` may be "Infinity"; `type` says which ends belong to the row (wire contract 4.3). */
const tickRow = z.looseObject({
  begin: wireText,
  end: wireText,
  type: wireText,
  tickSize: wireDecimalOrNull,
});
export type WireTickRow = z.output<typeof tickRow>;

/** Wire contract 3.8. */
export const contractRowSchema = z.looseObject({
  contractId: wireIdOrNull,
  identifier: wireTextOrNull,
  symbol: wireText,
  secType: wireTextOrNull,
  name: wireTextOrNull,
  market: wireTextOrNull,
  exchange: wireTextOrNull,
  primaryExchange: wireTextOrNull,
  currency: wireTextOrNull,
  multiplier: wireDecimalOrNull,
  lotSize: wireDecimalOrNull,
  minTick: wireDecimalOrNull,
  tickSizes: listOf(tickRow),
  tradeable: wireBooleanOrNull,
  marginable: wireBooleanOrNull,
  shortable: wireBooleanOrNull,
  closeOnly: wireBooleanOrNull,
  isEtf: wireBooleanOrNull,
  localSymbol: wireTextOrNull,
  tradingClass: wireTextOrNull,
  status: wireTextOrNull,
  /** Margins and fee as fractions. */
  shortMargin: wireDecimalOrNull,
  shortInitialMargin: wireDecimalOrNull,
  shortMaintenanceMargin: wireDecimalOrNull,
  longInitialMargin: wireDecimalOrNull,
  longMaintenanceMargin: wireDecimalOrNull,
  shortFeeRate: wireDecimalOrNull,
  shortableCount: wireDecimalOrNull,
  etfLeverage: wireDecimalOrNull,
  supportOvernightTrading: wireBooleanOrNull,
  supportFractionalShare: wireBooleanOrNull,
});
export type ContractRow = z.output<typeof contractRowSchema>;

interface ContractFilter {
  readonly sec_type: string;
  readonly currency?: string;
  readonly exchange?: string;
}

export const contract = readMethod<
  ContractFilter & {
    readonly symbol: string;
    /** Options and warrants: `yyyyMMdd`. */
    readonly expiry?: string;
    readonly strike?: string;
    readonly right?: string;
  }
>()({
  name: 'contract',
  version: '3.0',
  server: 'trade',
  context: 'account',
  reply: contractRowSchema.nullable(),
});

/** At most 50 symbols. */
export const contracts = readMethod<ContractFilter & { readonly symbols: readonly string[] }>()({
  name: 'contracts',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: itemsOf(contractRowSchema),
});

/** Options, warrants and bull/bear contracts of one underlying that expire on one day. */
export const quoteContract = readMethod<{
  readonly symbols: readonly string[];
  readonly sec_type: 'OPT' | 'WAR' | 'IOPT';
  /** `yyyyMMdd`. */
  readonly expiry: string;
}>()({
  name: 'quote_contract',
  version: '2.0',
  server: 'trade',
  context: 'language',
  reply: itemsOf(
    z.looseObject({
      identifier: wireTextOrNull,
      symbol: wireText,
      secType: wireTextOrNull,
      expiry: wireTextOrNull,
      strike: wireDecimalOrNull,
      right: wireTextOrNull,
      multiplier: wireDecimalOrNull,
      currency: wireTextOrNull,
      market: wireTextOrNull,
      name: wireTextOrNull,
    }),
  ),
});
