export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** One entry per hour asked for; 20 years of days need about 7,500. */
const OFFSET_CACHE_MAX = 20_000;

/**
 * Wall-clock arithmetic of one zone. A calendar date is a day number: days since 1970-01-01, so that dates compare
 * and step as integers.
 */
export class ZoneTime {
  readonly zone: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #nameFormat: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  constructor(zone: string) {
    this.zone = zone;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    this.#nameFormat = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
  }

  /** Zones here change their offset only on whole hours UTC, so one answer holds for the hour. */
  offsetMs(timeMs: number): number {
    const hour = Math.floor(timeMs / HOUR_MS);
    const known = this.#offsets.get(hour);
    if (known !== undefined) return known;
    const text = partOf(this.#format, timeMs);
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(text);
    const sign = match?.[1] === '-' ? -1 : 1;
    const offset =
      match === null ? 0 : sign * (Number(match[2]) * HOUR_MS + (Number(match[3]) * HOUR_MS) / 60);
    if (this.#offsets.size >= OFFSET_CACHE_MAX) this.#offsets.clear();
    this.#offsets.set(hour, offset);
    return offset;
  }

  dayNumber(timeMs: number): number {
    return Math.floor((timeMs + this.offsetMs(timeMs)) / DAY_MS);
  }

  /** The instant of a wall-clock time on a day. A time that a change of clocks skips is taken with the new offset. */
  instant(dayNumber: number, timeOfDayMs: number): number {
    const wallMs = dayNumber * DAY_MS + timeOfDayMs;
    const guess = wallMs - this.offsetMs(wallMs);
    return wallMs - this.offsetMs(guess);
  }

  /** `yyyy-MM-dd HH:mm:ss` on the zone's wall clock. */
  text(timeMs: number): string {
    return new Date(timeMs + this.offsetMs(timeMs)).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** EST, EDT, GMT+8 … */
  abbreviation(timeMs: number): string {
    return partOf(this.#nameFormat, timeMs);
  }
}

function partOf(format: Intl.DateTimeFormat, timeMs: number): string {
  return format.formatToParts(timeMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** `yyyy-MM-dd` */
export function dateText(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** @returns the day number of `yyyy-MM-dd`, or null if it is no date */
export function parseDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const dayNumber = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  return Number.isInteger(dayNumber) && dateText(dayNumber) === text ? dayNumber : null;
}

/** 0 is Sunday. */
export function weekday(dayNumber: number): number {
  return new Date(dayNumber * DAY_MS).getUTCDay();
}
