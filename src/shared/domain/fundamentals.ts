import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { symbolSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();
const day = daySchema.nullable();
const text = z.string().nullable();

export const FINANCIAL_FIELDS_MAX = 20;
export const financialPeriodSchema = z.enum(['annual', 'quarterly', 'ltm']);
export type FinancialPeriod = z.infer<typeof financialPeriodSchema>;

/** One row per figure and period, newest period first; amounts in `currency`, in units, not thousands. */
export const financialReportSchema = z.strictObject({
  symbol: symbolSchema,
  figures: z.array(
    z.strictObject({ field: z.string(), value: figure, currency: text, periodEnd: day, filedOn: day }),
  ),
  provenance: provenanceSchema,
});
export type FinancialReport = z.infer<typeof financialReportSchema>;

export const corporateActionKindSchema = z.enum(['dividend', 'split', 'symbol_change', 'delisting']);
export type CorporateActionKind = z.infer<typeof corporateActionKindSchema>;

/** What does not belong to a kind is null. `day` is the day it takes effect: the ex-date of a dividend. */
const corporateActionSchema = z.strictObject({
  kind: corporateActionKindSchema,
  day,
  announcedOn: day,
  recordDay: day,
  payDay: day,
  amount: figure,
  currency: text,
  dividendYield: figure,
  fromFactor: figure,
  toFactor: figure,
  oldSymbol: text,
  newSymbol: text,
  reason: text,
});
export type CorporateAction = z.infer<typeof corporateActionSchema>;

/** Newest first. */
export const corporateActionListSchema = z.strictObject({
  symbol: symbolSchema,
  actions: z.array(corporateActionSchema),
  provenance: provenanceSchema,
});
export type CorporateActionList = z.infer<typeof corporateActionListSchema>;

/** The longest span of one question: Tiger answers the whole market, asked for month by month. */
export const EARNINGS_DAYS_MAX = 200;

/** Past and announced reports of one company, oldest first. Earnings per share in the company's currency. */
export const earningsListSchema = z.strictObject({
  symbol: symbolSchema,
  reports: z.array(
    z.strictObject({
      reportDay: day,
      reportTime: text,
      fiscalQuarterEnding: text,
      expectedEps: figure,
      actualEps: figure,
    }),
  ),
  provenance: provenanceSchema,
});
export type EarningsList = z.infer<typeof earningsListSchema>;
