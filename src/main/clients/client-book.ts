import { timingSafeEqual } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import type {
  ClientEntry,
  ClientId,
  ClientRules,
  ClientRulesPatch,
} from '../../shared/domain/client-entry.ts';
import { CLIENT_READS_PER_MINUTE_DEFAULT } from '../../shared/domain/read-caps.ts';
import { DEFAULT_TOOLSETS } from '../../shared/domain/toolset.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { ClientCounts } from './client-counts.ts';
import { entryOf, rowOf, type StoredClient } from './client-record.ts';
import { hashOf, newClientId, newToken } from './client-token.ts';
import type { PairingFiles } from './pairing-files.ts';

export interface ClientBookDeps {
  readonly database: Kysely<Schema>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly pairings: Pick<PairingFiles, 'write' | 'remove'>;
  readonly trust: ClientTrust;
}

/** What hangs on a client besides its entry. */
export interface ClientTrust {
  /** In the same transaction: its waiting proposals are withdrawn, its grants revoked. @returns for afterwards */
  turnAway(trx: Transaction<Schema>, clientName: string, because: 'removed' | 'blocked'): Promise<() => void>;
  readmit(clientName: string): void;
}

export type NewClient = Pick<ClientEntry, 'name' | 'origin' | 'program' | 'accounts' | 'role'> & {
  /** Where a configuration was shown before the entry is made. */
  readonly id?: ClientId;
};

/** More programs than anybody has; a loop in a page must not fill the database. */
const ENTRIES_MAX = 100;

/** Which AI clients the user has let in, and what each may do. The one place where that is changed. */
export class ClientBook {
  readonly #deps: ClientBookDeps;
  readonly #entries = new Map<ClientId, StoredClient>();
  readonly #listeners = new Set<(id: ClientId) => void>();
  readonly #counts: ClientCounts;
  /** One change at a time: two clicks must not both find a name free. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: ClientBookDeps) {
    this.#deps = deps;
    this.#counts = new ClientCounts(deps.database, (id) => this.#entries.get(id) ?? null);
  }

  /** To be awaited before clients are let in. */
  async load(): Promise<void> {
    const rows = await this.#deps.database
      .selectFrom('clients')
      .selectAll()
      .orderBy('created_at_ms')
      .execute();
    for (const row of rows) this.#entries.set(row.id, { entry: entryOf(row), tokenHash: row.token_hash });
  }

  list(): readonly ClientEntry[] {
    return [...this.#entries.values()].map(({ entry }) => entry);
  }

  find(id: ClientId): ClientEntry | null {
    return this.#entries.get(id)?.entry ?? null;
  }

  /** The entry of a program that was given one in the window before, whatever it is allowed now. */
  ofProgram(program: NonNullable<ClientEntry['program']>): ClientEntry | null {
    return this.list().find((entry) => entry.program === program) ?? null;
  }

  /** Told of every change and removal, at once. @returns a function that ends it */
  onChange(listener: (id: ClientId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns the entry that the token belongs to; null for a wrong token and an unknown id alike */
  authenticate(id: string, token: string): ClientEntry | null {
    const stored = this.#entries.get(id);
    const hash = hashOf(new Secret(token));
    // The same work whether there is such an entry or not.
    const isRight = timingSafeEqual(
      Buffer.from(hash),
      Buffer.from(stored?.tokenHash ?? hashOf(new Secret(''))),
    );
    return stored !== undefined && isRight ? stored.entry : null;
  }

  /** A name that is taken gets a number. @throws AppError conflict when there are too many */
  create(wanted: NewClient): Promise<ClientEntry> {
    return this.#inTurn(() => this.#create(wanted));
  }

  /** In force for open connections when it resolves. @throws AppError not_found */
  change(id: ClientId, patch: ClientRulesPatch): Promise<ClientEntry> {
    return this.#inTurn(() => this.#change(id, patch));
  }

  /** A new token in a new file, and a block is lifted: what the user wants who connects a program again. */
  renew(id: ClientId): Promise<ClientEntry> {
    return this.#inTurn(async () => {
      const token = newToken();
      this.#entries.set(id, { ...this.#get(id), tokenHash: hashOf(token) });
      const entry = await this.#change(id, { state: 'active' });
      this.#deps.pairings.write(id, token);
      return entry;
    });
  }

  /** Its token is worth nothing from here on. @throws AppError not_found */
  remove(id: ClientId): Promise<void> {
    return this.#inTurn(() => this.#remove(id));
  }

  async #create(wanted: NewClient): Promise<ClientEntry> {
    const { clock, database, pairings } = this.#deps;
    if (this.#entries.size >= ENTRIES_MAX) throw tooMany();
    const token = newToken();
    const entry: ClientEntry = {
      ...wanted,
      id: wanted.id ?? newClientId(),
      name: await this.#freeName(wanted),
      isReadOnly: false,
      toolsets: [...DEFAULT_TOOLSETS],
      state: 'active',
      readsPerMinute: CLIENT_READS_PER_MINUTE_DEFAULT,
      createdAtMs: clock.nowMs(),
      lastSeenAtMs: null,
      callsTotal: 0,
      denialsTotal: 0,
      charactersSent: 0,
      connectionsOpen: 0,
    };
    const stored = { entry, tokenHash: hashOf(token) };
    await database.transaction().execute(async (trx) => {
      await trx.insertInto('clients').values(rowOf(stored)).execute();
      await this.#record(
        trx,
        entry,
        'client.entry_created',
        `${entry.name} was given an entry`,
        rulesOf(entry),
      );
    });
    pairings.write(entry.id, token);
    this.#entries.set(entry.id, stored);
    this.#changed(entry.id);
    return entry;
  }

