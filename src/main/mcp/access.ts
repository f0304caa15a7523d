import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId } from '../../shared/domain/account.ts';
import type { AccountToken } from '../../shared/domain/account-token.ts';
import type { Proposal, ProposalId } from '../../shared/domain/proposal.ts';
import type { AccountDirectory, AccountReads } from '../accounts/account-directory.ts';
import type { CallAllowance } from '../clients/call-allowance.ts';
import type { ClientRights } from '../clients/client-rights.ts';
import type { TradeProposals } from '../trading/trading.ts';
import { roleFor, type ToolRefusal, toolRefusal } from './role-matrix.ts';
import { isRoutable, measuredReads, ReadRoute } from './routing/read-route.ts';
import type { ReadRouter } from './routing/read-router.ts';
import { type RoutingSettings, routeOrder } from './routing/read-strategies.ts';
import type {
  ProposalReads,
  ProposalWrites,
  ReadableAccount,
  TokenRenewal,
  ToolDefinition,
  VisibleAccounts,
} from './tool.ts';

/** What AI clients may reach right now; a handler is given this and nothing behind it. */
export interface ClientAccess {
  readonly accounts: VisibleAccounts;
  /** The same, with every read counted for the client. */
  accountsFor(clientName: string): VisibleAccounts;
  readonly proposals: ProposalReads;
  readonly trading: ProposalWrites;
  readonly tokens: TokenRenewal;
  /** Before a client is given text that somebody outside wrote. */
  noteThirdPartyText(clientName: string, source: string): Promise<void>;
  /** Waits while accounts come up for the first time after the app's start. */
  untilStarted(signal: AbortSignal): Promise<void>;
  /** Why this client may not use a tool; null: it may. A tool that is not allowed is neither listed nor run. */
  refusal(tool: ToolDefinition): AppError | null;
  /** For one call of a tool whose reads any account may answer; null: the tool is about the account that it names. */
  route(tool: ToolDefinition, input: unknown, visible: VisibleAccounts): ReadRoute | null;
}

export interface ClientAccessDeps {
  readonly accounts: AccountDirectory;
  readonly trading: TradeProposals;
  /** The user's settings for reads that name no account. */
  readonly routing: () => RoutingSettings;
  /** One for all clients: what it measures is the broker's. */
  readonly router: ReadRouter;
  /** One for all clients: an account's cap is on all of them together. */
  readonly allowance: Pick<CallAllowance, 'readOf'>;
  /** What the user lets this client do, at this moment. */
  readonly rights: () => ClientRights;
  readonly renewToken: (accountId: AccountId) => Promise<AccountToken>;
}

/**
 * The one place where what the user allows is applied to one AI client. It asks at every call, so a change in the
 * window counts from the next call on.
 */
export function clientAccess(deps: ClientAccessDeps): ClientAccess {
  const { trading, accounts, renewToken, rights, router } = deps;
  const accountsFor = (clientName?: string) => visibleAccounts(deps, clientName);
  const visible = accountsFor();
  const open = (accountId: AccountId): void => {
    visible.get(accountId);
  };
  return {
    accounts: visible,
    accountsFor,
    proposals: proposalReads(trading, visible, open),
    trading: proposalWrites(trading, visible, open),
    tokens: {
      async renew(accountId) {
        refuseReadOnly(visible.get(accountId));
        return renewToken(accountId);
      },
    },
    noteThirdPartyText: (clientName, source) => trading.noteThirdPartyText(clientName, source),
    untilStarted: (signal) => accounts.untilStarted(signal),
    refusal: (tool) => refusal(tool, rights(), visible.list()),
    route: (tool, input, from) =>
      isRoutable(tool) ? new ReadRoute({ router, visible: from, nobody: nobodyReady }, input) : null,
  };
}

function refusal(tool: ToolDefinition, rights: ClientRights, accounts: readonly Account[]): AppError | null {
  const reason = toolRefusal(tool, rights);
  if (reason !== null) return refusedTool(tool, reason);
  const isOpen = accounts.some(({ clientAccess }) => tool.access === 'read' || clientAccess === 'propose');
  // These two are about what the client has, and about accounts that it does not have yet.
  return isOpen || tool.name === 'tiger_list_accounts' || tool.access === 'manage' ? null : closedTool(tool);
}

const REFUSED: Readonly<Record<ToolRefusal, (tool: ToolDefinition) => string>> = {
  paused: () => 'The user has paused this client.',
  read_only: () => 'The user has set this client to reading only.',
  toolset: ({ toolset }) => `The user has not given this client the tools for ${toolset}.`,
  role: (tool) => `This tool needs the role ${roleFor(tool)}, which the user has not given this client.`,
};

function refusedTool(tool: ToolDefinition, reason: ToolRefusal): AppError {
  return new AppError('access_denied', REFUSED[reason](tool), {
    nextStep: 'Ask the user to change it in Tiger MCP Desktop > Connect. You cannot change it.',
  });
}

function closedTool(tool: ToolDefinition): AppError {
  const wanted = tool.access === 'read' ? 'reading' : 'proposals';
  return new AppError('access_denied', `No account is open to you for ${wanted}.`, {
    nextStep: `Ask the user to allow ${wanted} for an account in Tiger MCP Desktop > Connect.`,
  });
}

function visibleAccounts(
  { accounts, router, routing, rights, allowance }: ClientAccessDeps,
  clientName: string | undefined,
): VisibleAccounts {
  const counted = clientName === undefined ? {} : { client: clientName };
  // From here on an account's access is this client's.
  const asSeen = (account: Account): Account => ({ ...account, clientAccess: rights().accessTo(account) });
  const list = () =>
    accounts
      .list()
      .map(asSeen)
      .filter(({ clientAccess }) => clientAccess !== 'none');
  const get = (accountRef: string): Account => {
    const found = accounts.find(accountRef.trim()) ?? accounts.find(accountRef.trim().toLowerCase());
    const account = found === null ? null : asSeen(found);
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
      const read: AccountReads['read'] = (name, input, options) =>
        reads.read(name, input, { ...options, ...counted });
      return cappedReads(measuredReads(router, { account, read }), allowance);
    },
  };
}

/**
 * By the user's own cap. What trading reads for an order, a change or a cancel goes another way and is not held by it.
 */
function cappedReads(
  { account, read }: ReadableAccount,
  allowance: ClientAccessDeps['allowance'],
): ReadableAccount {
  return {
    account,
    async read(name, input, options) {
      allowance.readOf(account);
      return read(name, input, options);
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
    refuseReadOnly(visible.get(accountId));
  };
  return {
    async propose(input, requester) {
      mayPropose(input.accountId);
      return trading.propose(input, requester);
    },
    async moveMoney(input, requester) {
      mayPropose(input.accountId);
      return trading.moveMoney(input, requester);
    },
    async proposeBasket(input, requester) {
      mayPropose(input.accountId);
      return trading.proposeBasket(input, requester);
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

function refuseReadOnly({ alias, clientAccess }: Account): void {
  if (clientAccess === 'propose') return;
  throw new AppError('access_denied', `The account "${alias}" is open to you for reading only.`, {
    nextStep:
      'Ask the user to allow proposals for this account in Tiger MCP Desktop > Connect, or name another account.',
  });
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
