import type { Kysely } from 'kysely';
import * as z from 'zod';
import { controlResultSchema } from '../../../shared/domain/control.ts';
import { decimalSchema } from '../../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import { addDays, MARKET_ZONE_NAMES, marketDay } from '../../../shared/domain/market-day.ts';
import { dayStartMs } from '../../../shared/domain/market-hours.ts';
import type { DecisionRow, SummaryQuestion, TradeSummary } from '../../../shared/domain/trade-summary.ts';
import type { Schema } from '../../database/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import { isReducing } from '../../risk/order-intent.ts';
import { holdMsOfCard, personsCards } from '../past-decisions.ts';
import { draftFrom, orderCardFrom, type ProposalRow } from '../proposal-record.ts';
import { type AskedCard, decisionsByClient } from './decisions.ts';
import { type SummarisedFee, type SummarisedFill, summarise, type Whose } from './summarise.ts';

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
    const traded = await this.#traded(fromMs, toMs);
    const ids = alerts.flatMap(({ proposal_id }) => (proposal_id === null ? [] : [proposal_id]));
    const alerted = await this.#proposals(ids);
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
        ...traded,
        alerts: ids.flatMap((id) => alerted.get(id) ?? []).map(whose),
      }),
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

  async #traded(fromMs: number, toMs: number): Promise<{ fills: SummarisedFill[]; fees: SummarisedFee[] }> {
    const rows = await this.#deps.database
      .selectFrom('fills')
      .selectAll()
      .where((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), '>=', fromMs)
      .where((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), '<', toMs)
      .execute();
    const ids = [...new Set(rows.map(({ proposal_id }) => proposal_id))];
    const proposals = await this.#proposals(ids);
    const fills = rows.flatMap((fill) => {
      const row = proposals.get(fill.proposal_id);
      if (row === undefined || row.order_json === null || fill.quantity === null || fill.price === null)
        return [];
      const order = draftFrom(row.order_json);
      const card = orderCardFrom(row);
      const isClosing = card !== null && isReducing(card.intent);
      return {
        ...whose(row),
        side: order.side,
        currency: order.currency,
        quantity: decimalSchema.parse(fill.quantity),
        price: decimalSchema.parse(fill.price),
        multiplier: card?.contract.multiplier ?? ONE_SHARE,
        closedCost: isClosing ? (card.position.averageCost ?? ('unknown' as const)) : null,
      };
    });
    return { fills, fees: await this.#fees(ids, proposals, toMs) };
  }

  /** The broker names the cost of an order, not of a fill: it counts in the period of the order's last fill. */
  async #fees(
    ids: readonly string[],
    proposals: ReadonlyMap<string, ProposalRow>,
    toMs: number,
  ): Promise<SummarisedFee[]> {
    if (ids.length === 0) return [];
    const later = await this.#deps.database
      .selectFrom('fills')
      .select('proposal_id')
      .where('proposal_id', 'in', ids)
      .where((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), '>=', toMs)
      .execute();
    const goesOn = new Set(later.map(({ proposal_id }) => proposal_id));
    const orders = await this.#deps.database
      .selectFrom('orders')
      .select(['proposal_id', 'commission'])
      .where('proposal_id', 'in', ids)
      .where('commission', 'is not', null)
      .execute();
    return orders.flatMap(({ proposal_id, commission }) => {
      const row = proposals.get(proposal_id);
      if (row === undefined || row.order_json === null || commission === null || goesOn.has(proposal_id))
        return [];
      return {
        ...whose(row),
        currency: draftFrom(row.order_json).currency,
        amount: decimalSchema.parse(commission),
      };
    });
  }

  async #proposals(ids: readonly string[]): Promise<Map<string, ProposalRow>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#deps.database
      .selectFrom('proposals')
      .selectAll()
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function whose({ account_id, account_alias, client_name }: ProposalRow): Whose {
  return { accountId: account_id, accountAlias: account_alias, clientName: client_name };
}
