import { AppError } from '../../shared/app-error.ts';
import { isLive } from '../../shared/domain/account.ts';
import { compare } from '../../shared/domain/decimal.ts';
import {
  GRANT_LIFETIME_MAX_MS,
  type Grant,
  type GrantInput,
  grantSentence,
} from '../../shared/domain/grant.ts';
import type { TradingContext } from './trading-context.ts';

/** What the user does with grants, in the window. Nothing that an AI client reaches knows this class. */
export class GrantDesk {
  readonly #context: TradingContext;

  constructor(context: TradingContext) {
    this.#context = context;
  }

  list(): Promise<Grant[]> {
    return this.#context.grants.list();
  }

  /** @throws AppError invalid_input (sentence, lifetime or caps), not_found (no such account) or busy */
  async make(input: GrantInput): Promise<Grant> {
    const { typedSentence, lifetimeMs, ...scope } = input;
    const { alias, mode } = this.#context.accounts.get(input.accountId);
    const wasLive = isLive(mode);
    refuseTooLong(lifetimeMs, wasLive);
    if (compare(scope.orderNotionalMax, scope.totalNotionalMax) > 0) {
      throw new AppError('invalid_input', 'One order may not be worth more than all of them together.', {
        nextStep: 'Lower the cap of one order, or raise the cap of all.',
      });
    }
    if (wasLive && typedSentence.trim() !== grantSentence(alias)) {
      throw new AppError('invalid_input', 'A grant on a live account is made by a typed sentence only.', {
        nextStep: `Type: ${grantSentence(alias)}`,
      });
    }
    const grant = await this.#context.grants.make({ ...scope, isLive: wasLive }, lifetimeMs);
    this.#context.publish('grants.changed', {});
    return grant;
  }

  /** Works at once: an order that is not on its way yet finds the grant revoked. @throws AppError conflict */
  async revoke(grantId: string): Promise<void> {
    if (!(await this.#context.grants.revoke(grantId))) {
      throw new AppError('conflict', 'This grant is not in force.', {
        nextStep: 'Nothing is left to revoke.',
      });
    }
    this.#context.publish('grants.changed', {});
  }
}

const HOUR_MS = 3_600_000;

function refuseTooLong(lifetimeMs: number, wasLive: boolean): void {
  const max = wasLive ? GRANT_LIFETIME_MAX_MS.live : GRANT_LIFETIME_MAX_MS.paper;
  if (lifetimeMs <= max) return;
  const words = wasLive ? 'an account that is live or not proven to be paper' : 'a paper account';
  throw new AppError('invalid_input', `A grant on ${words} ends after ${max / HOUR_MS} hours at most.`, {
    nextStep: 'Choose a shorter time.',
  });
}
