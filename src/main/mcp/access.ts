import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId } from '../../shared/domain/account.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import type { AccountDirectory, AccountReads } from '../accounts/account-directory.ts';
import type { Clock } from '../platform/clock.ts';
import type { TradeProposals } from '../trading/trading.ts';
import { isRoutable, measuredReads, ReadRoute } from './routing/read-route.ts';
import { ReadRouter } from './routing/read-router.ts';
import { type RoutingSettings, routeOrder } from './routing/read-strategies.ts';
import type { ProposalReads, ProposalWrites, ToolDefinition, VisibleAccounts } from './tool.ts';

/** What AI clients may reach right now; a handler is given this and nothing behind it. */
export interface ClientAccess {
  readonly accounts: VisibleAccounts;
  readonly proposals: ProposalReads;
  readonly trading: ProposalWrites;
  /** Before a client is given text that somebody outside wrote. */
  noteThirdPartyText(clientName: string, source: string): Promise<void>;
  /** Waits while accounts come up for the first time after the app's start. */
  untilStarted(signal: AbortSignal): Promise<void>;
  /** Whether any account is open far enough for this tool. A tool that is not allowed is neither listed nor run. */
  allows(tool: ToolDefinition): boolean;
  /** For one call of a tool whose reads any account may answer; null: the tool is about the account that it names. */
  route(tool: ToolDefinition, input: unknown): ReadRoute | null;
}

export interface ClientAccessDeps {
  readonly accounts: AccountDirectory;
  readonly trading: TradeProposals;
  /** The user's settings for reads that name no account. */
  readonly routing: () => RoutingSettings;
  readonly clock: Clock;
}

/**
 * The one place where the user's access settings are applied to AI clients. It asks the directory at every call, so a
 * change in the window counts from the next call on.
 */
export function clientAccess({ accounts, trading, routing, clock }: ClientAccessDeps): ClientAccess {
  const router = new ReadRouter({ settings: routing, nowMs: clock.nowMs });
  const visible = visibleAccounts(accounts, router, routing);
  const open = (accountId: AccountId): void => {
    visible.get(accountId);
  };
  return {
    accounts: visible,
    proposals: proposalReads(trading, visible, open),
    trading: proposalWrites(trading, visible, open),
    noteThirdPartyText: (clientName, source) => trading.noteThirdPartyText(clientName, source),
    untilStarted: (signal) => accounts.untilStarted(signal),
    allows: (tool) =>
      visible.list().some(({ clientAccess }) => tool.access === 'read' || clientAccess === 'propose') ||
      tool.name === 'tiger_list_accounts',
    route: (tool, input) =>
      isRoutable(tool) ? new ReadRoute({ router, visible, nobody: nobodyReady }, input) : null,
  };
}

function visibleAccounts(
  accounts: AccountDirectory,
  router: ReadRouter,
  routing: () => RoutingSettings,
): VisibleAccounts {
  const list = () => accounts.list().filter(({ clientAccess }) => clientAccess !== 'none');
  const get = (accountRef: string): Account => {
    const account = accounts.find(accountRef.trim()) ?? accounts.find(accountRef.trim().toLowerCase());
    // The same answer for a closed account and for none: closed accounts are not disclosed.
    if (account === null || account.clientAccess === 'none') throw unknownAccount(accountRef, list());
    return account;
  };
  return {
    list,
    get,
    readable(accountRef) {
      const account = accountRef === undefined ? defaultAccount(list(), routing()) : get(accountRef);
      const reads = accounts.reads(account.id);
      const read: AccountReads['read'] = (name, input, options) => reads.read(name, input, options);
      return measuredReads(router, { account, read });
    },
  };
}

