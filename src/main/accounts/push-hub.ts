import type { AccountId } from '../../shared/domain/account.ts';
import { PUSH_OFF, type PushStatus } from '../../shared/domain/push-status.ts';
import type { WorkerEvent } from '../../shared/ipc/worker-events.ts';
import type { PushIdentity } from '../../shared/ipc/worker-messages.ts';
import { PushGroup, type PushGroupDeps, type PushLine } from './push-group.ts';
import type { Wants } from './quote-feed.ts';

/**
 * One push connection for each developer id: Tiger keeps no second one (wire contract 8.5). Accounts of the same
 * developer id share it, wherever it is held.
 */
export class PushHub {
  readonly #deps: PushGroupDeps;
  /** Kept when their accounts are gone: a kick-out is not forgotten because a process starts again. */
  readonly #groups = new Map<string, PushGroup>();
  readonly #groupOf = new Map<AccountId, PushGroup>();
  /** Of accounts whose process is not up as well. */
  readonly #wants = new Map<AccountId, Wants>();

  constructor(deps: PushGroupDeps) {
    this.#deps = deps;
  }

  /** The process of an account is configured. null: its configuration names no push service. */
  up(accountId: AccountId, line: PushLine, identity: PushIdentity | null): void {
    this.down(accountId);
    if (identity === null) return;
    const group = this.#groups.get(identity.group) ?? new PushGroup(this.#deps);
    this.#groups.set(identity.group, group);
    this.#groupOf.set(accountId, group);
    group.join(accountId, line, identity.account, this.#wants.get(accountId) ?? null);
  }

  /** Its process ended. */
  down(accountId: AccountId): void {
    const group = this.#groupOf.get(accountId);
    if (group === undefined) return;
    this.#groupOf.delete(accountId);
    group.leave(accountId);
    this.#deps.onStatus(accountId, PUSH_OFF, false);
  }

  take(accountId: AccountId, event: WorkerEvent): void {
    this.#groupOf.get(accountId)?.take(accountId, event);
  }

  status(accountId: AccountId): PushStatus {
    return this.#groupOf.get(accountId)?.status ?? PUSH_OFF;
  }

  /** A person wants the connection here, whoever has it now. */
  takeBack(accountId: AccountId): void {
    this.#groupOf.get(accountId)?.takeBack();
  }

  want(accountId: AccountId, wants: Wants): void {
    const isEmpty = Object.values(wants).every((symbols) => symbols.length === 0);
    if (isEmpty) this.#wants.delete(accountId);
    else this.#wants.set(accountId, wants);
    this.#groupOf.get(accountId)?.want(accountId, wants);
  }

  /** Nothing of the past is under way any more. For an orderly end, and for tests. */
  async settled(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((group) => group.settled()));
  }
}
