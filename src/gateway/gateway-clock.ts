import type { ScheduleKind } from './market/market-schedule.ts';

/** As announced in every answer (`simulatedClock`). */
export type ClockKind = 'always_open' | 'real' | 'manual';

/** The time that the whole gateway lives by. Instants are UTC milliseconds in every kind. */
export interface GatewayClock {
  readonly kind: ClockKind;
  /** Whether days follow the exchanges' calendars or never close. */
  readonly schedule: ScheduleKind;
  nowMs(): number;
}

/** Wall-clock time; the market is inside a regular session at any hour, and its day turns at the zone's midnight. */
export function alwaysOpenClock(): GatewayClock {
  return { kind: 'always_open', schedule: 'continuous', nowMs: Date.now };
}

/** Wall-clock time and the exchanges' calendars. */
export function realClock(): GatewayClock {
  return { kind: 'real', schedule: 'calendar', nowMs: Date.now };
}

/** Stands still until told to move; never goes back, because expiries and fills must not be undone. */
export class ManualClock implements GatewayClock {
  readonly kind = 'manual';
  readonly schedule: ScheduleKind;
  #nowMs: number;

  constructor(deps: { readonly startMs: number; readonly schedule?: ScheduleKind }) {
    this.#nowMs = deps.startMs;
    this.schedule = deps.schedule ?? 'calendar';
  }

  nowMs(): number {
    return this.#nowMs;
  }

  /** @throws RangeError if the time is not later */
  set(timeMs: number): void {
    if (!Number.isSafeInteger(timeMs) || timeMs < this.#nowMs) {
      throw new RangeError('the manual clock only moves forward, in whole milliseconds');
    }
    this.#nowMs = timeMs;
  }

  advance(byMs: number): void {
    this.set(this.#nowMs + byMs);
  }
}
