import type { Kysely } from 'kysely';
import type { AiClient } from '../../shared/domain/ai-client.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';

export interface ClientRegistryDeps {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
  readonly publish: Publish;
}

export interface ClientConnection {
  readonly connectionId: string;
  /** The entry by which it came in; null: none. */
  readonly clientId: string | null;
  /** What the program calls itself. */
  readonly name: string;
  readonly version: string | null;
  readonly protocolVersion: string | null;
}

/** Weeks of a normal desk. Who connected longer ago is in the audit log. */
const ENDED_KEPT_MAX = 200;
/** A client in a loop calls thousands of times a second; the window needs to know now and then. */
const PUBLISH_INTERVAL_MS = 1000;

/**
 * Which AI clients are and were connected. The counts of open connections live in memory and are written when they
 * end: the audit log has every single call.
 */
export class ClientRegistry {
  readonly #deps: ClientRegistryDeps;
  readonly #open = new Map<string, AiClient>();
  #publishTimer: NodeJS.Timeout | null = null;

  constructor(deps: ClientRegistryDeps) {
    this.#deps = deps;
  }

  /** Ends what an earlier start that was killed left open. To be awaited before clients are let in. */
  async recover(): Promise<void> {
    await this.#deps.database
      .updateTable('client_connections')
      .set((row) => ({ disconnected_at_ms: row.fn.coalesce('last_call_at_ms', 'connected_at_ms') }))
      .where('disconnected_at_ms', 'is', null)
      .execute();
  }

  async connected(connection: ClientConnection): Promise<void> {
    const client: AiClient = {
      ...connection,
      connectedAtMs: this.#deps.clock.nowMs(),
      disconnectedAtMs: null,
      callsTotal: 0,
      refusalsTotal: 0,
      lastCallAtMs: null,
    };
    this.#open.set(client.connectionId, client);
    await this.#deps.database
      .insertInto('client_connections')
      .values({
        connection_id: client.connectionId,
        client_id: client.clientId,
        name: client.name,
        version: client.version,
        protocol_version: client.protocolVersion,
        connected_at_ms: client.connectedAtMs,
        disconnected_at_ms: null,
        calls_total: 0,
        refusals_total: 0,
        last_call_at_ms: null,
      })
      .execute();
    await this.#forgetOldest();
    this.#changed();
  }

  /** A call was answered; `isRefused` if with an error. */
  called(connectionId: string, isRefused: boolean): void {
    const client = this.#open.get(connectionId);
    if (client === undefined) return;
    this.#open.set(connectionId, {
      ...client,
      callsTotal: client.callsTotal + 1,
      refusalsTotal: client.refusalsTotal + (isRefused ? 1 : 0),
      lastCallAtMs: this.#deps.clock.nowMs(),
    });
    this.#publishTimer ??= setTimeout(() => this.#changed(), PUBLISH_INTERVAL_MS);
  }

  async disconnected(connectionId: string): Promise<void> {
    const client = this.#open.get(connectionId);
    if (client === undefined) return;
    this.#open.delete(connectionId);
    await this.#deps.database
      .updateTable('client_connections')
      .set({
        disconnected_at_ms: this.#deps.clock.nowMs(),
        calls_total: client.callsTotal,
        refusals_total: client.refusalsTotal,
        last_call_at_ms: client.lastCallAtMs,
      })
      .where('connection_id', '=', connectionId)
      .execute();
    this.#changed();
  }

  /** Connected ones first, then the newest. */
  async list(): Promise<AiClient[]> {
    const rows = await this.#deps.database
      .selectFrom('client_connections')
      .selectAll()
      .where('disconnected_at_ms', 'is not', null)
      .orderBy('connected_at_ms', 'desc')
      .limit(ENDED_KEPT_MAX)
      .execute();
    const ended = rows.map(
      (row): AiClient => ({
        connectionId: row.connection_id,
        clientId: row.client_id,
        name: row.name,
        version: row.version,
        protocolVersion: row.protocol_version,
        connectedAtMs: row.connected_at_ms,
        disconnectedAtMs: row.disconnected_at_ms,
        callsTotal: row.calls_total,
        refusalsTotal: row.refusals_total,
        lastCallAtMs: row.last_call_at_ms,
      }),
    );
    const open = [...this.#open.values()].sort((left, right) => right.connectedAtMs - left.connectedAtMs);
    return [...open, ...ended];
  }

  close(): void {
    if (this.#publishTimer !== null) clearTimeout(this.#publishTimer);
    this.#publishTimer = null;
  }

  async #forgetOldest(): Promise<void> {
    const { database } = this.#deps;
    await database
      .deleteFrom('client_connections')
      .where('disconnected_at_ms', 'is not', null)
      .where('connection_id', 'not in', (query) =>
        query
          .selectFrom('client_connections')
          .select('connection_id')
          .where('disconnected_at_ms', 'is not', null)
          .orderBy('connected_at_ms', 'desc')
          .limit(ENDED_KEPT_MAX),
      )
      .execute();
  }

  #changed(): void {
    this.close();
    this.#deps.publish('clients.changed', {});
  }
}
