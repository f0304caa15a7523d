import type { Kysely } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import type { ClientEntry, ClientId } from '../../shared/domain/client-entry.ts';
import type { HttpToken, HttpTokenId, HttpTokenWish } from '../../shared/domain/http-access.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { JsonObject } from '../audit/canonical-json.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { randomId } from '../platform/random-id.ts';
import type { ClientBook } from './client-book.ts';
import type { HttpSigningKey } from './http-signing-key.ts';
import { tokenOf, tokenRow } from './http-token-record.ts';
import { readToken, signToken } from './http-token-text.ts';

export interface HttpTokenBookDeps {
  readonly database: Kysely<Schema>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly book: Pick<ClientBook, 'find' | 'onChange'>;
  readonly key: HttpSigningKey;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

/** Why a token lets nobody in. `locked`: it cannot be told before the vault is opened. */
export type TokenRefusal = 'invalid' | 'expired' | 'revoked' | 'blocked' | 'locked';

export type ProvenToken =
  | { readonly isGood: true; readonly token: HttpToken; readonly entry: ClientEntry }
  | { readonly isGood: false; readonly reason: TokenRefusal };

/** Ended ones are kept for the list until their place is needed. */
const TOKENS_MAX = 200;
const ID_LENGTH = 16;
const DAY_MS = 86_400_000;
/** "Last use" is for people to look at: a write for each call would be work for nobody. */
const USE_WRITTEN_EVERY_MS = 60_000;

/** The tokens with which clients come in over HTTP: issued once, counted, revoked. */
export class HttpTokenBook {
  readonly #deps: HttpTokenBookDeps;
  readonly #tokens = new Map<HttpTokenId, HttpToken>();
  readonly #listeners = new Set<(tokenId: HttpTokenId) => void>();
  readonly #written = new Map<HttpTokenId, number>();
  /** One change at a time: two issues must not both make a key. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: HttpTokenBookDeps) {
    this.#deps = deps;
    deps.book.onChange((clientId) => this.#clientChanged(clientId));
  }

  /** To be awaited before anybody is let in. */
  async load(): Promise<void> {
    const rows = await this.#deps.database
      .selectFrom('http_tokens')
      .selectAll()
      .orderBy('created_at_ms')
      .execute();
    for (const row of rows) this.#tokens.set(row.id, tokenOf(row));
  }

  /** Newest first. */
  list(): HttpToken[] {
    return [...this.#tokens.values()].reverse();
  }

  /** Told of every token that lets nobody in any more. @returns a function that ends it */
  onEnded(listener: (tokenId: HttpTokenId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws AppError not_found (no such client), credentials (the vault is locked), conflict (too many) */
  issue(wish: HttpTokenWish): Promise<{ readonly token: Secret; readonly issued: HttpToken }> {
    return this.#inTurn(async () => {
      const { book, clock, database } = this.#deps;
      const entry = book.find(wish.clientId);
      if (entry === null) throw noClient();
      const createdAtMs = clock.nowMs();
      await this.#makeRoom(createdAtMs);
      const key = (await this.#deps.key.current()) ?? (await this.#newKey());
      const issued: HttpToken = {
        ...{ id: `tok_${randomId(ID_LENGTH)}`, clientId: wish.clientId, label: wish.label },
        ...{ createdAtMs, expiresAtMs: createdAtMs + wish.days * DAY_MS, revokedAtMs: null },
        lastUsedAtMs: null,
      };
      const token = await signToken(issued, key);
      await database.transaction().execute(async (trx) => {
        await trx.insertInto('http_tokens').values(tokenRow(issued)).execute();
        const summary = `${entry.name} was given HTTP access for ${wish.days} days (${wish.label})`;
        await this.#record('http.token_issued', entry, summary, { token: issued.id }, trx);
      });
      this.#tokens.set(issued.id, issued);
      this.#deps.publish('http.changed', {});
      return { token, issued };
    });
  }

  /** Whose token it is, if it is good at this moment. */
  async prove(text: string): Promise<ProvenToken> {
    const nowMs = this.#deps.clock.nowMs();
    const key = await this.#deps.key.current().catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'credentials') return 'locked' as const;
      throw error;
    });
    if (key === 'locked') return { isGood: false, reason: 'locked' };
    if (key === null) return { isGood: false, reason: 'invalid' };
    const claims = await readToken(text, key, nowMs);
    if (typeof claims === 'string') return { isGood: false, reason: claims };
    const token = this.#tokens.get(claims.tokenId);
    const entry = this.#deps.book.find(claims.clientId);
    if (token === undefined || token.revokedAtMs !== null || token.clientId !== claims.clientId)
      return { isGood: false, reason: 'revoked' };
    if (entry === null) return { isGood: false, reason: 'revoked' };
    if (entry.state === 'blocked') return { isGood: false, reason: 'blocked' };
    this.#used(token, nowMs);
    return { isGood: true, token, entry };
  }

