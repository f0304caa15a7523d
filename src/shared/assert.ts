/** A broken assumption of ours, never a user's mistake: it ends what runs instead of going on wrongly. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

export function assert(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new AssertionError(reason);
}
