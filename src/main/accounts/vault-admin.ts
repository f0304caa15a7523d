import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { Logger } from '../platform/logger.ts';
import type { AppLock } from '../vault/app-lock.ts';
import type { Vault, VaultStatus } from '../vault/vault.ts';
import type { AccountSupervisor } from './account-supervisor.ts';

export interface VaultAdminDeps {
  readonly vault: Vault;
  readonly accounts: Pick<AccountSupervisor, 'list' | 'restart'>;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly logger: Logger;
  readonly lock: AppLock;
  readonly changed: () => void;
}

/** What the user does with the vault, recorded without a secret, and what follows for the accounts. */
export class VaultAdmin {
  readonly #deps: VaultAdminDeps;

  constructor(deps: VaultAdminDeps) {
    this.#deps = deps;
  }

  async status(): Promise<VaultStatus & { waitingAccounts: number; lockObstacle: string | null }> {
    const { vault, lock } = this.#deps;
    const lockObstacle = await lock.obstacle();
    return { ...(await vault.status()), waitingAccounts: this.#waiting().length, lockObstacle };
  }

  /** @throws AppError, see `Vault.setPassphrase` */
  async setPassphrase(next: string, current: string | null): Promise<void> {
    const { vault, audit } = this.#deps;
    const summary = current === null ? 'Vault passphrase set' : 'Vault passphrase changed';
    const wasLocked = (await vault.status()).isLocked;
    await this.#refusalRecorded(() =>
      vault.setPassphrase(new Secret(next), current === null ? null : new Secret(current), (trx) =>
        audit.append(entry('vault.passphrase_set', summary), trx),
      ),
    );
    if (wasLocked) this.#startWaiting();
    this.#deps.changed();
  }

  /** Opens the vault and the windows; accounts that waited for it start by themselves. @throws AppError, see `Vault.unlock` */
  async unlock(passphrase: string): Promise<void> {
    const { vault, lock, audit } = this.#deps;
    const wasLocked = (await vault.status()).isLocked;
    await this.#refusalRecorded(() => vault.unlock(new Secret(passphrase)));
    if (lock.isLocked) {
      await audit.append(entry('app.unlocked', 'App unlocked'));
      lock.unlocked();
    }
    if (!wasLocked) return;
    await audit.append(entry('vault.unlocked', 'Vault unlocked'));
    this.#startWaiting();
    this.#deps.changed();
  }

  /** @throws AppError, see `Vault.rotate` */
  async rotate(): Promise<{ readonly secrets: number }> {
    const { vault, audit } = this.#deps;
    const secrets = await vault.rotate((trx, count) =>
      audit.append(entry('vault.key_rotated', 'Vault key replaced', { secrets: count }), trx),
    );
    this.#deps.changed();
    return { secrets };
  }

  #waiting(): AccountId[] {
    const waiting = this.#deps.accounts
      .list()
      .filter(({ isDemo, state }) => !isDemo && state === 'credentials_needed');
    return waiting.map(({ id }) => id);
  }

  #startWaiting(): void {
    for (const accountId of this.#waiting()) {
      this.#deps.accounts.restart(accountId).catch((error: unknown) => {
        this.#deps.logger.error({ accountId, err: error }, 'an account did not start after the unlock');
      });
    }
  }

  /** A wrong passphrase is a fact worth a row; the throttle bounds how many there can be. */
  async #refusalRecorded(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (error instanceof AppError && error.code === 'access_denied')
        await this.#deps.audit.append(entry('vault.unlock_refused', 'A wrong vault passphrase was typed'));
      throw error;
    }
  }
}

function entry(kind: AuditKind, summary: string, detail: AuditEntry['detail'] = {}): AuditEntry {
  const nobody = { clientName: null, accountId: null, proposalId: null, brokerOrderId: null };
  return { ...nobody, kind, actor: 'user', summary, detail };
}
