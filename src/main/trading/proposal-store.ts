import type { Insertable, Kysely, Transaction, Updateable } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { AuditActor } from '../../shared/domain/audit-event.ts';
import type { Proposal, ProposalId, ProposalState } from '../../shared/domain/proposal.ts';
import { nextProposalState, type ProposalEvent } from '../../shared/domain/proposal-transitions.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import type { ProposalsTable, Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { type ProposalRecord, type ProposalRow, proposalOf } from './proposal-record.ts';
import type { ProposalFilter } from './trading.ts';

type Trx = Transaction<Schema>;

const WAITING_STATES: readonly ProposalState[] = ['awaiting_approval', 'needs_review'];

/** What happens to the orders of a basket when something happens to the basket. */
const LEG_EVENTS: Readonly<Partial<Record<ProposalEvent, ProposalEvent>>> = {
  block: 'block',
  approve: 'approve_leg',
  decline: 'decline',
  expire: 'expire',
  withdraw: 'withdraw',
  supersede: 'supersede',
};

/** Why a proposal changes, for its audit row. */
export interface ChangeReason {
  readonly actor: AuditActor;
  readonly summary: string;
  readonly detail?: JsonObject;
}

export interface ProposalStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** Proposals in the database. Every change of state goes through `change`, which knows the legal ones and records them. */
export class ProposalStore {
  readonly #deps: ProposalStoreDeps;

  constructor(deps: ProposalStoreDeps) {
    this.#deps = deps;
  }

  async find(proposalId: ProposalId, trx?: Trx): Promise<ProposalRecord | null> {
    const db = trx ?? this.#deps.database;
    const row = await db.selectFrom('proposals').selectAll().where('id', '=', proposalId).executeTakeFirst();
    if (row === undefined) return null;
    const [record] = await this.#complete([row], db);
    return record ?? null;
  }

