import type {
  CorporateActionKind,
  CorporateActionList,
  EarningsList,
  FinancialPeriod,
  FinancialReport,
} from '../shared/domain/fundamentals.ts';
import { marketOfSymbol } from '../shared/domain/instrument.ts';
import type { TigerReply } from '../tiger/method.ts';
import { corporateAction } from '../tiger/methods/corporate-methods.ts';
import { financialReport } from '../tiger/methods/financial-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { FUNDAMENTALS_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadCache } from './read-cache.ts';
import {
  type ActionsBySymbol,
  actionOf,
  earningsOf,
  financialsOf,
} from './tiger-mapping/fundamentals-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };
const WIRE_PERIOD = { annual: 'Annual', quarterly: 'Quarterly', ltm: 'LTM' } as const;

export interface FundamentalsSourceDeps {
  readonly tiger: TigerReader;
  readonly lists: ReadCache;
}

interface Span {
  readonly symbol: string;
  readonly startDay: string;
  readonly endDay: string;
}

/** @throws TigerError */
export function readFinancials(
  { tiger, lists }: FundamentalsSourceDeps,
  wanted: Span & { readonly period: FinancialPeriod; readonly fields: readonly string[] },
  signal: AbortSignal,
): Promise<FinancialReport> {
  const { symbol, period, fields, startDay, endDay } = wanted;
  const key = `financials ${symbol} ${period} ${startDay} ${endDay} ${fields.join()}`;
  return lists.get(
    key,
    FUNDAMENTALS_LIFETIME_MS,
    async (life) => {
      const params = {
        symbols: [symbol],
        market: marketOfSymbol(symbol),
        fields,
        period_type: WIRE_PERIOD[period],
        begin_date: startDay,
        end_date: endDay,
      };
      return financialsOf(await tiger.read(financialReport, params, { ...TIME_LIMIT, signal: life }), symbol);
    },
    signal,
  );
}

/** One call for each kind, since Tiger answers one kind at a time. @throws TigerError */
export async function readCorporateActions(
  { tiger, lists }: FundamentalsSourceDeps,
  wanted: Span & { readonly kinds: readonly CorporateActionKind[] },
  signal: AbortSignal,
): Promise<CorporateActionList> {
  const { symbol, startDay, endDay } = wanted;
  const replies = await Promise.all(
    wanted.kinds.map((kind) =>
      lists.get(
        `${kind} ${symbol} ${startDay} ${endDay}`,
        FUNDAMENTALS_LIFETIME_MS,
        async (life) => {
          const params = {
            action_type: kind,
            market: marketOfSymbol(symbol),
            symbols: [symbol],
            begin_date: startDay,
            end_date: endDay,
          };
          const reply = await tiger.read(corporateAction, params, { ...TIME_LIMIT, signal: life });
          const rows = reply.data[symbol] ?? [];
          return { ...reply, data: rows.map((row) => actionOf(row, kind)) };
        },
        signal,
      ),
    ),
  );
  const actions = replies.flatMap(({ data }) => data);
  return {
    symbol,
    actions: actions.sort((left, right) => ((left.day ?? '') < (right.day ?? '') ? 1 : -1)),
    provenance: oldestProvenance(replies),
  };
}

/**
 * Tiger takes no symbol here and answers the whole market, so it is asked month by month: the months of one question
 * serve the next one, whatever its symbol. @throws TigerError
 */
export async function readEarnings(
  { tiger, lists }: FundamentalsSourceDeps,
  { symbol, startDay, endDay }: Span,
  signal: AbortSignal,
): Promise<EarningsList> {
  const market = marketOfSymbol(symbol);
  const replies = await Promise.all(
    monthsOf(startDay, endDay).map((month) =>
      lists.get(
        `earnings ${market} ${month}`,
        FUNDAMENTALS_LIFETIME_MS,
        (life) => {
          const params = {
            action_type: 'earning',
            market,
            begin_date: `${month}-01`,
            end_date: lastDayOf(month),
          } as const;
          return tiger.read(corporateAction, params, { ...TIME_LIMIT, signal: life });
        },
        signal,
      ),
    ),
  );
  const rows = replies.flatMap(({ data }: TigerReply<ActionsBySymbol>) => data[symbol] ?? []);
  const reports = earningsOf(rows).filter(
    ({ reportDay }) => reportDay !== null && reportDay >= startDay && reportDay <= endDay,
  );
  return { symbol, reports, provenance: oldestProvenance(replies) };
}

/** `yyyy-MM` of every month that the span touches. */
function monthsOf(startDay: string, endDay: string): string[] {
  const months: string[] = [];
  const month = new Date(`${startDay.slice(0, 7)}-01`);
  for (; month.toISOString().slice(0, 10) <= endDay; month.setUTCMonth(month.getUTCMonth() + 1)) {
    months.push(month.toISOString().slice(0, 7));
  }
  return months;
}

function lastDayOf(month: string): string {
  const first = new Date(`${month}-01`);
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}

function oldestProvenance(replies: readonly TigerReply<unknown>[]) {
  const oldest = replies.reduce((left, right) => (right.receivedAtMs < left.receivedAtMs ? right : left));
  return provenanceOf(oldest, { asOfMs: oldest.brokerTimeMs, isDelayed: null });
}
