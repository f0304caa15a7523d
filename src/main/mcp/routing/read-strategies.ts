import type { Account, AccountId } from '../../../shared/domain/account.ts';
import type { AppSettings } from '../../../shared/domain/app-settings.ts';

export type RoutingSettings = Pick<AppSettings, 'readRouting' | 'defaultDataAccountId' | 'readPriority'>;

/** What is known of an account that might answer. */
export interface Candidate {
  readonly account: Pick<Account, 'id' | 'isDemo' | 'state'>;
  /** Reads of AI clients under way. */
  readonly inFlight: number;
  /** A moving average; null: it has not answered yet. */
  readonly latencyMs: number | null;
  /** The broker refused what is asked for a moment ago. */
  readonly lacksPermission: boolean;
}

type Order = (candidates: readonly Candidate[], settings: RoutingSettings, turn: number) => Candidate[];

/**
 * The accounts that may answer, the first one first; empty: none. Simulated prices never stand in for real ones: the
 * answer of a demo account is no replacement for the answer of a real one that failed, and beside `default` a demo
 * account answers only where no real account is visible at all.
 * @param turn how many reads were routed before
 */
export function routeOrder<C extends Candidate>(
  visible: readonly C[],
  settings: RoutingSettings,
  turn: number,
): C[] {
  const isReady = ({ account }: Candidate) => account.state === 'ready';
  const real = visible.filter(({ account }) => !account.isDemo);
  const pool = settings.readRouting === 'default' || real.length === 0 ? visible : real;
  const ordered = ORDERS[settings.readRouting](pool.filter(isReady), settings, turn) as C[];
  const [first] = ordered;
  const alike = ordered.filter(({ account }) => account.isDemo === first?.account.isDemo);
  return [...alike.filter((one) => !one.lacksPermission), ...alike.filter((one) => one.lacksPermission)];
}

const ORDERS: Readonly<Record<RoutingSettings['readRouting'], Order>> = {
  default: (candidates, { defaultDataAccountId }) =>
    byRank(candidates, ({ account }) => {
      if (account.id === defaultDataAccountId) return 0;
      return account.isDemo ? 2 : 1;
    }),
  round_robin: (candidates, _settings, turn) => rotated(candidates, turn),
  least_loaded: (candidates, _settings, turn) =>
    byRank(rotated(candidates, turn), ({ inFlight }) => inFlight),
  // One that has never answered is tried first: else it would never be measured.
  fastest_response: (candidates) => byRank(candidates, ({ latencyMs }) => latencyMs ?? -1),
  priority: (candidates, { readPriority }) =>
    byRank(candidates, ({ account }) => rankIn(readPriority, account.id)),
};

/** Stable: equals stay in the order in which they came. */
function byRank(candidates: readonly Candidate[], rank: (candidate: Candidate) => number): Candidate[] {
  return [...candidates].sort((left, right) => rank(left) - rank(right));
}

function rotated(candidates: readonly Candidate[], turn: number): Candidate[] {
  const start = candidates.length === 0 ? 0 : turn % candidates.length;
  return [...candidates.slice(start), ...candidates.slice(0, start)];
}

function rankIn(priority: readonly AccountId[], accountId: AccountId): number {
  const rank = priority.indexOf(accountId);
  return rank < 0 ? priority.length : rank;
}
