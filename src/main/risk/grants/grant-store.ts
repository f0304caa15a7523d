import type { Kysely, Selectable, Transaction } from 'kysely';
import { AppError } from '../../../shared/app-error.ts';
import type { AccountId } from '../../../shared/domain/account.ts';
import { compare, decimalSchema, sum } from '../../../shared/domain/decimal.ts';
import { type Grant, type GrantTerms, grantTermsSchema } from '../../../shared/domain/grant.ts';
import type { ProposalId } from '../../../shared/domain/proposal.ts';
import { holdsBack, type StopTarget } from '../../../shared/domain/trading-stop.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import { canonicalJson, type JsonObject } from '../../audit/canonical-json.ts';
import type { GrantsTable, Schema } from '../../database/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import { randomId } from '../../platform/random-id.ts';
import { type GrantMoment, type GrantWish, grantObstacle } from './grant-obstacle.ts';
import { grantSealOf } from './grant-seal.ts';

type Trx = Transaction<Schema>;

export interface GrantStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

const ID_LENGTH = 16;
/** More budgets at once than a person can keep in mind. */
const IN_FORCE_MAX = 20;
/** What the page shows of those that are over. */
const LISTED_MAX = 100;

/** A grant and whether its terms are those that were sealed when the user made it. */
export interface SealedGrant {
  readonly grant: Grant;
  readonly isSealIntact: boolean;
}

/** Grants as they are kept. What is used is counted from the uses, each written with the intent of its order. */
export class GrantStore {
  readonly #deps: GrantStoreDeps;

  constructor(deps: GrantStoreDeps) {
    this.#deps = deps;
  }

