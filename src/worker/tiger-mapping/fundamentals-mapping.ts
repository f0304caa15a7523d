import type { z } from 'zod';
import type {
  CorporateAction,
  CorporateActionKind,
  EarningsList,
  FinancialReport,
} from '../../shared/domain/fundamentals.ts';
import { daySchema } from '../../shared/domain/market-day.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { corporateAction } from '../../tiger/methods/corporate-methods.ts';
import type { financialReport } from '../../tiger/methods/financial-methods.ts';
import { symbolOf } from './instrument-mapping.ts';
import { provenanceOf } from './provenance-of.ts';

export type ActionsBySymbol = z.output<typeof corporateAction.reply>;
type WireAction = ActionsBySymbol[string][number];

export function financialsOf(
  reply: TigerReply<z.output<typeof financialReport.reply>>,
  symbol: string,
): FinancialReport {
  const figures = reply.data
    .filter((row) => row.field !== null && symbolOf(row.symbol) === symbol)
    .map((row) => ({
      field: row.field ?? '',
      value: row.value,
      currency: row.currency,
      periodEnd: dayOf(row.periodEndDate),
      filedOn: dayOf(row.filingDate),
    }))
    .sort((left, right) => ((left.periodEnd ?? '') < (right.periodEnd ?? '') ? 1 : -1));
  return {
    symbol,
    figures,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

/** The kind is the one that was asked for; Tiger repeats it. */
export function actionOf(row: WireAction, kind: CorporateActionKind): CorporateAction {
  return {
    kind,
    day: dayOf(row.executeDate),
    announcedOn: dayOf(row.announcedDate),
    recordDay: dayOf(row.recordDate),
    payDay: dayOf(row.payDate),
    amount: row.amount,
    currency: row.currency,
    dividendYield: row.dividendYield,
    fromFactor: row.fromFactor,
    toFactor: row.toFactor,
    oldSymbol: row.oldSymbol,
    newSymbol: row.newSymbol,
    reason: row.reason,
  };
}

/** Oldest first. */
export function earningsOf(rows: readonly WireAction[]): EarningsList['reports'] {
  return rows
    .map((row) => ({
      reportDay: dayOf(row.reportDate) ?? dayOf(row.executeDate),
      reportTime: row.reportTime,
      fiscalQuarterEnding: row.fiscalQuarterEnding,
      expectedEps: row.expectedEps,
      actualEps: row.actualEps,
    }))
    .sort((left, right) => ((left.reportDay ?? '') < (right.reportDay ?? '') ? -1 : 1));
}

function dayOf(text: string | null): string | null {
  return daySchema.safeParse(text?.slice(0, 10)).data ?? null;
}
