import type { Socket } from 'node:net';
import type { Pairing } from '../../shared/bridge-hello.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { AccountToken } from '../../shared/domain/account-token.ts';
import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { ClientDoor, Visit } from '../clients/client-door.ts';
import type { ClientRegistry } from '../clients/client-registry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { randomId } from '../platform/random-id.ts';
import type { TradeProposals } from '../trading/trading.ts';
import { type ClientAccess, clientAccess } from './access.ts';
import { AllowedView } from './allowed-view.ts';
import { ToolCaller } from './call-tool.ts';
import { adapterFor } from './choose-adapter.ts';
import { clientIdentity } from './client-identity.ts';
import { ClientPresence } from './client-presence.ts';
import { SERVER_INSTRUCTIONS } from './instructions.ts';
import { McpListener } from './mcp-listener.ts';
import { MessageStream } from './message-stream.ts';
import { PromptBook } from './prompts/prompt-book.ts';
import { type PublicTool, publicTool } from './public-tool.ts';
import { followResource, type PushedNews, ResourceFollowers } from './resources/follow-resource.ts';
import { type ResourceNews, urisChangedBy } from './resources/resource-news.ts';
import { ResourceReader } from './resources/resource-reader.ts';
import { ReadRouter } from './routing/read-router.ts';
import type { RoutingSettings } from './routing/read-strategies.ts';
import { createSession, type McpSession } from './session.ts';
import type { SocketPlace } from './socket-path.ts';
import type { AccountManagement, ToolDefinition } from './tool.ts';
import { toolCatalog } from './tool-catalog.ts';

export interface McpHostDeps {
  readonly place: SocketPlace;
  readonly endpointFile: string;
  readonly appVersion: string;
  readonly accounts: AccountDirectory;
  readonly trading: TradeProposals;
  readonly clients: Pick<ClientRegistry, 'connected' | 'disconnected' | 'called'>;
  /** Who may come in, and what each may do. */
  readonly door: Pick<ClientDoor, 'authenticate' | 'enter'>;
  readonly admin: AccountManagement;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The user's setting: how long place_order holds for a decision. */
  readonly holdSeconds: () => number;
  readonly isAppLocked: () => boolean;
  /** What the broker pushes. */
  readonly pushed: PushedNews;
  /** The user's settings for reads that name no account. */
  readonly routing: () => RoutingSettings;
  readonly renewToken: (accountId: AccountId) => Promise<AccountToken>;
  readonly rateUsage: () => readonly LaneUsage[];
  /** Shorter in tests. */
  readonly helloTimeoutMs?: number;
}

/** Random enough that a connection is told from every other one in the log. */
const CONNECTION_ID_LENGTH = 16;
/** A program that knocks in a loop must not fill the audit log; the log file has every refusal. */
const REFUSALS_RECORDED_MAX = 100;

/** Serves AI clients: one protocol server for each connection, all over the same tools. */
export class McpHost {
  readonly #deps: McpHostDeps;
  readonly #router: ReadRouter;
  readonly #listener: McpListener;
  readonly #published: readonly { readonly tool: ToolDefinition; readonly face: PublicTool }[];
  readonly #views = new Set<AllowedView>();
  readonly #followers = new ResourceFollowers();
  readonly #goodbyes = new Set<Promise<void>>();
  #refusalsTotal = 0;

  constructor(deps: McpHostDeps) {
    this.#deps = deps;
    this.#router = new ReadRouter({ settings: deps.routing, nowMs: deps.clock.nowMs });
    this.#published = toolCatalog.map((tool) => ({ tool, face: publicTool(tool) }));
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

  /** To be called whenever something may have changed that a client has a view of. */
  changed(news: ResourceNews): void {
    this.#followers.changed(urisChangedBy(news));
    if (news.kind !== 'accounts') return;
    for (const view of this.#views) view.check();
  }

  /** Every client is gone and recorded as gone when this resolves. */
  async close(): Promise<void> {
    await this.#listener.close();
    await Promise.all(this.#goodbyes);
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
      const connectionId = `con_${randomId(CONNECTION_ID_LENGTH)}`;
      const identity = clientIdentity(first);
      const visit = this.#deps.door.enter({ connectionId, clientId, ...identity });
      const presence = new ClientPresence({ ...this.#deps, connectionId, identity, visit });
      visit.onTurnedAway(() => socket.destroy());
      if (first.method === 'initialize') await presence.introduce();
      stream.onClose(() => this.#sayGoodbye(presence));
      const session = this.#session(presence, visit, stream);
      stream.onClose(() => session.close());
      await adapterFor(first)(session, stream);
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'a connection of an AI client failed');
      socket.destroy();
    }
  }

  #session(presence: ClientPresence, visit: Visit, stream: MessageStream): McpSession {
    const { appVersion, isAppLocked, pushed, logger } = this.#deps;
    const access = clientAccess({ ...this.#deps, router: this.#router, rights: () => visit.rights });
    const { accounts, proposals } = access;
    const tools = () => this.#toolsFor(access);
    const view = this.#viewOf(access, visit, stream);
    const reader = new ResourceReader({ accounts, context: { tools, appVersion, isAppLocked } });
    const follow = { reader, accounts, followers: this.#followers, pushed };
    return createSession({
      appVersion,
      instructions: SERVER_INSTRUCTIONS,
      requester: () => presence.requester,
      caller: new ToolCaller({ ...this.#deps, catalog: toolCatalog, access }),
      accounts,
      proposals,
      tools,
      reader,
      promptBook: new PromptBook(accounts, () => new Set(tools().map(({ name }) => name))),
      follow: (uri, changed) => followResource(uri, changed, follow),
      introduce: () => presence.introduce(),
      admitCall: () => visit.admitCall(),
      called: (call) => presence.called(call),
      onAccessChanged: (listener) => view.onChange(listener),
      onDefect: (error) => logger.error({ err: error }, 'a request of an AI client failed unexpectedly'),
    });
  }

  #toolsFor(access: ClientAccess): PublicTool[] {
    return this.#published.filter(({ tool }) => access.refusal(tool) === null).map(({ face }) => face);
  }

  /** Tools make up the lists of tools and prompts, accounts those of resources. */
  #viewOf(access: ClientAccess, visit: Visit, stream: MessageStream): AllowedView {
    const view = new AllowedView(() => {
      const names = this.#toolsFor(access).map(({ name }) => name);
      const aliases = access.accounts.list().map(({ alias }) => alias);
      return JSON.stringify([names, aliases]);
    });
    this.#views.add(view);
    const stop = visit.onChange(() => view.check());
    stream.onClose(() => {
      stop();
      this.#views.delete(view);
    });
    return view;
  }

  #sayGoodbye(presence: ClientPresence): void {
    const goodbye = presence.leave().finally(() => this.#goodbyes.delete(goodbye));
    this.#goodbyes.add(goodbye);
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
