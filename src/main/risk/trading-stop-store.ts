import type { Kysely, Selectable } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import {
  holdsBack,
  isSameTarget,
  type StopLevel,
  type StopTarget,
  stopTargetId,
  type TradingStop,
  tradingStopSchema,
} from '../../shared/domain/trading-stop.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import type { GrantStore } from './grants/grant-store.ts';

export interface TradingStopStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly grants: Pick<GrantStore, 'revokeHeldBack'>;
}

export interface TripInput {
  readonly target: StopTarget;
  readonly level: StopLevel;
  /** null: the user. */
  readonly trippedByClient: string | null;
  readonly reason: string;
}

/** The kill switch (control 32) as it is kept. Tripping it again can only raise it; a row that cannot be read throws. */
export class TradingStopStore {
  readonly #deps: TradingStopStoreDeps;

  constructor(deps: TradingStopStoreDeps) {
    this.#deps = deps;
  }

  /** The widest first. */
  async list(db: Kysely<Schema> = this.#deps.database): Promise<TradingStop[]> {
    const rows = await db.selectFrom('trading_stops').selectAll().orderBy('tripped_at_ms').execute();
    return rows.map(stopOf).sort((left, right) => RANK[left.target.scope] - RANK[right.target.scope]);
  }

  /** Those in force for an order on this account, asked for by this client. */
  async holdingBack(
    accountId: AccountId,
    clientName: string | null,
    db?: Kysely<Schema>,
  ): Promise<TradingStop[]> {
    return (await this.list(db)).filter(({ target }) => holdsBack(target, accountId, clientName));
  }

  /** The stop that is in force now: an equal or higher one stays as it was. */
  async trip(input: TripInput): Promise<TradingStop> {
    const { target, level, trippedByClient, reason } = input;
    return this.#deps.database.transaction().execute(async (trx) => {
      const before = (await this.list(trx)).find((stop) => isSameTarget(stop.target, target));
      if (before !== undefined && before.level >= level) return before;
      const stop: TradingStop = {
        target,
        level,
        trippedByClient,
        reason,
        trippedAtMs: this.#deps.clock.nowMs(),
      };
      const columns = {
        level,
        tripped_by_client: trippedByClient,
        reason,
        tripped_at_ms: stop.trippedAtMs,
      };
      await trx
        .insertInto('trading_stops')
        .values({ scope: target.scope, target: stopTargetId(target), ...columns })
        .onConflict((conflict) => conflict.columns(['scope', 'target']).doUpdateSet(columns))
        .execute();
      const summary = `Stopped at level ${level}: ${reachOf(target)}`;
      const detail = { level, before: before?.level ?? 0, reason };
      await this.#deps.audit.append(entry('stop.tripped', target, trippedByClient, summary, detail), trx);
      await this.#deps.grants.revokeHeldBack(trx, target);
      return stop;
    });
  }

  /** By the user alone. @returns false if none was in force */
  async lift(target: StopTarget): Promise<boolean> {
    return this.#deps.database.transaction().execute(async (trx) => {
      const removed = await trx
        .deleteFrom('trading_stops')
        .where('scope', '=', target.scope)
        .where('target', '=', stopTargetId(target))
        .executeTakeFirst();
      if (removed.numDeletedRows === 0n) return false;
      const summary = `Stop lifted: ${reachOf(target)}`;
      await this.#deps.audit.append(entry('stop.lifted', target, null, summary, {}), trx);
      return true;
    });
  }
}

const RANK: Readonly<Record<StopTarget['scope'], number>> = { app: 0, account: 1, client: 2 };

function stopOf(row: Selectable<Schema['trading_stops']>): TradingStop {
  const target = {
    app: { scope: 'app' },
    account: { scope: 'account', accountId: row.target },
    client: { scope: 'client', clientName: row.target },
  }[row.scope];
  return tradingStopSchema.parse({
    target,
    level: row.level,
    trippedByClient: row.tripped_by_client,
    reason: row.reason,
    trippedAtMs: row.tripped_at_ms,
  });
}

function reachOf(target: StopTarget): string {
  if (target.scope === 'app') return 'all trading';
  return target.scope === 'account'
    ? `the account ${target.accountId}`
    : `orders of the client ${target.clientName}`;
}

function entry(
  kind: 'stop.tripped' | 'stop.lifted',
  target: StopTarget,
  byClient: string | null,
  summary: string,
  detail: AuditEntry['detail'],
): AuditEntry {
  return {
    kind,
    actor: byClient === null ? 'user' : 'client',
    clientName: byClient ?? (target.scope === 'client' ? target.clientName : null),
    accountId: target.scope === 'account' ? target.accountId : null,
    proposalId: null,
    brokerOrderId: null,
    summary,
    detail: { scope: target.scope, target: stopTargetId(target), ...detail },
  };
}
