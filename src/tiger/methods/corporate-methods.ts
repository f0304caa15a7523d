import * as z from 'zod';
import { readMethod } from '../method.ts';
import { wireDecimalOrNull, wireText, wireTextOrNull } from '../wire/wire-readers.ts';
import type { WireDate } from './param-shapes.ts';
import { listOf } from './reply-shapes.ts';

/** Six kinds in one row; what does not belong to `actionType` is null. Dates are texts `yyyy-MM-dd`. */
const action = z.looseObject({
  symbol: wireText,
  market: wireTextOrNull,
  exchange: wireTextOrNull,
  executeDate: wireTextOrNull,
  actionType: wireTextOrNull,
  fromFactor: wireDecimalOrNull,
  toFactor: wireDecimalOrNull,
  ratio: wireDecimalOrNull,
  amount: wireDecimalOrNull,
  currency: wireTextOrNull,
  recordDate: wireTextOrNull,
  announcedDate: wireTextOrNull,
  payDate: wireTextOrNull,
  dividendYield: wireDecimalOrNull,
  reportDate: wireTextOrNull,
  reportTime: wireTextOrNull,
  fiscalQuarterEnding: wireTextOrNull,
  expectedEps: wireDecimalOrNull,
  actualEps: wireDecimalOrNull,
  oldSymbol: wireTextOrNull,
  newSymbol: wireTextOrNull,
  reason: wireTextOrNull,
  ipoName: wireTextOrNull,
  listingDate: wireTextOrNull,
  listingPrice: wireDecimalOrNull,
});

/** One list per symbol. */
export const corporateAction = readMethod<{
  readonly action_type: 'split' | 'dividend' | 'earning' | 'symbol_change' | 'delisting' | 'ipo';
  readonly market: string;
  /** Not for `earning`. */
  readonly symbols?: readonly string[];
  readonly begin_date?: WireDate;
  readonly end_date?: WireDate;
}>()({
  name: 'corporate_action',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: z.preprocess((data) => data ?? {}, z.record(z.string(), listOf(action))),
});
