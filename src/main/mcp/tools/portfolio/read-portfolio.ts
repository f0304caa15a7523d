import { AppError } from '../../../../shared/app-error.ts';
import type { Account } from '../../../../shared/domain/account.ts';
import { type Decimal, decimal, divide, isZero, multiply } from '../../../../shared/domain/decimal.ts';
import type { Assets, PositionList } from '../../../../shared/domain/portfolio.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import type { ReadContext } from '../../tool.ts';

const RATE_PLACES = 12;

export interface AccountPart {
  readonly account: Account;
  /** null: the account could not be read; `problem` says why. */
  readonly held: { readonly assets: Assets; readonly positions: PositionList } | null;
  readonly problem: string | null;
}

interface Rate {
  readonly currency: string;
  /** Units of the wanted currency for one unit of this one. */
  readonly rate: Decimal;
  readonly asOfMs: number | null;
  readonly source: 'account' | 'daily';
}

export interface Portfolio {
  readonly parts: readonly AccountPart[];
  /** Aliases of visible accounts that are not in it. */
  readonly leftOut: readonly string[];
  readonly rates: readonly Rate[];
  /** null where there is no rate or no amount. */
  convert(amount: Decimal | null, currency: string | null): Decimal | null;
}

/** Assets and positions of the accounts side by side; one that cannot be read does not spoil the others. */
export async function readPortfolio(
  context: ReadContext,
  currency: string,
  accountRefs: readonly string[] | undefined,
): Promise<Portfolio> {
  const chosen = chosenAccounts(context, accountRefs);
  const parts = await Promise.all(chosen.map((account) => readPart(context, account)));
  const rates = await ratesTo(context, currency, parts);
  const byCurrency = new Map(rates.map((one) => [one.currency, one.rate]));
  return {
    parts,
    leftOut: context.accounts
      .list()
      .flatMap(({ id, alias }) => (chosen.some((account) => account.id === id) ? [] : [alias])),
    rates,
    convert: (amount, from) => {
      const rate = from === null ? undefined : byCurrency.get(from);
      return amount === null || rate === undefined ? null : multiply(amount, rate);
    },
  };
}

/** Real money, paper money and the simulated exchange are never added up unless the caller names the accounts. */
function chosenAccounts({ accounts }: ReadContext, refs: readonly string[] | undefined): readonly Account[] {
  if (refs !== undefined) {
    const named = refs.map((ref) => accounts.get(ref));
    return named.filter(({ id }, index) => named.findIndex((one) => one.id === id) === index);
  }
  const all = accounts.list();
  const groups = [
    all.filter(({ isDemo, mode }) => !isDemo && mode !== 'paper'),
    all.filter(({ isDemo, mode }) => !isDemo && mode === 'paper'),
    all,
  ];
  return groups.find((group) => group.length > 0) ?? [];
}

async function readPart(context: ReadContext, account: Account): Promise<AccountPart> {
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
  try {
    const { read } = context.accounts.readable(account.id);
    const [assets, positions] = await Promise.all([
      read('account.assets', {}, options),
      read('positions.list', {}, options),
    ]);
    return { account, held: { assets, positions }, problem: null };
  } catch (error) {
    if (!(error instanceof AppError) || context.signal.aborted) throw error;
    return { account, held: null, problem: error.message };
  }
}

/** Rates that the broker uses for the accounts themselves, and for what these lack the newest daily rates to the dollar. */
async function ratesTo(
  context: ReadContext,
  currency: string,
  parts: readonly AccountPart[],
): Promise<readonly Rate[]> {
  const found = new Map<string, Rate>();
  const put = (rate: Rate) => {
    if (!found.has(rate.currency)) found.set(rate.currency, rate);
  };
  put({ currency, rate: decimal(1), asOfMs: null, source: 'account' });
  for (const { held } of parts) if (held !== null) accountRates(held.assets, currency).forEach(put);
  const missing = neededCurrencies(parts).filter((one) => !found.has(one));
  if (missing.length > 0) (await dailyRates(context, currency, missing, parts)).forEach(put);
  return [...found.values()];
}

function accountRates({ currency: base, currencies, provenance }: Assets, currency: string): Rate[] {
  const toBase = new Map(currencies.map((row) => [row.currency, row.rateToBase]));
  toBase.set(base, decimal(1));
  const target = toBase.get(currency) ?? null;
  if (target === null || isZero(target)) return [];
  return [...toBase].flatMap(([name, rate]) =>
    rate === null || isZero(rate)
      ? []
      : [
          {
            currency: name,
            rate: divide(rate, target, RATE_PLACES),
            asOfMs: provenance.asOfMs,
            source: 'account' as const,
          },
        ],
  );
}

export function neededCurrencies(parts: readonly AccountPart[]): string[] {
  const names = parts.flatMap(({ held }) =>
    held === null
      ? []
      : [held.assets.currency, ...held.positions.positions.flatMap(({ currency }) => currency ?? [])],
  );
  return [...new Set(names)];
}

async function dailyRates(
  context: ReadContext,
  currency: string,
  missing: readonly string[],
  parts: readonly AccountPart[],
): Promise<Rate[]> {
  const ready = parts.find(({ held }) => held !== null);
  if (ready === undefined) return [];
  const { read } = context.accounts.readable(ready.account.id);
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
  // Without these rates the totals are null and say which are missing, which is an answer too.
  const list = await read('rates.dollar', { currencies: [...missing, currency] }, options).catch(() => null);
  const target = list?.rates.find((one) => one.currency === currency);
  if (list === null || target === undefined || isZero(target.usd)) return [];
  return list.rates.map((one) => ({
    currency: one.currency,
    rate: divide(one.usd, target.usd, RATE_PLACES),
    asOfMs: one.timeMs,
    source: 'daily' as const,
  }));
}
