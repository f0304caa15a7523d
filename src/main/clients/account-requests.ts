import { AppError } from '../../shared/app-error.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { AccountRequest, AccountRequestKind } from '../../shared/domain/account-request.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../platform/clock.ts';
import { randomId } from '../platform/random-id.ts';

export interface AccountRequestsDeps {
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
  readonly publish: Publish;
  /** What the user has said yes to. */
  readonly carryOut: Readonly<Record<AccountRequestKind, (account: Account | null) => Promise<void>>>;
}

/** Long enough to come back to the computer, short enough to remember why it asked. */
export const ACCOUNT_REQUEST_LIFETIME_MS = 5 * 60_000;
/** A person answers one at a time; more is a program in a loop. */
const WAITING_MAX = 10;
const ID_LENGTH = 16;

/**
 * What AI clients ask for and only the user does: removing an account, choosing the one to trade on, adding one. They
 * wait here, a few minutes at most, and die with the app: silence is a no.
 */
export class AccountRequests {
  readonly #deps: AccountRequestsDeps;
  #waiting: AccountRequest[] = [];

  constructor(deps: AccountRequestsDeps) {
    this.#deps = deps;
  }

  /** Those that wait for an answer, oldest first. */
  list(): readonly AccountRequest[] {
    const nowMs = this.#deps.clock.nowMs();
    this.#waiting = this.#waiting.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
    return this.#waiting;
  }

  /** The same question of the same client again is the same request. @throws AppError busy */
  async ask(kind: AccountRequestKind, account: Account | null, clientName: string): Promise<AccountRequest> {
    const accountId = account?.id ?? null;
    const same = this.list().find(
      (each) => each.kind === kind && each.accountId === accountId && each.clientName === clientName,
    );
    if (same !== undefined) return same;
    if (this.#waiting.length >= WAITING_MAX) throw tooMany();
    const atMs = this.#deps.clock.nowMs();
    const request: AccountRequest = {
      id: `ask_${randomId(ID_LENGTH)}`,
      kind,
      accountId,
      accountAlias: account?.alias ?? null,
      clientName,
      askedAtMs: atMs,
      expiresAtMs: atMs + ACCOUNT_REQUEST_LIFETIME_MS,
    };
    await this.#record('client.confirmation_asked', 'client', request, 'asks');
    this.#waiting = [...this.#waiting, request];
    this.#deps.publish('requests.changed', {});
    return request;
  }

  /** The window alone calls this. @throws AppError not_found when it is over, or what carrying it out throws */
  async answer(id: string, isAccepted: boolean, account: (id: string) => Account): Promise<void> {
    const request = this.list().find((each) => each.id === id);
    if (request === undefined) throw overNow();
    this.#waiting = this.#waiting.filter((each) => each !== request);
    await this.#record(
      'client.confirmation_answered',
      'user',
      request,
      isAccepted ? 'was answered yes' : 'was answered no',
    );
    this.#deps.publish('requests.changed', {});
    if (!isAccepted) return;
    await this.#deps.carryOut[request.kind](request.accountId === null ? null : account(request.accountId));
  }

  async #record(
    kind: 'client.confirmation_asked' | 'client.confirmation_answered',
    actor: 'client' | 'user',
    request: AccountRequest,
    verb: string,
  ): Promise<void> {
    const { clientName, accountId, accountAlias } = request;
    const about = accountAlias === null ? '' : ` (${accountAlias})`;
    await this.#deps.audit.append({
      kind,
      actor,
      clientName,
      accountId,
      proposalId: null,
      brokerOrderId: null,
      summary: `${clientName} ${verb}: ${request.kind.replaceAll('_', ' ')}${about}`,
      detail: { request: request.id, kind: request.kind },
    });
  }
}

function tooMany(): AppError {
  return new AppError('busy', 'Too many questions wait for the user.', {
    nextStep: 'Let the user answer those in Tiger MCP Desktop first.',
    retryable: true,
  });
}

function overNow(): AppError {
  return new AppError('not_found', 'This question does not wait any more.', {
    nextStep: 'The client can ask again.',
  });
}
