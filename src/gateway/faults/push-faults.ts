import * as z from 'zod';

/** What can go wrong on the way of a pushed message. */
const PUSH_FAULT_KINDS = [
  /** The next data message arrives twice. */
  'duplicate',
  /** The next data message arrives after the one that follows it. */
  'reorder',
  /** The connection is cut instead of the next data message. */
  'drop',
  /** The next data message never arrives; the connection stays. */
  'lose',
  /** The server falls silent: no data, no answers, no heart-beats. */
  'silence',
] as const;
type PushFaultKind = (typeof PUSH_FAULT_KINDS)[number];

export const pushFaultSchema = z.strictObject({
  kind: z.enum(PUSH_FAULT_KINDS),
  /** How often; absent: once. `silence` lasts until cleared. */
  count: z.int().positive().max(10_000).optional(),
});

/** The faults that tests have ordered for the push service. */
export class PushFaults {
  readonly #left = new Map<PushFaultKind, number>();

  add(fault: z.infer<typeof pushFaultSchema>): void {
    this.#left.set(fault.kind, (this.#left.get(fault.kind) ?? 0) + (fault.count ?? 1));
  }

  clear(): void {
    this.#left.clear();
  }

  get isSilent(): boolean {
    return this.#left.has('silence');
  }

  /** Uses up one fault of this kind, if there is one. */
  take(kind: Exclude<PushFaultKind, 'silence'>): boolean {
    const left = this.#left.get(kind) ?? 0;
    if (left <= 1) this.#left.delete(kind);
    else this.#left.set(kind, left - 1);
    return left > 0;
  }
}
