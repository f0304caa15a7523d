import type { AppApi, CommandInput, CommandOutput } from '../../src/renderer/api.ts';
import type { ErrorWire } from '../../src/shared/app-error.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import type { AiClient } from '../../src/shared/domain/ai-client.ts';
import { type AppSettings, DEFAULT_APP_SETTINGS } from '../../src/shared/domain/app-settings.ts';
import type { ApprovalCard } from '../../src/shared/domain/approval-card.ts';
import type { AuditEvent } from '../../src/shared/domain/audit-event.ts';
import type { ClientInstallation } from '../../src/shared/domain/client-installation.ts';
import type { Grant } from '../../src/shared/domain/grant.ts';
import type { BrokerOrder, OrderDraft } from '../../src/shared/domain/order.ts';
import { orderSentence } from '../../src/shared/domain/order-sentence.ts';
import { isWaiting, type Proposal } from '../../src/shared/domain/proposal.ts';
import { DEFAULT_RISK_SETTINGS, type RiskSettings } from '../../src/shared/domain/risk-settings.ts';
import type { TradingStop } from '../../src/shared/domain/trading-stop.ts';
import type { VaultStatusView } from '../../src/shared/domain/vault-status.ts';
import type { CommandName } from '../../src/shared/ipc/commands.ts';
import type { Reply } from '../../src/shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../../src/shared/ipc/events.ts';
import { fakeAccounts, fakeAssets, fakeMarkets, fakeOrders, fakePositions } from './fake-account-data.ts';
import { fakeAuditEvents, fakeClients, fakeInstallations, fakeSetups, fakeStatus } from './fake-app-data.ts';
import { fakeGrant } from './fake-grants.ts';
import { fakeCard, fakeProposals } from './fake-trading-data.ts';

type Answers = { [K in CommandName]?: (input: CommandInput<K>) => CommandOutput<K> | ErrorWire };

export interface FakeAppState {
  accounts: Account[];
  clients: AiClient[];
  orders: BrokerOrder[];
  proposals: Proposal[];
  settings: AppSettings;
  stops: TradingStop[];
  grants: Grant[];
  risk: RiskSettings;
  events: AuditEvent[];
  vault: VaultStatusView;
  /** Numbers refreshes, so that each makes another seal and other prices. */
  refreshes: number;
  /** What an edit changed, by the id of the new proposal. */
  differences: Record<string, ApprovalCard['difference']>;
}

function fakeAppState(nowMs: number): FakeAppState {
  return {
    accounts: fakeAccounts(nowMs),
    clients: fakeClients(nowMs),
    orders: fakeOrders(nowMs),
    proposals: fakeProposals(nowMs),
    settings: DEFAULT_APP_SETTINGS,
    stops: [],
    grants: [],
    risk: DEFAULT_RISK_SETTINGS,
    events: fakeAuditEvents(nowMs, 1_200),
    vault: {
      protection: 'session',
      keychain: null,
      isLocked: false,
      retryAtMs: null,
      waitingAccounts: 0,
      lockObstacle: 'No passphrase is set, so there is nothing to unlock by.',
    },
    refreshes: 0,
    differences: {},
  };
}

