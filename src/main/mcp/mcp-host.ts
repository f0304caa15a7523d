import type { Socket } from 'node:net';
import type { Pairing } from '../../shared/bridge-hello.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { ClientDoor } from '../clients/client-door.ts';
import type { Logger } from '../platform/logger.ts';
import { adapterFor } from './choose-adapter.ts';
import { clientIdentity } from './client-identity.ts';
import type { ClientSessions } from './client-sessions.ts';
import { McpListener } from './mcp-listener.ts';
import { MessageStream } from './message-stream.ts';
import type { SocketPlace } from './socket-path.ts';

export interface McpHostDeps {
  readonly place: SocketPlace;
  readonly endpointFile: string;
  readonly appVersion: string;
  readonly sessions: Pick<ClientSessions, 'open' | 'settled'>;
  readonly door: Pick<ClientDoor, 'authenticate'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly logger: Logger;
  /** Shorter in tests. */
  readonly helloTimeoutMs?: number;
}

/** A program that knocks in a loop must not fill the audit log; the log file has every refusal. */
const REFUSALS_RECORDED_MAX = 100;

/** Serves AI clients of this user over the local socket: one protocol server for each connection. */
export class McpHost {
  readonly #deps: McpHostDeps;
  readonly #listener: McpListener;
  #refusalsTotal = 0;

  constructor(deps: McpHostDeps) {
    this.#deps = deps;
    this.#listener = new McpListener({
      ...deps,
      serve: (socket, clientId) => void this.#serve(socket, clientId),
      authenticate: (pairing) => this.#authenticate(pairing),
      refused: (code) => void this.#refused(code),
    });
  }

  get connectionsOpen(): number {
    return this.#listener.connectionsOpen;
  }

  /** @throws AppError conflict or unavailable, see McpListener */
  listen(): Promise<void> {
    return this.#listener.listen();
  }

  /** Every client is gone and recorded as gone when this resolves. */
  async close(): Promise<void> {
    await this.#listener.close();
    await this.#deps.sessions.settled();
  }

  #authenticate(pairing: Pairing) {
    const known = this.#deps.door.authenticate(pairing);
    return known.clientId === null
      ? ({ ok: false, code: 'client', message: known.refusal } as const)
      : { clientId: known.clientId };
  }

  async #serve(socket: Socket, clientId: string | null): Promise<void> {
    const stream = new MessageStream(socket);
    try {
      const first = await stream.first();
      if (first === null) return;
      const opened = this.#deps.sessions.open({ clientId, identity: clientIdentity(first) });
      opened.onTurnedAway(() => socket.destroy());
      if (first.method === 'initialize') await opened.introduce();
      stream.onClose(() => opened.close());
      await adapterFor(first)(opened.session, stream);
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'a connection of an AI client failed');
      socket.destroy();
    }
  }

  async #refused(code: string): Promise<void> {
    const { logger, audit } = this.#deps;
    logger.warn({ code }, 'a connection was refused at its hello');
    this.#refusalsTotal += 1;
    if (this.#refusalsTotal > REFUSALS_RECORDED_MAX) return;
    try {
      await audit.append({
        kind: 'client.refused',
        actor: 'app',
        clientName: null,
        accountId: null,
        proposalId: null,
        brokerOrderId: null,
        summary: `A program was refused at its hello: ${code}`,
        detail: { code },
      });
    } catch (error) {
      logger.error({ err: error }, 'a refusal could not be recorded');
    }
  }
}
