import { keyedLegs, nearestLeg } from '../../shared/domain/combination.ts';
import { compare } from '../../shared/domain/decimal.ts';
import type { Contract } from '../../shared/domain/instrument.ts';
import type { OptionKey, OptionRow } from '../../shared/domain/option.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { knownPrice } from '../../shared/domain/price-drift.ts';
import type { AccountReads, ReadOptions } from '../accounts/account-directory.ts';
import type { OptionFacts } from '../risk/option-facts.ts';

/** Worth a look, not worth a wait: no control blocks by it. */
const READ_TIMEOUT_MS = 2_500;

/** Greeks and the price of the underlying. null: the order is not one of options. What is not known is null in it. */
export async function readOptionFacts(
  reads: AccountReads,
  { symbol, securityType, legs }: Pick<OrderDraft, 'symbol' | 'securityType' | 'legs'>,
  { underlying }: Pick<Contract, 'underlying'>,
): Promise<OptionFacts | null> {
  const named = legs === null ? (securityType === 'OPT' ? symbol : null) : (nearestLeg(legs)?.symbol ?? null);
  const key = named === null ? null : parseOptionIdentifier(named);
  if (key === null) return null;
  const options = legs === null ? [key] : (keyedLegs(legs) ?? []).map((leg) => leg.key);
  const limits = { timeoutMs: READ_TIMEOUT_MS };
  const [rows, quotes] = await Promise.all([
    readRows(reads, options, limits),
    underlying === null
      ? null
      : reads.read('quotes.get', { symbols: [underlying], origin: 'newest' }, limits).catch(() => null),
  ]);
  const quote = quotes?.find((one) => one.symbol === underlying);
  return {
    key,
    row: legs === null ? (rows[0] ?? null) : null,
    legRows: legs === null ? null : rows,
    underlyingPrice: knownPrice(quote?.lastPrice ?? null),
  };
}

/** Each option's row of its chain, in their order; those of one day are in one chain. */
async function readRows(
  reads: AccountReads,
  options: readonly OptionKey[],
  limits: ReadOptions,
): Promise<(OptionRow | null)[]> {
  const chains = new Map(options.map(({ symbol, expiry }) => [expiry, { symbol, expiry }]));
  const read = await Promise.all(
    [...chains.values()].map((chain) => reads.read('options.chain', chain, limits).catch(() => null)),
  );
  return options.map((option) => {
    const chain = read.find((each) => each?.expiry === option.expiry);
    return chain?.options.find((row) => isSame(row, option)) ?? null;
  });
}

function isSame(row: OptionRow, key: OptionKey): boolean {
  return row.right === key.right && compare(row.strike, key.strike) === 0;
}
