/** Paths at which the answer lacks a member or has it with another JSON type. */
export function differences(expected: unknown, actual: unknown, path: string): string[] {
  if (expected === null) return [];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is no list`];
    if (expected.length === 0) return [];
    if (actual.length === 0) return [`${path} is empty`];
    return differences(expected[0], actual[0], `${path}.[]`);
  }
  if (typeof expected === 'object') {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
      return [`${path} is no object`];
    return Object.entries(expected).flatMap(([name, value]) => {
      // Answers keyed by symbol: the fixture's symbol may be another one than ours.
      const keyed = /^[A-Z]{3,5}$/.test(name) ? (Object.keys(actual)[0] ?? name) : name;
      const has = (actual as Record<string, unknown>)[keyed];
      if (has === undefined) return [`${path}.${name}`];
      return differences(value, has, `${path}.${name}`);
    });
  }
  return typeof expected === typeof actual ? [] : [`${path} is ${typeof actual}, not ${typeof expected}`];
}
