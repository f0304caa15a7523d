import type { Kysely } from 'kysely';
import * as z from 'zod';
import { controlResultSchema } from '../../../shared/domain/control.ts';
import { addDays, MARKET_ZONE_NAMES, marketDay } from '../../../shared/domain/market-day.ts';
import { dayStartMs } from '../../../shared/domain/market-hours.ts';
import type { DecisionRow, SummaryQuestion, TradeSummary } from '../../../shared/domain/trade-summary.ts';
import type { Schema } from '../../database/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import { holdMsOfCard, personsCards } from '../past-decisions.ts';
import { type AskedCard, decisionsByClient } from './decisions.ts';
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
      decisions: await this.#decisions(fromMs, toMs),
      otherAlerts: alerts.filter(({ proposal_id }) => proposal_id === null).map(({ text }) => text),
    };
  }

  async #decisions(fromMs: number, toMs: number): Promise<DecisionRow[]> {
    const { database } = this.#deps;
    const rows = await personsCards(database)
      .select(['client_name', 'state', 'mode', 'created_at_ms', 'decided_at_ms', holdMsOfCard.as('hold_ms')])
      .where('created_at_ms', '>=', fromMs)
      .where('created_at_ms', '<', toMs)
      .orderBy('created_at_ms')
      .execute();
    const cards: AskedCard[] = rows.map((row) => ({
      clientName: row.client_name,
      state: row.state,
      mode: row.mode,
      createdAtMs: row.created_at_ms,
      decidedAtMs: row.decided_at_ms,
      holdMs: row.hold_ms ?? 0,
    }));
    const lastMs = cards.reduce((latest, { decidedAtMs }) => Math.max(latest, decidedAtMs ?? latest), fromMs);
    // A card of the evening before can have been decided on while these waited.
    const decided = await personsCards(database)
      .select('decided_at_ms')
      .where('decided_at_ms', '>=', fromMs)
      .where('decided_at_ms', '<=', lastMs)
      .orderBy('decided_at_ms')
      .execute();
    return decisionsByClient(
      cards,
      decided.flatMap(({ decided_at_ms }) => decided_at_ms ?? []),
    );
  }
}
