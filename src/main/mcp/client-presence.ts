import type { AuditLog } from '../audit/audit-log.ts';
import type { Visit } from '../clients/client-door.ts';
import type { ClientRegistry } from '../clients/client-registry.ts';
import type { Logger } from '../platform/logger.ts';
import type { Requester, TradeProposals } from '../trading/trading.ts';
import type { ClientIdentity } from './client-identity.ts';

export interface ClientPresenceDeps {
  readonly connectionId: string;
  readonly identity: ClientIdentity;
  /** Its entry, or what it may do without one. */
  readonly visit: Visit;
  readonly clients: Pick<ClientRegistry, 'connected' | 'disconnected' | 'called'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly trading: Pick<TradeProposals, 'clientGone'>;
  readonly logger: Logger;
}

/**
 * One client's coming and going, as the registry, the audit log and the trading desk see it. A connection that only
 * asks which revisions are spoken is no client: negotiating programs start a second bridge for that and drop it.
 */
export class ClientPresence {
  readonly #deps: ClientPresenceDeps;
  #introduction: Promise<void> | null = null;

  constructor(deps: ClientPresenceDeps) {
    this.#deps = deps;
  }

  get requester(): Requester {
    const { connectionId, identity, visit } = this.#deps;
    return { connectionId, name: visit.name, version: identity.version };
  }

  /** Once; later calls wait for the first. It never fails: a call that may not go unrecorded has its own audit row. */
  introduce(): Promise<void> {
    this.#introduction ??= this.#safely('a client could not be put on record', async () => {
      const { connectionId, identity, clients, visit } = this.#deps;
      visit.introduce();
      await clients.connected({ connectionId, clientId: visit.clientId, ...identity });
      await this.#record('client.connected', 'connected');
    });
    return this.#introduction;
  }

  called(call: { readonly isRefused: boolean; readonly characters: number }): void {
    const { clients, connectionId, visit } = this.#deps;
    clients.called(connectionId, call.isRefused);
    visit.called(call);
  }

  async leave(): Promise<void> {
    this.#deps.visit.leave();
    if (this.#introduction === null) return;
    await this.#introduction;
    const { connectionId, clients, trading } = this.#deps;
    await this.#safely('the proposals of a client that left could not be marked', () =>
      trading.clientGone(connectionId),
    );
    await this.#safely('a client that left could not be put on record', async () => {
      await clients.disconnected(connectionId);
      await this.#record('client.disconnected', 'disconnected');
    });
  }

  async #record(kind: 'client.connected' | 'client.disconnected', verb: string): Promise<void> {
    const { identity, connectionId, audit, visit } = this.#deps;
    await audit.append({
      kind,
      actor: 'client',
      clientName: visit.name,
      accountId: null,
      proposalId: null,
      brokerOrderId: null,
      summary: `${visit.name} ${verb}`,
      detail: { ...identity, connection: connectionId },
    });
  }

  async #safely(failure: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#deps.logger.error({ err: error }, failure);
    }
  }
}
