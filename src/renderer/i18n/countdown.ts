/** How near the end of an approval's life is; colour and wording follow it. */
type CountdownUrgency = 'calm' | 'soon' | 'urgent' | 'over';

export interface Countdown {
  readonly remainingMs: number;
  /** 1 at the start, 0 at the end. */
  readonly fractionLeft: number;
  /** 4:05; 0:00 only once it is over, so that "0:00" never means "still possible". */
  readonly text: string;
  readonly urgency: CountdownUrgency;
}

const SECOND_MS = 1000;
/** Reading a card takes about this long; under it the bar asks for attention. */
const SOON_MS = 30 * SECOND_MS;
const URGENT_MS = 10 * SECOND_MS;

export function countdown(startsAtMs: number, endsAtMs: number, nowMs: number): Countdown {
  const totalMs = Math.max(1, endsAtMs - startsAtMs);
  const remainingMs = Math.max(0, endsAtMs - nowMs);
  const seconds = Math.ceil(remainingMs / SECOND_MS);
  return {
    remainingMs,
    fractionLeft: Math.min(1, remainingMs / totalMs),
    text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    urgency: urgencyOf(remainingMs),
  };
}

function urgencyOf(remainingMs: number): CountdownUrgency {
  if (remainingMs === 0) return 'over';
  if (remainingMs <= URGENT_MS) return 'urgent';
  return remainingMs <= SOON_MS ? 'soon' : 'calm';
}
