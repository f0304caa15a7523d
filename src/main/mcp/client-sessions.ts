import type { AccountId } from '../../shared/domain/account.ts';
import type { AccountToken } from '../../shared/domain/account-token.ts';
import type { ClientId } from '../../shared/domain/client-entry.ts';
import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { CallAllowance } from '../clients/call-allowance.ts';
import type { CallKind, ClientDoor, Visit } from '../clients/client-door.ts';
import type { ClientRegistry } from '../clients/client-registry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { randomId } from '../platform/random-id.ts';
import type { TradeProposals } from '../trading/trading.ts';
import { type ClientAccess, clientAccess } from './access.ts';
import { AllowedView } from './allowed-view.ts';
import { type ObserveCall, ToolCaller } from './call-tool.ts';
import type { ClientIdentity } from './client-identity.ts';
import { ClientPresence } from './client-presence.ts';
import { SERVER_INSTRUCTIONS } from './instructions.ts';
import { PromptBook } from './prompts/prompt-book.ts';
import { type PublicTool, publicTool } from './public-tool.ts';
import { followResource, type PushedNews, ResourceFollowers } from './resources/follow-resource.ts';
import { type ResourceNews, urisChangedBy } from './resources/resource-news.ts';
import { ResourceReader } from './resources/resource-reader.ts';
import { ReadRouter } from './routing/read-router.ts';
import type { RoutingSettings } from './routing/read-strategies.ts';
import { createSession, type McpSession } from './session.ts';
import type { AccountManagement, JsonObject, ToolDefinition } from './tool.ts';
import { toolCatalog } from './tool-catalog.ts';

export interface ClientSessionsDeps {
  readonly appVersion: string;
  readonly accounts: AccountDirectory;
  readonly trading: TradeProposals;
  readonly clients: Pick<ClientRegistry, 'connected' | 'disconnected' | 'called'>;
  /** Who comes in, and what each may do. */
  readonly door: Pick<ClientDoor, 'enter'>;
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
  /** Told of every call that was answered. */
  readonly observe?: ObserveCall;
}

/** One client that has come in, whatever it came in by. */
export interface OpenSession {
  readonly session: McpSession;
  readonly isOpen: boolean;
  /** Puts the client on record; once. */
  introduce(): Promise<void>;
  /** The user has turned it away. */
  onTurnedAway(listener: () => void): void;
  /** One call outside the protocol, over the same gate. `catalog` null: the tools of AI clients. @throws AppError */
  answer(call: DirectCall): Promise<JsonObject>;
  /** The client is gone. */
  close(): void;
}

export interface DirectCall {
  readonly tool: ToolDefinition;
  readonly args: unknown;
  readonly signal: AbortSignal;
}

function kindOf(tool: ToolDefinition): CallKind {
  return tool.access === 'read' ? 'read' : 'effect';
}

const EFFECT_TOOLS: ReadonlySet<string | null> = new Set(
  toolCatalog.filter((tool) => kindOf(tool) === 'effect').map(({ name }) => name),
);

/** Random enough that a connection is told from every other one in the log. */
const CONNECTION_ID_LENGTH = 16;

/** What every client is given that came in, over the socket or over HTTP: the same gate, tools, views and records. */
export class ClientSessions {
  readonly #deps: ClientSessionsDeps;
  readonly #router: ReadRouter;
  readonly #allowance: CallAllowance;
  readonly #published: readonly { readonly tool: ToolDefinition; readonly face: PublicTool }[];
  readonly #views = new Set<AllowedView>();
  readonly #followers = new ResourceFollowers();
  readonly #goodbyes = new Set<Promise<void>>();

  constructor(deps: ClientSessionsDeps) {
    this.#deps = deps;
    this.#allowance = new CallAllowance(deps.clock);
    this.#router = new ReadRouter({ settings: deps.routing, nowMs: () => deps.clock.nowMs() });
    this.#published = toolCatalog.map((tool) => ({ tool, face: publicTool(tool) }));
  }

  /** `clientId` null: a program without an entry. */
  open(who: { readonly clientId: ClientId | null; readonly identity: ClientIdentity }): OpenSession {
    const { identity, clientId } = who;
    const connectionId = `con_${randomId(CONNECTION_ID_LENGTH)}`;
    const visit = this.#deps.door.enter({ connectionId, clientId, ...identity });
    const presence = new ClientPresence({ ...this.#deps, connectionId, identity, visit });
    const access = clientAccess({
      ...this.#deps,
      router: this.#router,
      allowance: this.#allowance,
      rights: () => visit.rights,
    });
    const view = this.#viewOf(access);
    const stopView = visit.onChange(() => view.check());
    const session = this.#session(presence, visit, access, view);
    let isOpen = true;
    return {
      session,
      get isOpen() {
        return isOpen;
      },
      introduce: () => presence.introduce(),
      onTurnedAway: (listener) => visit.onTurnedAway(listener),
      answer: (call) => this.#answer(call, presence, visit, access),
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        stopView();
        this.#views.delete(view);
        session.close();
        this.#sayGoodbye(presence);
      },
    };
  }

  /** To be called whenever something may have changed that a client has a view of. */
  changed(news: ResourceNews): void {
    this.#followers.changed(urisChangedBy(news));
    if (news.kind !== 'accounts') return;
    for (const view of this.#views) view.check();
  }

  /** Resolves when every client that was closed is on record as gone. */
  async settled(): Promise<void> {
    await Promise.all(this.#goodbyes);
  }

  #session(presence: ClientPresence, visit: Visit, access: ClientAccess, view: AllowedView): McpSession {
    const { appVersion, isAppLocked, pushed, logger } = this.#deps;
    const { accounts, proposals } = access;
    const tools = () => this.#toolsFor(access);
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
      admitCall: (name) => visit.admitCall(EFFECT_TOOLS.has(name) ? 'effect' : 'read'),
      called: (call) => presence.called(call),
      onAccessChanged: (listener) => view.onChange(listener),
      onDefect: (error) => logger.error({ err: error }, 'a request of an AI client failed unexpectedly'),
    });
  }

  async #answer(
    { tool, args, signal }: DirectCall,
    presence: ClientPresence,
    visit: Visit,
    access: ClientAccess,
  ): Promise<JsonObject> {
    await presence.introduce();
    visit.admitCall(kindOf(tool));
    const caller = new ToolCaller({ ...this.#deps, catalog: [tool], access });
    const { requester } = presence;
    try {
      const output = await caller.answer({ name: tool.name, args, signal, requester, reportProgress: null });
      presence.called({ isRefused: false, characters: JSON.stringify(output).length });
      return output;
    } catch (error) {
      presence.called({ isRefused: true, characters: 0 });
      throw error;
    }
  }

  #toolsFor(access: ClientAccess): PublicTool[] {
    return this.#published.filter(({ tool }) => access.refusal(tool) === null).map(({ face }) => face);
  }

  /** Tools make up the lists of tools and prompts, accounts those of resources. */
  #viewOf(access: ClientAccess): AllowedView {
    const view = new AllowedView(() => {
      const names = this.#toolsFor(access).map(({ name }) => name);
      const aliases = access.accounts.list().map(({ alias }) => alias);
      return JSON.stringify([names, aliases]);
    });
    this.#views.add(view);
    return view;
  }

  #sayGoodbye(presence: ClientPresence): void {
    const goodbye = presence.leave().finally(() => this.#goodbyes.delete(goodbye));
    this.#goodbyes.add(goodbye);
  }
}