  /** In force when it resolves, for open sessions too. @throws AppError not_found */
  revoke(tokenId: HttpTokenId): Promise<void> {
    return this.#inTurn(async () => {
      const token = this.#tokens.get(tokenId);
      if (token === undefined) throw noToken();
      if (token.revokedAtMs === null) await this.#end([token]);
    });
  }

  /** A new key too, so that not even a copy of the old one is good for anything. @throws AppError credentials */
  revokeAll(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#newKey();
    });
  }

  async #newKey(): Promise<Uint8Array> {
    const key = await this.#deps.key.replace();
    // What an earlier key has signed opens nothing any more, and the list must say so.
    await this.#end(this.list().filter(({ revokedAtMs }) => revokedAtMs === null));
    return key;
  }

  async #end(tokens: readonly HttpToken[]): Promise<void> {
    const revokedAtMs = this.#deps.clock.nowMs();
    for (const token of tokens) {
      const entry = this.#deps.book.find(token.clientId);
      await this.#deps.database.transaction().execute(async (trx) => {
        await trx
          .updateTable('http_tokens')
          .set({ revoked_at_ms: revokedAtMs })
          .where('id', '=', token.id)
          .execute();
        const summary = `HTTP access of ${entry?.name ?? 'a removed client'} was revoked (${token.label})`;
        await this.#record('http.token_revoked', entry, summary, { token: token.id }, trx);
      });
      this.#tokens.set(token.id, { ...token, revokedAtMs });
      for (const listener of this.#listeners) listener(token.id);
    }
    this.#deps.publish('http.changed', {});
  }

  /** @throws AppError conflict, when all of them still let somebody in */
  async #makeRoom(nowMs: number): Promise<void> {
    if (this.#tokens.size < TOKENS_MAX) return;
    const over = this.list().findLast((each) => each.revokedAtMs !== null || each.expiresAtMs <= nowMs);
    if (over === undefined) throw tooMany();
    await this.#deps.database.deleteFrom('http_tokens').where('id', '=', over.id).execute();
    this.#tokens.delete(over.id);
  }

  /** Of a client that was removed or blocked nobody comes in, and what is open ends. */
  #clientChanged(clientId: ClientId): void {
    const entry = this.#deps.book.find(clientId);
    if (entry !== null && entry.state !== 'blocked') return;
    const own = this.list().filter((token) => token.clientId === clientId && token.revokedAtMs === null);
    for (const token of own) for (const listener of this.#listeners) listener(token.id);
    if (entry !== null) return;
    this.#inTurn(() => this.#end(own)).catch((error: unknown) =>
      this.#deps.logger.error({ err: error }, 'the tokens of a removed client were not revoked'),
    );
  }

  #used(token: HttpToken, nowMs: number): void {
    this.#tokens.set(token.id, { ...token, lastUsedAtMs: nowMs });
    if (nowMs - (this.#written.get(token.id) ?? 0) < USE_WRITTEN_EVERY_MS) return;
    this.#written.set(token.id, nowMs);
    this.#deps.publish('http.changed', {});
    this.#deps.database
      .updateTable('http_tokens')
      .set({ last_used_at_ms: nowMs })
      .where('id', '=', token.id)
      .execute()
      .catch((error: unknown) =>
        this.#deps.logger.warn({ err: error }, 'the last use of a token was not written'),
      );
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #record(
    kind: AuditKind,
    entry: ClientEntry | null,
    summary: string,
    detail: JsonObject,
    trx: Parameters<AuditLog['append']>[1],
  ): Promise<unknown> {
    const nobody = { accountId: null, proposalId: null, brokerOrderId: null };
    const clientName = entry?.name ?? null;
    return this.#deps.audit.append({ ...nobody, kind, actor: 'user', clientName, summary, detail }, trx);
  }
}

function noClient(): AppError {
  return new AppError('not_found', 'There is no such client.', { nextStep: 'Look at the list again.' });
}

function noToken(): AppError {
  return new AppError('not_found', 'There is no such token.', { nextStep: 'Look at the list again.' });
}

function tooMany(): AppError {
  return new AppError('conflict', `There are ${TOKENS_MAX} tokens already.`, {
    nextStep: 'Revoke those that nobody uses.',
  });
}
