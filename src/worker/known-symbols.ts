import { TigerError } from '../tiger/tiger-error.ts';

/**
 * One symbol that Tiger does not know makes it refuse the whole list. Halving finds those that it knows in few calls;
 * the others are absent from the result. A refusal for any other reason is passed on at once.
 */
export async function askForKnown<T>(
  symbols: readonly string[],
  ask: (symbols: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await ask(symbols);
  } catch (error) {
    if (!isAboutSymbols(error)) throw error;
    if (symbols.length === 1) return [];
    const middle = Math.ceil(symbols.length / 2);
    const left = await askForKnown(symbols.slice(0, middle), ask);
    return [...left, ...(await askForKnown(symbols.slice(middle), ask))];
  }
}

/** Tiger refused because it does not know what was named. */
export function isAboutSymbols(error: unknown): boolean {
  return error instanceof TigerError && error.kind === 'request_refused' && /symbol/i.test(error.message);
}
