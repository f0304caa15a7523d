import { createHash } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import * as z from 'zod';
import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import type { ProposalId } from '../../../shared/domain/proposal.ts';
import {
  type AlertFinding,
  alertFindingSchema,
  type TradeAlert,
  type TradeAlertKind,
  tradeAlertSchema,
} from '../../../shared/domain/trade-alert.ts';
import type { Publish } from '../../../shared/ipc/events.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { AuditEntry } from '../../audit/audit-row.ts';
import { canonicalJson } from '../../audit/canonical-json.ts';
import type { TradeAlertsTable } from '../../database/post-trade-tables.ts';
import type { Schema } from '../../database/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import { randomId } from '../../platform/random-id.ts';

type Trx = Transaction<Schema>;

export interface AlertStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly publish: Publish;
  /** Once for each new alert, after it is on record. */
  readonly notifyAlert: (alert: TradeAlert) => void;
}

export interface AlertInput {
  readonly kind: TradeAlertKind;
  readonly account: { readonly id: AccountId; readonly alias: string };
  readonly brokerOrderId: string | null;
  readonly proposalId: ProposalId | null;
  readonly text: string;
  readonly findings: readonly AlertFinding[];
  /** What makes two of one kind and account the same, besides order and findings. */
  readonly occasion?: string;
}

const ID_LENGTH = 16;
/** What the Risk page shows of those that are over. */
const LISTED_MAX = 100;

/** What the user has to see, as it is kept. An alert is raised once, on record before anybody is told. */
export class AlertStore {
  readonly #deps: AlertStoreDeps;

  constructor(deps: AlertStoreDeps) {
    this.#deps = deps;
  }

  /** Those that are open first, then the newest. */
  async list(): Promise<TradeAlert[]> {
    const rows = await this.#deps.database
      .selectFrom('trade_alerts')
      .selectAll()
      .orderBy((row) =>
        row
          .case()
          .when(row.fn.coalesce('acknowledged_at_ms', 'ended_at_ms'), 'is', null)
          .then(0)
          .else(1)
          .end(),
      )
      .orderBy('raised_at_ms', 'desc')
      .limit(LISTED_MAX)
      .execute();
    return rows.map(alertOf);
  }

  /** @returns null: the same was raised before */
  async raise(trx: Trx, input: AlertInput): Promise<TradeAlert | null> {
    const row: TradeAlertsTable = {
      id: `alr_${randomId(ID_LENGTH)}`,
      kind: input.kind,
      account_id: input.account.id,
      account_alias: input.account.alias,
      broker_order_id: input.brokerOrderId,
      proposal_id: input.proposalId,
      text: input.text,
      findings_json: canonicalJson(input.findings.map((finding) => ({ ...finding }))),
      same_as: sameAs(input),
      raised_at_ms: this.#deps.clock.nowMs(),
      acknowledged_at_ms: null,
      ended_at_ms: null,
    };
    const inserted = await trx
      .insertInto('trade_alerts')
      .values(row)
      .onConflict((conflict) => conflict.column('same_as').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return null;
    const detail = { alert: row.id, findings: input.findings.map((finding) => ({ ...finding })) };
    await this.#record(trx, row, 'alert.raised', 'app', `Alert: ${input.text}`, detail);
    return alertOf(row);
  }

  /** After the transaction that raised it. */
  tell(alert: TradeAlert | null): void {
    if (alert === null) return;
    this.#deps.publish('alerts.changed', {});
    this.#deps.notifyAlert(alert);
  }

  /** The user has seen it. @throws AppError conflict, if it is not open any more */
  async acknowledge(alertId: string): Promise<void> {
    const isDone = await this.#close(alertId, 'acknowledged_at_ms', 'alert.acknowledged', 'user', 'Seen');
    if (!isDone) {
      throw new AppError('conflict', 'This alert is not open any more.', {
        nextStep: 'Look at the list again.',
      });
    }
  }

  /** What it told of is over. */
  async end(alertId: string): Promise<void> {
    await this.#close(alertId, 'ended_at_ms', 'alert.ended', 'app', 'Over');
  }

  async openOf(kind: TradeAlertKind, accountId: AccountId): Promise<TradeAlert | null> {
    const row = await this.#deps.database
      .selectFrom('trade_alerts')
      .selectAll()
      .where('kind', '=', kind)
      .where('account_id', '=', accountId)
      .where('ended_at_ms', 'is', null)
      .orderBy('raised_at_ms', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : alertOf(row);
  }

  async #close(
    alertId: string,
    column: 'acknowledged_at_ms' | 'ended_at_ms',
    kind: 'alert.acknowledged' | 'alert.ended',
    actor: 'user' | 'app',
    word: string,
  ): Promise<boolean> {
    const isDone = await this.#deps.database.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('trade_alerts')
        .selectAll()
        .where('id', '=', alertId)
        .where(column, 'is', null)
        .executeTakeFirst();
      if (row === undefined) return false;
      await trx
        .updateTable('trade_alerts')
        .set({ [column]: this.#deps.clock.nowMs() })
        .where('id', '=', alertId)
        .execute();
      await this.#record(trx, row, kind, actor, `${word}: ${row.text}`, { alert: row.id });
      return true;
    });
    if (isDone) this.#deps.publish('alerts.changed', {});
    return isDone;
  }

  async #record(
    trx: Trx,
    row: Selectable<TradeAlertsTable>,
    kind: 'alert.raised' | 'alert.acknowledged' | 'alert.ended',
    actor: 'user' | 'app',
    summary: string,
    detail: AuditEntry['detail'],
  ): Promise<void> {
    const about = {
      clientName: null,
      accountId: row.account_id,
      proposalId: row.proposal_id,
      brokerOrderId: row.broker_order_id,
    };
    await this.#deps.audit.append(
      { ...about, kind, actor, summary, detail: { ...detail, kind: row.kind } },
      trx,
    );
  }
}

function sameAs({ kind, account, brokerOrderId, findings, occasion = '' }: AlertInput): string {
  const words = canonicalJson({
    kind,
    account: account.id,
    order: brokerOrderId,
    occasion,
    findings: findings.map((finding) => ({ ...finding })),
  });
  return createHash('sha256').update(words).digest('hex');
}

const findingsSchema = z.array(alertFindingSchema);

function alertOf(row: Selectable<TradeAlertsTable>): TradeAlert {
  return tradeAlertSchema.parse({
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    accountAlias: row.account_alias,
    brokerOrderId: row.broker_order_id,
    proposalId: row.proposal_id,
    text: row.text,
    findings: findingsSchema.parse(JSON.parse(row.findings_json)),
    raisedAtMs: row.raised_at_ms,
    acknowledgedAtMs: row.acknowledged_at_ms,
    endedAtMs: row.ended_at_ms,
  });
}
