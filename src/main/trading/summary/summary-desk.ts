import type { Kysely } from 'kysely';
import * as z from 'zod';
import { controlResultSchema } from '../../../shared/domain/control.ts';
import { addDays, MARKET_ZONE_NAMES, marketDay } from '../../../shared/domain/market-day.ts';
import { dayStartMs } from '../../../shared/domain/market-hours.ts';
import type { SummaryQuestion, TradeSummary } from '../../../shared/domain/trade-summary.ts';
import type { Schema } from '../../database/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import { summarise } from './summarise.ts';
import { proposalsOf, readTraded, whose } from './traded.ts';

const DAYS_OF = { day: 1, week: 7 } as const;
const controlsSchema = z.array(controlResultSchema);

export interface SummaryDeps {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
}

/** A day or a week of trading, from what is on record here: proposals, fills, costs and alerts. */
export class SummaryDesk {
  readonly #deps: SummaryDeps;

  constructor(deps: SummaryDeps) {
    this.#deps = deps;
  }

  async summary({ span, day, market }: SummaryQuestion): Promise<TradeSummary> {
    const toDay = day ?? marketDay(market, this.#deps.clock.nowMs());
    const fromDay = addDays(toDay, 1 - DAYS_OF[span]);
    const fromMs = dayStartMs(market, fromDay);
    const toMs = dayStartMs(market, addDays(toDay, 1));
    const { database } = this.#deps;
    const made = await database
      .selectFrom('proposals')
      .selectAll()
      .where('kind', 'in', ['place', 'modify'])
      .where('created_at_ms', '>=', fromMs)
      .where('created_at_ms', '<', toMs)
      .orderBy('created_at_ms')
      .execute();
    const alerts = await database
      .selectFrom('trade_alerts')
      .selectAll()
      .where('raised_at_ms', '>=', fromMs)
      .where('raised_at_ms', '<', toMs)
      .orderBy('raised_at_ms')
      .execute();
    const { fills, fees, shown } = await readTraded(database, fromMs, toMs);
    const ids = alerts.flatMap(({ proposal_id }) => (proposal_id === null ? [] : [proposal_id]));
    const alerted = await proposalsOf(database, ids);
    const proposals = made.map((row) => ({
      ...whose(row),
      state: row.state,
      isDecided: row.decided_at_ms !== null,
      isByGrant: row.grant_id !== null,
      controls: controlsSchema.parse(JSON.parse(row.controls_json)),
    }));
    return {
      ...{ fromDay, toDay, fromMs, toMs },
      zone: MARKET_ZONE_NAMES[market],
      rows: summarise({
        proposals,
        fills,
        fees,
        alerts: ids.flatMap((id) => alerted.get(id) ?? []).map(whose),
      }),
      fills: shown,
      otherAlerts: alerts.filter(({ proposal_id }) => proposal_id === null).map(({ text }) => text),
    };
  }
}
