import { toErrorWire } from '../../shared/app-error.ts';
import { compare } from '../../shared/domain/decimal.ts';
import type { OptionGreeks, OptionKey } from '../../shared/domain/option.ts';
import type { AccountReads } from './account-directory.ts';

/** A chain is a long answer and one call of a medium tier; whoever holds more expiries sees the first of them. */
const CHAINS_PER_READ_MAX = 8;

/**
 * Greeks of the options, in their order, from the chains that they stand in. An option that its chain does not have,
 * or whose chain cannot be read, is absent.
 */
export async function readGreeks(
  reads: AccountReads,
  options: readonly OptionKey[],
  timeoutMs: number,
): Promise<{ readonly rows: OptionGreeks[]; readonly problem: string | null }> {
  const wanted = new Map(options.map((option) => [`${option.symbol} ${option.expiry}`, option]));
  const problems: string[] =
    wanted.size > CHAINS_PER_READ_MAX ? ['More expiries are held than are read.'] : [];
  const chains = await Promise.all(
    [...wanted.values()].slice(0, CHAINS_PER_READ_MAX).map(async ({ symbol, expiry }) => {
      try {
        return await reads.read('options.chain', { symbol, expiry }, { timeoutMs });
      } catch (error) {
        problems.push(toErrorWire(error).message);
        return null;
      }
    }),
  );
  const rows = options.flatMap((option) => {
    const chain = chains.find((each) => each?.symbol === option.symbol && each.expiry === option.expiry);
    const row = chain?.options.find(
      ({ right, strike }) => right === option.right && compare(strike, option.strike) === 0,
    );
    if (row === undefined) return [];
    const { impliedVolatility, delta, gamma, theta, vega } = row;
    return [{ option, impliedVolatility, delta, gamma, theta, vega }];
  });
  return { rows, problem: problems[0] ?? null };
}