function proposalReads(
  trading: TradeProposals,
  visible: VisibleAccounts,
  open: (accountId: AccountId) => void,
): ProposalReads {
  const get = async (proposalId: ProposalId): Promise<Proposal> => {
    const proposal = await trading.get(proposalId);
    if (!visible.list().some(({ id }) => id === proposal.accountId)) throw unknownProposal(proposalId);
    return proposal;
  };
  return {
    get,
    async waitForOutcome(proposalId, options) {
      await get(proposalId);
      return trading.waitForOutcome(proposalId, options);
    },
    list(filter) {
      for (const accountId of filter.accountIds ?? []) open(accountId);
      const accountIds = filter.accountIds ?? visible.list().map(({ id }) => id);
      return trading.list({ ...filter, accountIds });
    },
    preview(accountId, order, signal) {
      open(accountId);
      return trading.preview(accountId, order, signal);
    },
  };
}

function proposalWrites(
  trading: TradeProposals,
  visible: VisibleAccounts,
  open: (accountId: AccountId) => void,
): ProposalWrites {
  const mayPropose = (accountId: AccountId): void => {
    open(accountId);
    const { alias, clientAccess } = visible.get(accountId);
    if (clientAccess !== 'propose') {
      throw new AppError('access_denied', `The account "${alias}" is open to AI clients for reading only.`, {
        nextStep:
          'Ask the user to allow proposals for this account in Tiger MCP Desktop > Accounts, or name another account.',
      });
    }
  };
  return {
    async propose(input, requester) {
      mayPropose(input.accountId);
      return trading.propose(input, requester);
    },
    async cancelOrder(accountId, brokerOrderId, rationale, requester) {
      mayPropose(accountId);
      return trading.cancelOrder(accountId, brokerOrderId, rationale, requester);
    },
    async modifyOrder(input, requester) {
      mayPropose(input.accountId);
      return trading.modifyOrder(input, requester);
    },
    async pauseWrites(target, reason, requester) {
      // Stopping is never harder than trading: an account that is open for reading only can be stopped too.
      if (target.scope === 'account') open(target.accountId);
      return trading.pauseWrites(target, reason, requester);
    },
    async withdraw(proposalId, requester) {
      const proposal = await trading.get(proposalId);
      if (!visible.list().some(({ id }) => id === proposal.accountId)) throw unknownProposal(proposalId);
      mayPropose(proposal.accountId);
      return trading.withdraw(proposalId, requester);
    },
  };
}

/**
 * For reads about an account that name none: never routed, since the next call must show the same account. An account
 * of the user's own first: whoever has opened one wants its figures.
 */
function defaultAccount(accounts: readonly Account[], settings: RoutingSettings): Account {
  const candidates = accounts.map((account) => ({ account, ...IDLE }));
  const [first] = routeOrder(candidates, { ...settings, readRouting: 'default' }, 0);
  if (first === undefined) throw nobodyReady(accounts);
  return first.account;
}

const IDLE = { inFlight: 0, latencyMs: null, lacksPermission: false };

function nobodyReady(accounts: readonly Account[]): AppError {
  if (accounts.length === 0) return noAccount();
  const states = accounts.map(({ alias, state }) => `${alias}: ${state}`).join(', ');
  return new AppError('unavailable', `No account is ready (${states}).`, {
    nextStep: 'Try again in a few seconds; tiger_get_account_status tells why an account is not ready.',
    retryable: true,
  });
}

const ACCOUNTS_NAMED_MAX = 10;

function unknownAccount(accountRef: string, visible: readonly Account[]): AppError {
  if (visible.length === 0) return noAccount();
  const names = visible.slice(0, ACCOUNTS_NAMED_MAX).map(({ alias }) => alias);
  return new AppError('not_found', `There is no account "${accountRef.slice(0, 60)}" for AI clients.`, {
    nextStep: `Use one of: ${names.join(', ')}. tiger_list_accounts lists all.`,
  });
}

function noAccount(): AppError {
  return new AppError('access_denied', 'No account is open to AI clients.', {
    nextStep: 'Ask the user to allow access to an account in Tiger MCP Desktop > Accounts.',
  });
}

function unknownProposal(proposalId: ProposalId): AppError {
  return new AppError('not_found', `There is no proposal ${proposalId}.`, {
    nextStep: 'tiger_list_proposals lists the proposals that exist.',
  });
}
