import * as z from 'zod';

export interface HeartBeat {
  readonly sendEveryMs: number;
  /** Silence longer than this means that the other side is gone. */
  readonly silenceMaxMs: number;
}

/** What both official clients ask for (wire contract 8.2). */
export const HEART_BEAT_WANTED_MS = 10_000;
/** A server that asks for more would be flooded, one that asks for less would be believed alive for minutes. */
const INTERVAL_MIN_MS = 1_000;
const INTERVAL_MAX_MS = 60_000;
/** The official clients' tolerance. */
const TOLERANCE = 1.5;

const connectedSchema = z.looseObject({ 'heart-beat': z.string().regex(/^\d{1,9},\d{1,9}$/) });

/** Reads the answer to CONNECT. An answer without usable numbers leaves what we asked for. */
export function readHeartBeat(message: string | undefined): HeartBeat {
  const [send, receive] = numbersOf(message);
  return { sendEveryMs: send, silenceMaxMs: receive * TOLERANCE };
}

function numbersOf(message: string | undefined): [number, number] {
  const parsed = connectedSchema.safeParse(jsonOrNull(message ?? ''));
  if (!parsed.success) return [HEART_BEAT_WANTED_MS, HEART_BEAT_WANTED_MS];
  const [send = 0, receive = 0] = parsed.data['heart-beat'].split(',').map(Number);
  return [bounded(send), bounded(receive)];
}

/** 0 would mean none at all; a dead connection must be noticed all the same. */
function bounded(intervalMs: number): number {
  if (intervalMs === 0) return HEART_BEAT_WANTED_MS;
  return Math.min(INTERVAL_MAX_MS, Math.max(INTERVAL_MIN_MS, intervalMs));
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
