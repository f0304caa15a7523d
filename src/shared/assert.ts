/** A broken assumption of ours, never a user's mistake: it ends what runs instead of going on wrongly. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

export function assert(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new AssertionError(reason);
}

/** Makes a switch over a closed union fail to compile when a case is missing. */
export function assertNever(value: never): never {
  throw new AssertionError(`unexpected value: ${JSON.stringify(value)}`);
}