  /** With their orders, and a basket with its legs. */
  async #complete(rows: readonly ProposalRow[], db: Kysely<Schema>): Promise<ProposalRecord[]> {
    const basketIds = rows.flatMap(({ id, kind }) => (kind === 'basket' ? [id] : []));
    const legs = await db
      .selectFrom('proposals')
      .selectAll()
      .where('basket_id', 'in', basketIds)
      .orderBy('leg_number')
      .execute();
    const ids = [...rows, ...legs].map(({ id }) => id);
    const orders = await db.selectFrom('orders').selectAll().where('proposal_id', 'in', ids).execute();
    const byId = new Map(orders.map((order) => [order.proposal_id, order]));
    const withOrder = (row: ProposalRow) => ({ row, order: byId.get(row.id) ?? null });
    return rows.map((row) => ({
      ...withOrder(row),
      legs: legs.filter(({ basket_id }) => basket_id === row.id).map(withOrder),
    }));
  }

  /** The orders of a basket, in the order of sending. */
  async legs(basketId: ProposalId, trx?: Trx): Promise<ProposalRow[]> {
    return (trx ?? this.#deps.database)
      .selectFrom('proposals')
      .selectAll()
      .where('basket_id', '=', basketId)
      .orderBy('leg_number')
      .execute();
  }

  /** @throws AppError not_found */
  async get(proposalId: ProposalId, trx?: Trx): Promise<ProposalRecord> {
    const record = await this.find(proposalId, trx);
    if (record !== null) return record;
    throw new AppError('not_found', 'There is no such proposal.', {
      nextStep: 'List the proposals with tiger_list_proposals.',
    });
  }

  async proposal(proposalId: ProposalId): Promise<Proposal> {
    return proposalOf(await this.get(proposalId));
  }

  /** The first proposal made with this key (control 12). */
  async findByRequest(
    key: { accountId: AccountId; clientName: string; requestId: string },
    trx?: Trx,
  ): Promise<ProposalRecord | null> {
    const row = await (trx ?? this.#deps.database)
      .selectFrom('proposals')
      .select('id')
      .where('account_id', '=', key.accountId)
      .where('client_name', '=', key.clientName)
      .where('request_id', '=', key.requestId)
      .executeTakeFirst();
    return row === undefined ? null : this.find(row.id, trx);
  }

  /** Newest first. The order of a basket stands by itself from the moment the basket was approved. */
  async list(filter: ProposalFilter): Promise<Proposal[]> {
    const { database } = this.#deps;
    // Ids alone are sorted: with the rows, their cards would be, of all that wait.
    let query = database
      .selectFrom('proposals')
      .select('id')
      .where((row) =>
        row.or([
          row('basket_id', 'is', null),
          row('decided_at_ms', 'is not', null),
          row('review_reason', 'is not', null),
        ]),
      );
    if (filter.accountIds !== null) query = query.where('account_id', 'in', [...filter.accountIds]);
    if (filter.isWaitingOnly) query = query.where('state', 'in', WAITING_STATES);
    const newest = query.orderBy('created_at_ms', 'desc').orderBy('id', 'desc').limit(filter.limit);
    const rows = await database
      .selectFrom('proposals')
      .selectAll()
      .where('id', 'in', newest)
      .orderBy('created_at_ms', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return (await this.#complete(rows, database)).map(proposalOf);
  }

  async waitingCount(clientName: string | null, trx?: Trx): Promise<number> {
    let query = (trx ?? this.#deps.database)
      .selectFrom('proposals')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('state', 'in', WAITING_STATES);
    if (clientName !== null) query = query.where('client_name', '=', clientName);
    return (await query.executeTakeFirstOrThrow()).count;
  }

  /** Waiting proposals, all or of one account. */
  async waiting(accountId: AccountId | null): Promise<ProposalRow[]> {
    let query = this.#deps.database.selectFrom('proposals').selectAll().where('state', 'in', WAITING_STATES);
    if (accountId !== null) query = query.where('account_id', '=', accountId);
    return query.execute();
  }

  /** Waiting proposals whose time is up. */
  late(nowMs: number): Promise<ProposalRow[]> {
    return this.#deps.database
      .selectFrom('proposals')
      .selectAll()
      .where('state', 'in', WAITING_STATES)
      .where('expires_at_ms', '<=', nowMs)
      .execute();
  }

  /** Waiting proposals of one client, on all accounts. */
  waitingOf(clientName: string, trx: Trx): Promise<ProposalRow[]> {
    return trx
      .selectFrom('proposals')
      .selectAll()
      .where('state', 'in', WAITING_STATES)
      .where('client_name', '=', clientName)
      .execute();
  }

  async insert(trx: Trx, row: Insertable<ProposalsTable>): Promise<void> {
    await trx.insertInto('proposals').values(row).execute();
  }

  /** New figures on a proposal that goes on waiting. */
  async update(trx: Trx, proposalId: ProposalId, patch: Updateable<ProposalsTable>): Promise<void> {
    await trx
      .updateTable('proposals')
      .set({ ...patch, updated_at_ms: this.#deps.clock.nowMs() })
      .where('id', '=', proposalId)
      .execute();
  }

  /** null: the event is not possible in the present state, and nothing was done. */
  async change(
    trx: Trx,
    proposalId: ProposalId,
    event: ProposalEvent,
    reason: ChangeReason,
    patch: Updateable<ProposalsTable> = {},
  ): Promise<ProposalRow | null> {
    const { row } = await this.get(proposalId, trx);
    const state = nextProposalState(row.state, event);
    if (state === null) return null;
    await this.update(trx, proposalId, { ...patch, state });
    await this.record(trx, row, 'proposal.state_changed', {
      ...reason,
      detail: { ...reason.detail, from: row.state, to: state, event },
    });
    if (row.kind === 'basket') await this.#legsFollow(trx, proposalId, event, patch);
    return { ...row, ...patch, state } as ProposalRow;
  }

  /** The orders of a basket share its fate as long as they are drafts. */
  async #legsFollow(
    trx: Trx,
    basketId: ProposalId,
    event: ProposalEvent,
    { decided_at_ms = null }: Updateable<ProposalsTable>,
  ): Promise<void> {
    const legEvent = LEG_EVENTS[event];
    if (legEvent === undefined) return;
    const patch = legEvent === 'approve_leg' ? { decided_at_ms } : {};
    for (const leg of await this.legs(basketId, trx)) {
      const summary = `With its basket ${basketId}: ${legEvent.replace('_leg', '')}`;
      await this.change(trx, leg.id, legEvent, { actor: 'app', summary }, patch);
    }
  }

  async record(
    trx: Trx,
    row: Pick<ProposalRow, 'id' | 'account_id' | 'client_name'>,
    kind: AuditEntry['kind'],
    reason: ChangeReason,
    brokerOrderId: string | null = null,
  ): Promise<void> {
    await this.#deps.audit.append(
      {
        kind,
        actor: reason.actor,
        clientName: row.client_name,
        accountId: row.account_id,
        proposalId: row.id,
        brokerOrderId,
        summary: reason.summary,
        detail: reason.detail ?? {},
      },
      trx,
    );
  }
}
