import type { AccountId } from '../../shared/domain/account.ts';
import type { Secret } from '../../shared/secret.ts';
import type { Logger } from '../platform/logger.ts';
import type { Vault } from '../vault/vault.ts';
import type { AccountSupervisor } from './account-supervisor.ts';
import type { RateLanes } from './rate-lanes.ts';

export interface TokenDeskDeps {
  readonly vault: Pick<Vault, 'read' | 'store' | 'delete'>;
  readonly lanes: Pick<RateLanes, 'accountsOf'>;
  /** The desk and the supervision of accounts know each other; whoever is built second is asked for. */
  readonly accounts: () => Pick<AccountSupervisor, 'adoptToken'>;
  readonly logger: Logger;
}

/**
 * The tokens of the accounts, kept in the vault beside the credentials. A new token takes the place of the old one in
 * one write: whatever is killed when, there is one or the other, whole.
 */
export class TokenDesk {
  readonly #deps: TokenDeskDeps;

  constructor(deps: TokenDeskDeps) {
    this.#deps = deps;
  }

  /** Text of tiger_openapi_token.properties; null if there is none. @throws AppError, see `Vault.read` */
  read(accountId: AccountId): Promise<Secret | null> {
    return this.#deps.vault.read(tokenVaultName(accountId));
  }

  /** Before anything is told that the token is there. @throws AppError, see `Vault.store` */
  async keep(accountId: AccountId, tokenFile: Secret | null): Promise<void> {
    const { vault } = this.#deps;
    if (tokenFile === null) await vault.delete(tokenVaultName(accountId));
    else await vault.store(tokenVaultName(accountId), tokenFile);
  }

  /**
   * A process has renewed its token. The old one may be dead for every account of the tiger id, so the others get the
   * new one too. @throws AppError, when it could not be kept for the account itself
   */
  async renewed(accountId: AccountId, tigerId: string, tokenFile: Secret): Promise<void> {
    await this.keep(accountId, tokenFile);
    await this.passOn(accountId, tigerId, tokenFile);
  }

  /** To the other accounts of the tiger id. Never throws: one that does not take it says so itself. */
  async passOn(from: AccountId, tigerId: string, tokenFile: Secret): Promise<void> {
    const { lanes, accounts, logger } = this.#deps;
    for (const other of lanes.accountsOf(tigerId).filter((each) => each !== from)) {
      try {
        await this.keep(other, tokenFile);
        await accounts().adoptToken(other, tokenFile);
      } catch (error) {
        logger.warn({ accountId: other, err: error }, 'a renewed token was not passed on');
      }
    }
  }
}

/** Where the vault keeps an account's token. Account ids have no dot. */
export function tokenVaultName(accountId: AccountId): string {
  return `${accountId}.token`;
}