  async #change(id: ClientId, patch: ClientRulesPatch): Promise<ClientEntry> {
    const stored = this.#get(id);
    const before = rulesOf(stored.entry);
    const after = { ...before, ...definedOf(patch) };
    const entry = { ...stored.entry, ...after };
    const { database, trust } = this.#deps;
    const isBlockedNow = entry.state === 'blocked' && before.state !== 'blocked';
    const afterwards = await database.transaction().execute(async (trx) => {
      const changed = Object.keys(definedOf(patch)).join(', ');
      await this.#record(trx, entry, 'client.entry_changed', `${entry.name}: ${changed} changed`, {
        before,
        after,
      });
      await trx
        .updateTable('clients')
        .set(rowOf({ ...stored, entry }))
        .where('id', '=', id)
        .execute();
      return isBlockedNow ? trust.turnAway(trx, entry.name, 'blocked') : null;
    });
    this.#entries.set(id, { ...stored, entry });
    if (entry.state === 'active') trust.readmit(entry.name);
    this.#changed(id);
    afterwards?.();
    return entry;
  }

  async #remove(id: ClientId): Promise<void> {
    const { entry } = this.#get(id);
    const { database, pairings, trust } = this.#deps;
    const afterwards = await database.transaction().execute(async (trx) => {
      await this.#record(trx, entry, 'client.entry_removed', `${entry.name} was removed`, {});
      await trx.deleteFrom('clients').where('id', '=', id).execute();
      return trust.turnAway(trx, entry.name, 'removed');
    });
    this.#entries.delete(id);
    pairings.remove(id);
    this.#changed(id);
    afterwards();
  }

  connected(id: ClientId, change: 1 | -1): void {
    this.#count(id, (entry) => ({ connectionsOpen: Math.max(0, entry.connectionsOpen + change) }));
  }

  called(id: ClientId, call: { readonly isRefused: boolean; readonly characters: number }): void {
    this.#count(id, (entry) => ({
      callsTotal: entry.callsTotal + 1,
      denialsTotal: entry.denialsTotal + (call.isRefused ? 1 : 0),
      charactersSent: entry.charactersSent + call.characters,
    }));
  }

  /** Writes the counts that are not written yet. */
  close(): Promise<void> {
    return this.#counts.close();
  }

  #count(id: ClientId, counted: (entry: ClientEntry) => Partial<ClientEntry>): void {
    const stored = this.#entries.get(id);
    // It was removed while it was connected.
    if (stored === undefined) return;
    const lastSeenAtMs = this.#deps.clock.nowMs();
    this.#entries.set(id, { ...stored, entry: { ...stored.entry, ...counted(stored.entry), lastSeenAtMs } });
    this.#counts.changed(id);
  }

  #get(id: ClientId): StoredClient {
    const stored = this.#entries.get(id);
    if (stored !== undefined) return stored;
    throw new AppError('not_found', 'There is no such client.', { nextStep: 'Look at the list again.' });
  }

  /**
   * A name is given once: grants, stops, request ids, counts and the log go by names, and who comes after a client that
   * was removed must not take over anything of it.
   */
  async #freeName({ name: wanted }: NewClient): Promise<string> {
    const taken = new Set(this.list().map(({ name }) => name));
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? wanted : `${wanted} ${number}`;
      if (!taken.has(name) && !(await this.#wasUsed(name))) return name;
    }
  }

  async #wasUsed(name: string): Promise<boolean> {
    const used = await this.#deps.database
      .selectFrom('audit_events')
      .select('sequence')
      .where('client_name', '=', name)
      .executeTakeFirst();
    return used !== undefined;
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #record(
    trx: Transaction<Schema>,
    { id, name }: ClientEntry,
    kind: AuditKind,
    summary: string,
    detail: JsonObject,
  ): Promise<unknown> {
    const nobody = { accountId: null, proposalId: null, brokerOrderId: null };
    return this.#deps.audit.append(
      { ...nobody, kind, actor: 'user', clientName: name, summary, detail: { client: id, ...detail } },
      trx,
    );
  }

  #changed(id: ClientId): void {
    for (const listener of this.#listeners) listener(id);
    this.#deps.publish('clients.changed', {});
  }
}

function rulesOf(entry: ClientEntry): ClientRules {
  const { role, isReadOnly, toolsets, accounts, state, readsPerMinute } = entry;
  return { role, isReadOnly, toolsets, accounts, state, readsPerMinute };
}

function definedOf(patch: ClientRulesPatch): Partial<ClientRules> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

function tooMany(): AppError {
  return new AppError('conflict', `There are ${ENTRIES_MAX} clients already.`, {
    nextStep: 'Remove those that you no longer use.',
  });
}