  /** By the user alone. @throws AppError busy, when too many are in force */
  async make(wanted: Omit<GrantTerms, 'createdAtMs' | 'expiresAtMs'>, lifetimeMs: number): Promise<Grant> {
    const nowMs = this.#deps.clock.nowMs();
    const terms = grantTermsSchema.parse({ ...wanted, createdAtMs: nowMs, expiresAtMs: nowMs + lifetimeMs });
    const id = `grt_${randomId(ID_LENGTH)}`;
    const seal = grantSealOf({ id, terms });
    return this.#deps.database.transaction().execute(async (trx) => {
      const inForce = (await this.list(trx)).filter(({ state }) => state === 'in_force');
      if (inForce.length >= IN_FORCE_MAX) throw tooMany();
      const row: GrantsTable = {
        id,
        account_id: terms.accountId,
        client_name: terms.clientName,
        terms_json: canonicalJson(terms),
        seal,
        orders_max: terms.ordersMax,
        created_at_ms: nowMs,
        expires_at_ms: terms.expiresAtMs,
        revoked_at_ms: null,
      };
      await trx.insertInto('grants').values(row).execute();
      const summary = `Grant made: ${termsSentence(terms)}`;
      await this.#record(trx, row, 'grant.made', 'user', summary, { grantId: id, seal, terms });
      return (await this.#withUses(trx, row)).grant;
    });
  }

  /** Newest first: those in force, and the latest that are over. */
  async list(db: Kysely<Schema> = this.#deps.database): Promise<Grant[]> {
    const rows = await db
      .selectFrom('grants')
      .selectAll()
      .orderBy('created_at_ms', 'desc')
      .orderBy('id')
      .limit(LISTED_MAX)
      .execute();
    const sealed = await Promise.all(rows.map((row) => this.#withUses(db, row)));
    return sealed.map(({ grant }) => grant);
  }

  /** Those of a client on an account that are neither revoked nor expired, the one that ends first before the others. */
  async unexpired(accountId: AccountId, clientName: string, db: Kysely<Schema>): Promise<SealedGrant[]> {
    const rows = await db
      .selectFrom('grants')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('client_name', '=', clientName)
      .where('expires_at_ms', '>', this.#deps.clock.nowMs())
      .where('revoked_at_ms', 'is', null)
      .orderBy('expires_at_ms')
      .execute();
    return Promise.all(rows.map((row) => this.#withUses(db, row)));
  }

  async find(grantId: string, db: Kysely<Schema> = this.#deps.database): Promise<SealedGrant | null> {
    const row = await db.selectFrom('grants').selectAll().where('id', '=', grantId).executeTakeFirst();
    return row === undefined ? null : this.#withUses(db, row);
  }

  /**
   * In the transaction that writes the order's intent, so that no crash leaves the one without the other. Everything is
   * judged again on what is stored now. @returns why the grant does not pay for this order; null: it has paid
   */
  async use(
    trx: Trx,
    use: { readonly grantId: string; readonly proposalId: ProposalId; readonly wish: GrantWish },
    moment: GrantMoment,
  ): Promise<string | null> {
    const { grantId, proposalId, wish } = use;
    const found = await this.find(grantId, trx);
    if (found === null) return 'There is no such grant any more.';
    const obstacle = sealedObstacle(found, wish, moment);
    if (obstacle !== null) return obstacle;
    const { notional } = wish;
    if (notional === null) return "The order's value is not known.";
    await trx
      .insertInto('grant_uses')
      .values({ proposal_id: proposalId, grant_id: grantId, notional, used_at_ms: moment.nowMs })
      .execute();
    const { ordersUsed, notionalUsed } = found.grant;
    const detail = {
      grantId,
      notional,
      ordersUsed: ordersUsed + 1,
      notionalUsed: sum([notionalUsed, notional]),
    };
    const row = { account_id: wish.accountId, client_name: wish.clientName };
    const summary = `Grant ${grantId} pays for ${notional} ${wish.order.currency}`;
    await this.#record(trx, row, 'grant.used', 'app', summary, detail, proposalId);
    return null;
  }

  /** @returns false if it was not in force any more */
  async revoke(grantId: string): Promise<boolean> {
    return this.#deps.database.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('grants').selectAll().where('id', '=', grantId).executeTakeFirst();
      if (row === undefined || row.revoked_at_ms !== null) return false;
      await this.#revoke(trx, row, 'user', 'by the user');
      return true;
    });
  }

  /** A stop ends the grants that it reaches: lifting it must not let orders run that nobody looks at. */
  async revokeHeldBack(trx: Trx, target: StopTarget): Promise<void> {
    const rows = await trx
      .selectFrom('grants')
      .selectAll()
      .where('revoked_at_ms', 'is', null)
      .where('expires_at_ms', '>', this.#deps.clock.nowMs())
      .execute();
    for (const row of rows) {
      if (holdsBack(target, row.account_id, row.client_name))
        await this.#revoke(trx, row, 'app', 'by a stop');
    }
  }

  /** Of a client that the user has turned away: whoever comes under its name later is given nothing. */
  async revokeOfClient(trx: Trx, clientName: string): Promise<void> {
    const rows = await trx
      .selectFrom('grants')
      .selectAll()
      .where('client_name', '=', clientName)
      .where('revoked_at_ms', 'is', null)
      .where('expires_at_ms', '>', this.#deps.clock.nowMs())
      .execute();
    for (const row of rows) await this.#revoke(trx, row, 'user', 'with its client');
  }

  async #revoke(trx: Trx, row: GrantsTable, actor: 'user' | 'app', words: string): Promise<void> {
    const revoked = { revoked_at_ms: this.#deps.clock.nowMs() };
    await trx.updateTable('grants').set(revoked).where('id', '=', row.id).execute();
    await this.#record(trx, row, 'grant.revoked', actor, `Grant revoked ${words}`, { grantId: row.id });
  }

  async #withUses(db: Kysely<Schema>, row: Selectable<GrantsTable>): Promise<SealedGrant> {
    const uses = await db
      .selectFrom('grant_uses')
      .select('notional')
      .where('grant_id', '=', row.id)
      .execute();
    const terms = grantTermsSchema.parse(JSON.parse(row.terms_json));
    const used = {
      ordersUsed: uses.length,
      notionalUsed: sum(uses.map(({ notional }) => decimalSchema.parse(notional))),
    };
    const revokedAtMs = row.revoked_at_ms;
    const state = stateOf({ terms, revokedAtMs, ...used }, this.#deps.clock.nowMs());
    const grant = { id: row.id, terms, state, revokedAtMs, ...used };
    return { grant, isSealIntact: grantSealOf(grant) === row.seal };
  }

  async #record(
    trx: Trx,
    row: Pick<GrantsTable, 'account_id' | 'client_name'>,
    kind: 'grant.made' | 'grant.used' | 'grant.revoked',
    actor: 'user' | 'app',
    summary: string,
    detail: JsonObject,
    proposalId: ProposalId | null = null,
  ): Promise<void> {
    const about = { clientName: row.client_name, accountId: row.account_id, proposalId, brokerOrderId: null };
    await this.#deps.audit.append({ ...about, kind, actor, summary, detail }, trx);
  }
}

/** A grant whose terms are not those that its owner made covers nothing. */
export function sealedObstacle(sealed: SealedGrant, wish: GrantWish, moment: GrantMoment): string | null {
  if (!sealed.isSealIntact) return 'The terms of the grant are not those that were sealed.';
  return grantObstacle(sealed.grant, wish, moment);
}

function stateOf(grant: Omit<Grant, 'id' | 'state'>, nowMs: number): Grant['state'] {
  const { terms } = grant;
  if (grant.revokedAtMs !== null) return 'revoked';
  if (nowMs >= terms.expiresAtMs) return 'expired';
  const isSpent = compare(grant.notionalUsed, terms.totalNotionalMax) >= 0;
  return isSpent || grant.ordersUsed >= terms.ordersMax ? 'used_up' : 'in_force';
}

function termsSentence(terms: GrantTerms): string {
  const { sides, symbols, ordersMax, orderNotionalMax, totalNotionalMax, currency } = terms;
  return `${ordersMax} orders (${sides.join(', ')}) on ${symbols.join(', ')}, each up to ${orderNotionalMax} ${currency}, together up to ${totalNotionalMax} ${currency}`;
}

function tooMany(): AppError {
  return new AppError('busy', `${IN_FORCE_MAX} grants are in force already.`, {
    nextStep: 'Revoke one that is not needed any more.',
  });
}
