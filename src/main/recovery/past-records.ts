import type { Kysely } from 'kysely';
import * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { accountColourSchema } from '../../shared/domain/account.ts';
import { moneyMoveSchema } from '../../shared/domain/money-move.ts';
import { orderDraftSchema } from '../../shared/domain/order.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';
import {
  PAST_ROWS_MAX,
  type PastAccount,
  type PastAudit,
  type PastOrder,
  type PastProposal,
} from '../../shared/domain/recovery.ts';
import type { Schema } from '../database/schema.ts';

export interface PastPage<T> {
  readonly rows: T[];
  readonly unreadable: number;
  readonly hasMore: boolean;
}

type Table = 'accounts' | 'proposals' | 'orders' | 'audit_events';

/**
 * What a database of a newer version says of the past. Its rows are taken for what they are and not for what this
 * version would have written: a column that is gone or of another form reads as absent, a word that is not known stays
 * as it stands.
 */
export class PastRecords {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  accounts(offset: number): Promise<PastPage<PastAccount>> {
    return this.#page('accounts', offset, accountOf);
  }

  proposals(offset: number): Promise<PastPage<PastProposal>> {
    return this.#page('proposals', offset, proposalOf);
  }

  orders(offset: number): Promise<PastPage<PastOrder>> {
    return this.#page('orders', offset, orderOf);
  }

  audit(offset: number): Promise<PastPage<PastAudit>> {
    return this.#page('audit_events', offset, auditOf);
  }

  /** The version of the app that last started on it. */
  async madeByVersion(): Promise<string | null> {
    const started = () =>
      this.#db
        .selectFrom('audit_events')
        .select('detail')
        .where('kind', '=', 'app.started')
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
    return versionOf((await started().catch(() => undefined))?.detail);
  }

  /** Newest first, in the order in which the rows were written. */
  async #page<T>(table: Table, offset: number, read: (row: unknown) => T | null): Promise<PastPage<T>> {
    const found = await this.#rows(table, offset);
    const rows = found.slice(0, PAST_ROWS_MAX).map(read);
    const readable = rows.filter((row): row is Awaited<T> & T => row !== null);
    return {
      rows: readable,
      unreadable: rows.length - readable.length,
      hasMore: found.length > PAST_ROWS_MAX,
    };
  }

  async #rows(table: Table, offset: number): Promise<unknown[]> {
    try {
      return await this.#db
        .selectFrom(table)
        .selectAll()
        .orderBy((order) => order.ref('rowid' as never), 'desc')
        .limit(PAST_ROWS_MAX + 1)
        .offset(offset)
        .execute();
    } catch (error) {
      throw new AppError('unavailable', 'This version cannot read this part of the data.', {
        nextStep: 'Update the app to see it. Nothing was changed.',
        cause: error,
      });
    }
  }
}

const text = z.string().nullable().catch(null);
const time = z.int().nullable().catch(null);
const words = (otherwise: string) => z.string().catch(otherwise);
/** A word that stands where one is expected and none is. */
const UNKNOWN = 'unknown';

const accountRow = z.object({
  id: z.string(),
  alias: words(UNKNOWN),
  label: words(''),
  colour: accountColourSchema.nullable().catch(null),
  tags: text,
  mode: words(UNKNOWN),
  last_four: text,
  created_at_ms: time,
  removed_at_ms: time,
});

function accountOf(row: unknown): PastAccount | null {
  const { data } = accountRow.safeParse(row);
  if (data === undefined) return null;
  const { id, alias, label, colour, mode } = data;
  return {
    ...{ id, alias, label, colour, mode, tags: tagsOf(data.tags) },
    lastFour: data.last_four,
    createdAtMs: data.created_at_ms,
    isRemoved: data.removed_at_ms !== null,
  };
}

const requestRow = z.object({
  kind: words(UNKNOWN),
  state: words(UNKNOWN),
  account_id: words(''),
  symbol: text,
  order_json: text,
  created_at_ms: time,
});
const proposalRow = requestRow.extend({
  id: z.string(),
  account_alias: words(UNKNOWN),
  mode: words(UNKNOWN),
  client_name: words(UNKNOWN),
  money_json: text,
  cancels_broker_order_id: text,
});

function proposalOf(row: unknown): PastProposal | null {
  const { data } = proposalRow.safeParse(row);
  if (data === undefined) return null;
  return {
    id: data.id,
    accountId: data.account_id,
    accountAlias: data.account_alias,
    mode: data.mode,
    clientName: data.client_name,
    sentence: sentenceOf(data),
    state: data.state,
    createdAtMs: data.created_at_ms,
  };
}

const orderRow = requestRow.extend({
  proposal_id: z.string(),
  broker_order_id: text,
  filled_quantity: text,
  average_fill_price: text,
});

function orderOf(row: unknown): PastOrder | null {
  const { data } = orderRow.safeParse(row);
  if (data === undefined) return null;
  return {
    proposalId: data.proposal_id,
    accountId: data.account_id,
    sentence: sentenceOf({ ...data, money_json: null, cancels_broker_order_id: null }),
    state: data.state,
    brokerOrderId: data.broker_order_id,
    filledQuantity: data.filled_quantity,
    averageFillPrice: data.average_fill_price,
    createdAtMs: data.created_at_ms,
  };
}

const auditRow = z.object({
  sequence: z.int(),
  at_ms: time,
  kind: words(UNKNOWN),
  actor: words(UNKNOWN),
  client_name: text,
  account_id: text,
  summary: words(''),
});

function auditOf(row: unknown): PastAudit | null {
  const { data } = auditRow.safeParse(row);
  if (data === undefined) return null;
  const { sequence, kind, actor, summary } = data;
  return {
    ...{ sequence, kind, actor, summary },
    atMs: data.at_ms,
    clientName: data.client_name,
    accountId: data.account_id,
  };
}

interface Asked {
  readonly kind: string;
  readonly symbol: string | null;
  readonly order_json: string | null;
  readonly money_json: string | null;
  readonly cancels_broker_order_id: string | null;
}

function sentenceOf({
  kind,
  symbol,
  order_json,
  money_json,
  cancels_broker_order_id: cancels,
}: Asked): string {
  const order = parsed(orderDraftSchema, order_json);
  const money = parsed(moneyMoveSchema, money_json);
  const isModify = kind === 'modify';
  if (order === null && money === null && cancels === null)
    return [kind.toUpperCase(), symbol].filter((part) => part !== null).join(' ');
  return proposalSentence({
    kind: isModify ? 'modify' : 'place',
    order,
    money,
    cancelsBrokerOrderId: cancels,
    legs: [],
  });
}

function parsed<T>(schema: z.ZodType<T>, json: string | null): T | null {
  if (json === null) return null;
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

function tagsOf(json: string | null): string[] {
  return parsed(z.array(z.string()), json) ?? [];
}

function versionOf(detail: string | undefined): string | null {
  return parsed(z.looseObject({ version: z.string().max(100) }), detail ?? null)?.version ?? null;
}
