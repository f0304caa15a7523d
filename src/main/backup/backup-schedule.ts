import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Settings } from '../platform/settings.ts';
import type { Backups } from './backups.ts';

export interface BackupScheduleDeps {
  readonly backups: Pick<Backups, 'createDaily' | 'lastDailyMs' | 'prune' | 'removeLeftovers'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** One that failed; the user reads of it in the audit log. */
  readonly failed: (error: unknown) => Promise<unknown>;
}

/** A computer that sleeps at the hour makes its backup soon after it wakes. */
const BACKUP_CHECK_EVERY_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** A full disk is not written to every quarter of an hour, nor the audit log. */
export const BACKUP_RETRY_AFTER_MS = 6 * 60 * 60_000;

/** Makes a backup each day where the user wants it, as long as there is a passphrase to make it with. */
export class BackupSchedule {
  readonly #deps: BackupScheduleDeps;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #notBeforeMs = 0;

  constructor(deps: BackupScheduleDeps) {
    this.#deps = deps;
  }

  start(): void {
    const run = () => {
      this.#running = this.#running.then(() => this.check());
    };
    this.#running = this.#deps.backups
      .removeLeftovers()
      .catch((error: unknown) => this.#deps.logger.error({ err: error }, 'old parts of backups stay'));
    run();
    this.#timer = setInterval(run, BACKUP_CHECK_EVERY_MS);
    this.#timer.unref();
  }

  /** Never rejects. */
  async check(): Promise<void> {
    const { backups, settings, clock, logger, failed } = this.#deps;
    const { backupSchedule, backupsKept } = settings.get();
    if (backupSchedule === 'off' || clock.nowMs() < this.#notBeforeMs) return;
    try {
      const lastMs = await backups.lastDailyMs();
      if (lastMs !== null && clock.nowMs() - lastMs < DAY_MS) return;
      if ((await backups.createDaily()) !== null) await backups.prune(backupsKept);
    } catch (error) {
      this.#notBeforeMs = clock.nowMs() + BACKUP_RETRY_AFTER_MS;
      logger.error({ err: error }, 'the daily backup failed');
      await failed(error).catch((cause: unknown) => logger.error({ err: cause }, 'nor was that recorded'));
    }
  }

  /** A backup that is being made is waited for. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#running;
  }
}
