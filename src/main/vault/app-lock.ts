import { AppError } from '../../shared/app-error.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Settings } from '../platform/settings.ts';
import type { Vault } from './vault.ts';

export type LockReason = 'user' | 'no_input' | 'start' | 'screen';

export interface AppLockDeps {
  readonly vault: Pick<Vault, 'status'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After it is locked: what cannot be recorded is locked all the same. */
  readonly record: (reason: LockReason) => Promise<unknown>;
  readonly changed: () => void;
}

/** How late a lock can be; more often would be of no use to anybody who counts minutes. */
export const LOCK_CHECK_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * Whether somebody who sits at this computer may use the windows. It stops the windows' commands and thereby every
 * decision; accounts stay connected and AI clients read on, because their rights are not those of who sits here.
 */
export class AppLock {
  readonly #deps: AppLockDeps;
  #isLocked = false;
  #lastInputMs: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: AppLockDeps) {
    this.#deps = deps;
    this.#lastInputMs = deps.clock.nowMs();
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** A lock that a new start opens would be none, so where it is wanted the app begins locked. */
  async start(): Promise<void> {
    await this.#lockIfWanted('start');
    this.#timer = setInterval(() => {
      this.check().catch((error: unknown) => this.#deps.logger.error({ err: error }, 'the lock failed'));
    }, LOCK_CHECK_EVERY_MS);
    this.#timer.unref();
  }

  /** Somebody types or points in a window. */
  input(): void {
    this.#lastInputMs = this.#deps.clock.nowMs();
  }

  /** Locks if nobody has typed or pointed for as long as the settings say. */
  async check(): Promise<void> {
    const idleMs = this.#deps.clock.nowMs() - this.#lastInputMs;
    if (idleMs >= this.#deps.settings.get().appLockMinutes * MINUTE_MS) await this.#lockIfWanted('no_input');
  }

  /** The screen of the computer was locked. */
  screenLocked(): Promise<void> {
    return this.#lockIfWanted('screen');
  }

  /** Why it cannot be locked; null: it can. */
  async obstacle(): Promise<string | null> {
    const { protection } = await this.#deps.vault.status();
    if (protection === 'passphrase') return null;
    return protection === 'keychain'
      ? 'The keychain of this computer holds the key and no passphrase is set, so there is nothing to unlock by.'
      : 'No passphrase is set, so there is nothing to unlock by.';
  }

  /** @throws AppError conflict, when there is no passphrase to unlock by */
  async assertPossible(): Promise<void> {
    const obstacle = await this.obstacle();
    if (obstacle === null) return;
    throw new AppError('conflict', `The app cannot be locked. ${obstacle}`, {
      nextStep: 'Set a passphrase in Settings > Vault.',
    });
  }

  /** @throws AppError conflict, when there is no passphrase to unlock by */
  async lock(reason: LockReason): Promise<void> {
    await this.assertPossible();
    if (this.#isLocked) return;
    this.#isLocked = true;
    this.#deps.changed();
    await this.#deps.record(reason);
  }

  /** The passphrase was proven. */
  unlocked(): void {
    this.#isLocked = false;
    this.input();
    this.#deps.changed();
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #lockIfWanted(reason: LockReason): Promise<void> {
    if (this.#isLocked || this.#deps.settings.get().appLockMinutes === 0) return;
    if ((await this.obstacle()) === null) await this.lock(reason);
  }
}
