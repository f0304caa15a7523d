import { AppError } from '../../shared/app-error.ts';
import {
  marketOfSymbol,
  marketSchema,
  normaliseSymbol,
  symbolSchema,
} from '../../shared/domain/instrument.ts';
import { KEYWORD_LENGTH_MAX, SYMBOL_MATCHES_MAX } from '../../shared/domain/symbol-search.ts';
import type { ProposalReads, VisibleAccounts } from './tool.ts';

/** Arguments of prompts and variables of resource templates whose values can be proposed. */
export type ArgumentName = 'account_id' | 'alias' | 'symbol' | 'expiry' | 'proposal_id' | 'tool';

export interface CompletionContext {
  readonly accounts: VisibleAccounts;
  readonly proposals: Pick<ProposalReads, 'list'>;
  /** Names of the tools that the client may call: what a tool would not tell, a completion does not either. */
  readonly tools: readonly string[];
  /** Arguments that have their value already. */
  readonly others: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface Completion {
  readonly values: string[];
  readonly total: number;
  readonly hasMore: boolean;
}

/** The protocol's own limit. */
const VALUES_MAX = 100;
/** Somebody types: an answer that comes later is of no use. */
const COMPLETION_TIMEOUT_MS = 4000;
/** As many proposals as a person may have on screen. */
const PROPOSALS_MAX = 50;

type Complete = (value: string, context: CompletionContext) => Promise<readonly string[]> | readonly string[];

const COMPLETERS: Readonly<Record<ArgumentName, Complete>> = {
  account_id: accountAliases,
  alias: accountAliases,
  symbol: symbols,
  expiry: expiries,
  proposal_id: proposalIds,
  tool: (value, { tools }) => tools.filter((name) => name.includes(value.trim().toLowerCase())),
};

/** Values for an argument that begins so. A source that does not answer gives none: typing goes on without it. */
export async function completeArgument(
  name: string,
  value: string,
  context: CompletionContext,
): Promise<Completion> {
  const complete = Object.hasOwn(COMPLETERS, name) ? COMPLETERS[name as ArgumentName] : null;
  const found = complete === null ? [] : await quietly(async () => complete(value, context));
  return { values: found.slice(0, VALUES_MAX), total: found.length, hasMore: found.length > VALUES_MAX };
}

async function quietly(search: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function accountAliases(value: string, { accounts }: CompletionContext): readonly string[] {
  const start = value.trim().toLowerCase();
  return accounts
    .list()
    .map(({ alias }) => alias)
    .filter((alias) => alias.startsWith(start));
}

async function symbols(value: string, { accounts, tools, signal }: CompletionContext) {
  const keyword = value.trim().slice(0, KEYWORD_LENGTH_MAX);
  if (keyword === '' || !tools.includes('tiger_search_symbols')) return [];
  const market = marketSchema.parse(marketOfSymbol(normaliseSymbol(keyword)));
  const { read } = accounts.readable(undefined);
  const wanted = { keyword, market, limit: SYMBOL_MATCHES_MAX };
  const { matches } = await read('symbols.search', wanted, { timeoutMs: COMPLETION_TIMEOUT_MS, signal });
  return matches.map(({ symbol }) => symbol);
}

async function expiries(value: string, { accounts, tools, others, signal }: CompletionContext) {
  const symbol = symbolSchema.safeParse(normaliseSymbol(others['symbol'] ?? ''));
  if (!symbol.success || !tools.includes('tiger_get_option_expirations')) return [];
  const { read } = accounts.readable(undefined);
  const options = { timeoutMs: COMPLETION_TIMEOUT_MS, signal };
  const { expirations } = await read('options.expirations', { symbol: symbol.data }, options);
  return expirations.map(({ day }) => day).filter((day) => day.startsWith(value.trim()));
}

async function proposalIds(value: string, { proposals, tools }: CompletionContext) {
  if (!tools.includes('tiger_list_proposals')) return [];
  const found = await proposals.list({ accountIds: null, isWaitingOnly: false, limit: PROPOSALS_MAX });
  return found.map(({ id }) => id).filter((id) => id.startsWith(value.trim()));
}
