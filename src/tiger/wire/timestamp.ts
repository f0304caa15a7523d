/** The only form that the gateway reads: wall clock, no zone (wire contract 2.1). */
const TIMESTAMP_PATTERN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** Formats as UTC: both UTC and host-local time are in the field, and UTC has no ambiguous hour. */
export function formatTimestamp(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads the text as UTC. @returns null if it is not of the form or no real time. */
export function parseTimestamp(text: string): number | null {
  if (!TIMESTAMP_PATTERN.test(text)) return null;
  const timeMs = Date.parse(`${text.replace(' ', 'T')}Z`);
  // Date.parse rolls 31 February over to March, so only a text that formats back to itself is a real day.
  return Number.isNaN(timeMs) || formatTimestamp(timeMs) !== text ? null : timeMs;
}
