import type { Account, AccountId } from '../../../shared/domain/account.ts';
import { type RoutingSettings, routeOrder } from './read-strategies.ts';

/** A tenth of the way to each new answer: one slow answer does not move an account to the end. */
const LATENCY_WEIGHT = 0.1;
/** As long as the account's own process believes a refused permission. */
const PERMISSION_REFUSED_MS = 60_000;
/** Refusals remembered at once, one for each account and market; beyond it the oldest goes. */
const REFUSALS_MAX = 200;

interface Load {
  inFlight: number;
  latencyMs: number | null;
}

/** What is known of the accounts that answer reads, and from it the order in which they are asked. */
export class ReadRouter {
  readonly #settings: () => RoutingSettings;
  readonly #nowMs: () => number;
  readonly #loads = new Map<AccountId, Load>();
  /** `account market` -> until when. */
  readonly #refusals = new Map<string, number>();
  #turn = 0;

  constructor(deps: { readonly settings: () => RoutingSettings; readonly nowMs: () => number }) {
    this.#settings = deps.settings;
    this.#nowMs = deps.nowMs;
  }

  /** @param market null: the read is not about one */
  order(visible: readonly Account[], market: string | null): Account[] {
    const candidates = visible.map((account) => ({
      account,
      inFlight: this.#loads.get(account.id)?.inFlight ?? 0,
      latencyMs: this.#loads.get(account.id)?.latencyMs ?? null,
      lacksPermission: (this.#refusals.get(refusalKey(account.id, market)) ?? 0) > this.#nowMs(),
    }));
    const ordered = routeOrder(candidates, this.#settings(), this.#turn);
    this.#turn += 1;
    return ordered.map(({ account }) => account);
  }

  async measured<T>(accountId: AccountId, read: () => Promise<T>): Promise<T> {
    const load = this.#loads.get(accountId) ?? { inFlight: 0, latencyMs: null };
    this.#loads.set(accountId, load);
    load.inFlight += 1;
    const startedMs = this.#nowMs();
    try {
      const answer = await read();
      const tookMs = this.#nowMs() - startedMs;
      load.latencyMs =
        load.latencyMs === null ? tookMs : load.latencyMs + (tookMs - load.latencyMs) * LATENCY_WEIGHT;
      return answer;
    } finally {
      load.inFlight -= 1;
    }
  }

  /** The broker does not let this account see the market; others are asked first for a while. */
  permissionRefused(accountId: AccountId, market: string | null): void {
    const key = refusalKey(accountId, market);
    this.#refusals.delete(key);
    this.#refusals.set(key, this.#nowMs() + PERMISSION_REFUSED_MS);
    const oldest = this.#refusals.keys().next();
    if (this.#refusals.size > REFUSALS_MAX && !oldest.done) this.#refusals.delete(oldest.value);
  }
}

function refusalKey(accountId: AccountId, market: string | null): string {
  return `${accountId} ${market ?? ''}`;
}