/** Stands for main: answers every command of the windows from one changeable state. */
export class FakeAppApi implements AppApi {
  readonly calls: { readonly name: CommandName; readonly input: unknown }[] = [];
  readonly state: FakeAppState;
  readonly #nowMs: () => number;
  readonly #overrides: Answers;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  constructor(deps: { readonly nowMs: () => number; readonly overrides?: Answers }) {
    this.#nowMs = deps.nowMs;
    this.#overrides = deps.overrides ?? {};
    this.state = fakeAppState(deps.nowMs());
  }

  async invoke<K extends CommandName>(name: K, input: CommandInput<K>): Promise<Reply<CommandOutput<K>>> {
    this.calls.push({ name, input });
    const answer = (this.#overrides[name] ?? this.#answers[name]) as
      | ((input: CommandInput<K>) => CommandOutput<K> | ErrorWire)
      | undefined;
    if (answer === undefined) throw new Error(`the fake has no answer for ${name}`);
    const value = answer(input);
    return isError(value) ? { ok: false, error: value } : { ok: true, value };
  }

  on<K extends EventName>(event: K, listener: (payload: EventPayload<K>) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    listeners.add(listener as (payload: never) => void);
    this.#listeners.set(event, listeners);
    return () => listeners.delete(listener as (payload: never) => void);
  }

  emit<K extends EventName>(event: K, payload: EventPayload<K>): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }

  readonly #account = (accountId: string, patch: Partial<Account>): Account => {
    const { accounts } = this.state;
    this.state.accounts = accounts.map((each) => (each.id === accountId ? { ...each, ...patch } : each));
    return this.state.accounts.find((each) => each.id === accountId) ?? (accounts[0] as Account);
  };

  readonly #proposal = (id: string, patch: Partial<Proposal>): Proposal => {
    this.state.proposals = this.state.proposals.map((each) =>
      each.id === id ? { ...each, ...patch, updatedAtMs: this.#nowMs() } : each,
    );
    queueMicrotask(() => this.emit('proposals.changed', { proposalId: id }));
    return this.state.proposals.find((each) => each.id === id) as Proposal;
  };

  readonly #card = (proposalId: string) => {
    const proposal = this.state.proposals.find((each) => each.id === proposalId);
    if (proposal === undefined) return notFound('There is no such proposal.');
    this.state.refreshes += 1;
    const difference = this.state.differences[proposalId] ?? [];
    return { ...fakeCard(proposal, this.#nowMs(), this.state.refreshes), difference };
  };

  readonly #answers: Answers = {
    'app.status': () => fakeStatus(),
    'app.showFile': () => ({ ok: true }),
    'settings.get': () => this.state.settings,
    'settings.set': (patch) => {
      this.state.settings = { ...this.state.settings, ...patch } as AppSettings;
      return this.state.settings;
    },
    'accounts.list': () => this.state.accounts,
    'limits.get': () => ({ lanes: [], accounts: [] }),
    'accounts.restart': () => ({ ok: true }),
    'accounts.takePushBack': () => ({ ok: true }),
    'market.quotes': () => [],
    'accounts.remove': ({ accountId }) => {
      this.state.accounts = this.state.accounts.filter((each) => each.id !== accountId);
      return { ok: true };
    },
    'accounts.setClientAccess': ({ accountId, clientAccess }) => this.#account(accountId, { clientAccess }),
    'accounts.setLiveTrading': ({ accountId, isEnabled }) =>
      this.#account(accountId, { isLiveTradingEnabled: isEnabled }),
    'accounts.assets': () => fakeAssets(this.#nowMs()),
    'accounts.positions': () => fakePositions(this.#nowMs()),
    'accounts.market': () => fakeMarkets(this.#nowMs()),
    'accounts.orders': ({ scope }) => ({
      orders: this.state.orders.filter((order) => scope === 'all' || scopeOf(order) === scope),
      isTruncated: false,
      nextCursor: null,
      provenance: fakeAssets(this.#nowMs()).provenance,
    }),
    'orders.cancel': ({ brokerOrderId }) => {
      this.state.orders = this.state.orders.map((order) =>
        order.brokerOrderId === brokerOrderId ? { ...order, status: 'pending_cancel' } : order,
      );
      return this.state.proposals[0] as Proposal;
    },
    'risk.get': () => this.state.risk,
    'risk.set': ({ settings }) => {
      this.state.risk = settings as RiskSettings;
      return this.state.risk;
    },
    'risk.preview': ({ order }) => ({
      order: { ...this.state.proposals[0]?.order, ...order } as OrderDraft,
      controls: this.state.proposals[0]?.controls ?? [],
    }),
    'risk.export': () => ({ path: '/home/mei/.config/Tiger MCP Desktop/exports/risk-policy-demo.json' }),
    'grants.list': () => this.state.grants,
    'grants.make': (input) => {
      const grant = fakeGrant(this.#nowMs(), input);
      this.state.grants = [grant, ...this.state.grants];
      return grant;
    },
    'grants.revoke': ({ grantId }) => {
      this.state.grants = this.state.grants.map((grant) =>
        grant.id === grantId ? { ...grant, state: 'revoked', revokedAtMs: this.#nowMs() } : grant,
      );
      return { ok: true };
    },
    'stops.list': () => this.state.stops,
    'stops.trip': ({ target, level }) => {
      const stop = { target, level, trippedByClient: null, reason: '', trippedAtMs: this.#nowMs() };
      this.state.stops = [...this.state.stops, stop];
      return stop;
    },
    'stops.lift': () => {
      this.state.stops = [];
      return { ok: true };
    },
    'proposals.list': ({ isWaitingOnly }) =>
      this.state.proposals.filter((each) => !isWaitingOnly || isWaiting(each.status)),
    'approvals.open': () => ({ ok: true }),
    'approvals.card': ({ proposalId }) => this.#card(proposalId),
    'approvals.refresh': ({ proposalId }) => this.#card(proposalId),
    'approvals.edit': (edit) => this.#edit(edit),
    'approvals.decide': (input) => {
      const isApproval = input.decision === 'approve';
      const proposal = this.#proposal(input.proposalId, {
        status: isApproval ? 'submitting' : 'declined',
        decidedAtMs: this.#nowMs(),
        decisionNote: isApproval ? null : input.note,
      });
      return {
        isDelivered: true,
        text: isApproval ? 'Approved. The order is on its way to the broker.' : 'Declined.',
        proposal,
      };
    },
    'audit.list': ({ filter, beforeSequence, limit }) => {
      const matching = this.state.events.filter(
        (event) =>
          (filter.kinds.length === 0 || filter.kinds.includes(event.kind)) &&
          (filter.text === '' || event.summary.includes(filter.text)),
      );
      const page = matching.filter((event) => beforeSequence === null || event.sequence < beforeSequence);
      return { events: page.slice(0, limit), total: matching.length };
    },
    'audit.verify': () => ({
      isIntact: true,
      eventsChecked: this.state.events.length,
      firstBadSequence: null,
      text: 'Every row seals the one before it, from the first to the last.',
    }),
    'audit.export': ({ format }) => ({
      path: `/home/mei/.config/Tiger MCP Desktop/exports/audit-2026-11-23.${format}`,
      eventsWritten: this.state.events.length,
    }),
    'app.lock': () => ({ ok: true }),
    'backup.list': () => ({
      backups: [],
      folder: '/home/mei/.config/Tiger MCP Desktop/backups',
      isPassphraseKept: false,
      pendingRestore: null,
    }),
    'backup.restore': () => ({ keptIn: 'before-restore-2026-11-23T15-00-00-000Z' }),
    'vault.status': () => this.state.vault,
    'vault.unlock': () => {
      this.state.vault = { ...this.state.vault, isLocked: false, waitingAccounts: 0 };
      return this.state.vault;
    },
    'vault.setPassphrase': () => {
      this.state.vault = { ...this.state.vault, protection: 'passphrase' };
      return this.state.vault;
    },
    'vault.rotate': () => ({ secrets: 2 }),
    'clients.list': () => this.state.clients,
    'clients.setup': () => fakeSetups(),
    'clients.inspect': () => fakeInstallations(),
    'clients.connect': () => fakeInstallations()[0] as ClientInstallation,
    'clients.disconnect': () => fakeInstallations()[1] as ClientInstallation,
    'clients.testLink': () => ({
      isOk: true,
      text: 'The launcher reached this app.',
      toolsCount: 17,
      elapsedMs: 142,
    }),
  };

  readonly #edit = (edit: CommandInput<'approvals.edit'>) => {
    const old = this.state.proposals.find((each) => each.id === edit.proposalId);
    if (old?.order == null) return notFound('There is no such proposal.');
    const order = {
      ...old.order,
      orderType: edit.orderType,
      quantity: edit.quantity as typeof old.order.quantity,
      limitPrice: edit.limitPrice as typeof old.order.limitPrice,
    };
    const edited: Proposal = { ...old, id: `prp_${'e'.repeat(26)}`, order };
    this.state.proposals = [...this.state.proposals, edited];
    this.#proposal(old.id, { status: 'superseded', supersededBy: edited.id });
    this.state.differences[edited.id] = [
      { field: 'Order', before: orderSentence(old.order), after: orderSentence(order) },
    ];
    return this.#card(edited.id);
  };
}

function scopeOf(order: BrokerOrder): 'open' | 'filled' | 'inactive' {
  if (order.status === 'filled') return 'filled';
  return ['cancelled', 'rejected', 'expired'].includes(order.status) ? 'inactive' : 'open';
}

function notFound(message: string): ErrorWire {
  return {
    code: 'not_found',
    message,
    nextStep: 'Look at the list again.',
    retryable: false,
    outcomeUnknown: false,
    brokerCode: null,
  };
}

function isError(value: unknown): value is ErrorWire {
  return typeof value === 'object' && value !== null && 'nextStep' in value && 'retryable' in value;
}
