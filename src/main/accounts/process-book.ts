import { type ProcessRestart, RESTARTS_KEPT_MAX } from '../../shared/domain/process-report.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChildLink } from './child-link.ts';

interface Kept {
  link: ChildLink | null;
  startedAtMs: number;
  restartsTotal: number;
  readonly restarts: ProcessRestart[];
}

export interface KnownProcess {
  readonly pid: number | null;
  readonly startedAtMs: number | null;
  readonly restartsTotal: number;
  readonly restarts: readonly ProcessRestart[];
}

const UNKNOWN: KnownProcess = { pid: null, startedAtMs: null, restartsTotal: 0, restarts: [] };

/** Which processes there are, since when, and why they were started again; by their names. */
export class ProcessBook {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns the link, so that a fork can be noted where it is made */
  started(name: string, link: ChildLink): ChildLink {
    const kept = this.#of(name);
    kept.link = link;
    kept.startedAtMs = this.#clock.nowMs();
    link.onExit(() => {
      // One that gave way ends after its successor has begun.
      if (kept.link === link) kept.link = null;
    });
    return link;
  }

  endedUnasked(name: string, reason: string): void {
    const kept = this.#of(name);
    kept.restartsTotal += 1;
    kept.restarts.unshift({ atMs: this.#clock.nowMs(), reason });
    kept.restarts.splice(RESTARTS_KEPT_MAX);
  }

  get(name: string): KnownProcess {
    const kept = this.#kept.get(name);
    if (kept === undefined) return UNKNOWN;
    const { link, startedAtMs, restartsTotal, restarts } = kept;
    return {
      pid: link?.pid() ?? null,
      startedAtMs: link === null ? null : startedAtMs,
      restartsTotal,
      restarts: [...restarts],
    };
  }

  forget(name: string): void {
    this.#kept.delete(name);
  }

  #of(name: string): Kept {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const kept: Kept = { link: null, startedAtMs: 0, restartsTotal: 0, restarts: [] };
    this.#kept.set(name, kept);
    return kept;
  }
}
