import { nearestLeg } from '../../shared/domain/combination.ts';
import { compare } from '../../shared/domain/decimal.ts';
import type { Contract } from '../../shared/domain/instrument.ts';
import type { OptionKey, OptionRow } from '../../shared/domain/option.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { knownPrice } from '../../shared/domain/price-drift.ts';
import type { AccountReads } from '../accounts/account-directory.ts';
import type { OptionFacts } from '../risk/option-facts.ts';

/** Worth a look, not worth a wait: no control judges by it. */
const READ_TIMEOUT_MS = 2_500;

/** Greeks and the price of the underlying. null: the order is not one of options. What is not known is null in it. */
export async function readOptionFacts(
  reads: AccountReads,
  { symbol, securityType, legs }: Pick<OrderDraft, 'symbol' | 'securityType' | 'legs'>,
  { underlying }: Pick<Contract, 'underlying'>,
): Promise<OptionFacts | null> {
  // A combination goes by the leg that ends first, and has no greeks of its own.
  const nearest = legs === null ? null : nearestLeg(legs);
  const key =
    nearest !== null
      ? parseOptionIdentifier(nearest.symbol)
      : securityType === 'OPT'
        ? parseOptionIdentifier(symbol)
        : null;
  if (key === null) return null;
  const limits = { timeoutMs: READ_TIMEOUT_MS };
  const [chain, quotes] = await Promise.all([
    legs !== null
      ? null
      : reads.read('options.chain', { symbol: key.symbol, expiry: key.expiry }, limits).catch(() => null),
    underlying === null
      ? null
      : reads.read('quotes.get', { symbols: [underlying], origin: 'newest' }, limits).catch(() => null),
  ]);
  const row = chain?.options.find((one) => isSame(one, key)) ?? null;
  const quote = quotes?.find((one) => one.symbol === underlying);
  return { key, row, underlyingPrice: knownPrice(quote?.lastPrice ?? null) };
}

function isSame(row: OptionRow, key: OptionKey): boolean {
  return row.right === key.right && compare(row.strike, key.strike) === 0;
}
