/**
 * An answer to a flood of small elements costs more than it is worth: validation of each takes memory (advisory
 * GHSA-46jr-4wx8-v453). The largest sensible call has about 60.
 */
export const TOOL_INPUT_ELEMENTS_MAX = 2000;

/** Counts array elements and object members, stopping at the limit. Not recursive, so depth is no matter. */
export function hasTooManyElements(value: unknown): boolean {
  const unseen: unknown[] = [value];
  let count = 0;
  for (let node = unseen.pop(); unseen.length > 0 || node !== undefined; node = unseen.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    for (const child of Object.values(node)) {
      count += 1;
      if (count > TOOL_INPUT_ELEMENTS_MAX) return true;
      if (typeof child === 'object' && child !== null) unseen.push(child);
    }
  }
  return false;
}
