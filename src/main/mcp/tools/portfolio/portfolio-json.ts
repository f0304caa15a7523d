import * as z from 'zod';
import type { Account } from '../../../../shared/domain/account.ts';
import { add, type Decimal, sum } from '../../../../shared/domain/decimal.ts';
import type { Assets, Position } from '../../../../shared/domain/portfolio.ts';
import {
  accountFields,
  accountJson,
  figure,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { accountInput, wordInput } from '../../tolerant-input.ts';
import { type AccountPart, neededCurrencies, type Portfolio } from './read-portfolio.ts';

const ACCOUNTS_MAX = 20;

export const portfolioInput = {
  currency: wordInput(['USD', 'HKD', 'SGD', 'CNH', 'EUR', 'AUD', 'JPY']).optional().describe('Default USD.'),
  account_ids: z
    .preprocess(
      (value) =>
        typeof value === 'string' && !value.startsWith('[')
          ? value.split(',').map((one) => one.trim())
          : value,
      z.array(accountInput('Alias.')).min(1).max(ACCOUNTS_MAX),
    )
    .optional()
    .describe('Default: all with real money; without any, paper; without any, the demo.'),
};

/** On both answers about several accounts. */
export const portfolioFacts = {
  currency: z.string().describe('Of all amounts that name no other.'),
  rates: z
    .array(
      z.strictObject({
        currency: z.string(),
        rate: z.string().describe('Units of the answer currency for one of this.'),
        as_of: figure,
        source: z
          .enum(['account', 'daily'])
          .describe("The broker's rate of an account, or Tiger's daily rate."),
      }),
    )
    .describe('Exchange rates that were used, with their time.'),
  left_out: z.array(z.string()).describe('Visible accounts that are not counted.'),
  missing: z.array(z.string()).describe('Why a total is null, or what could not be looked at.'),
  oldest_as_of: figure.describe('Time of the oldest account figures, ISO UTC.'),
  simulated: z.boolean(),
};

export const accountRow = z.strictObject({
  ...accountFields,
  problem: figure.describe('Why it could not be read.'),
  base_currency: figure,
  net_liquidation: figure.describe('In base_currency, like all of this row.'),
  cash_balance: figure,
  unrealized_pnl: figure,
  realized_pnl: figure,
  today_pnl: figure,
  net_liquidation_converted: figure,
  ...provenanceFields,
});

export function accountRowJson({ account, held, problem }: AccountPart, portfolio: Portfolio, nowMs: number) {
  const assets = held?.assets ?? null;
  return {
    ...accountJson(account),
    problem,
    base_currency: assets?.currency ?? null,
    net_liquidation: assets?.netLiquidation ?? null,
    cash_balance: assets?.cashBalance ?? null,
    unrealized_pnl: assets?.unrealizedPnl ?? null,
    realized_pnl: assets?.realizedPnl ?? null,
    today_pnl: assets?.todayPnl ?? null,
    net_liquidation_converted:
      assets === null ? null : portfolio.convert(assets.netLiquidation, assets.currency),
    ...(assets === null ? unread(account) : provenanceJson(assets.provenance, nowMs)),
  };
}

const unread = ({ isDemo }: Account) => ({ as_of: null, age_ms: null, delayed: null, simulated: isDemo });

export function portfolioFactsJson(portfolio: Portfolio, currency: string) {
  const used = new Set(neededCurrencies(portfolio.parts));
  const times = portfolio.parts.flatMap(({ held }) => held?.assets.provenance.asOfMs ?? []);
  return {
    currency,
    rates: portfolio.rates
      .filter((one) => used.has(one.currency) && one.currency !== currency)
      .map((one) => ({
        currency: one.currency,
        rate: one.rate,
        as_of: isoTime(one.asOfMs),
        source: one.source,
      })),
    left_out: [...portfolio.leftOut],
    missing: missingOf(portfolio),
    oldest_as_of: times.length === 0 ? null : isoTime(Math.min(...times)),
    simulated: portfolio.parts.some(({ held }) => held?.assets.provenance.isSimulated ?? false),
  };
}

function missingOf({ parts, rates }: Portfolio): string[] {
  const known = new Set(rates.map(({ currency }) => currency));
  return [
    ...parts.flatMap(({ account, problem }) =>
      problem === null ? [] : [`account ${account.alias}: ${problem}`],
    ),
    ...neededCurrencies(parts).flatMap((one) => (known.has(one) ? [] : [`rate of ${one}`])),
  ];
}

/** The sum over all accounts; null as soon as one of them has no figure or no rate. */
export function totalOf(portfolio: Portfolio, pick: (assets: Assets) => Decimal | null): Decimal | null {
  const values = portfolio.parts.map(({ held }) =>
    held === null ? null : portfolio.convert(pick(held.assets), held.assets.currency),
  );
  return values.length === 0 ? null : sumOrNull(values);
}

function sumOrNull(values: readonly (Decimal | null)[]): Decimal | null {
  return values.every((value) => value !== null) ? sum(values) : null;
}

export interface Holding {
  readonly position: Position;
  readonly accounts: readonly string[];
  readonly quantity: Decimal;
  readonly marketValue: Decimal | null;
  readonly unrealizedPnl: Decimal | null;
  /** In the answer's currency. */
  readonly converted: Decimal | null;
}

/** One row for each symbol, kind and currency over all accounts. */
export function mergedHoldings(portfolio: Portfolio): Holding[] {
  const merged = new Map<string, Holding>();
  for (const { account, held } of portfolio.parts) {
    for (const position of held?.positions.positions ?? []) {
      const key = `${position.symbol} ${position.securityType} ${position.currency}`;
      const before = merged.get(key);
      const marketValue = before ? addOrNull(before.marketValue, position.marketValue) : position.marketValue;
      merged.set(key, {
        position,
        accounts: [...new Set([...(before?.accounts ?? []), account.alias])],
        quantity: before ? add(before.quantity, position.quantity) : position.quantity,
        marketValue,
        unrealizedPnl: before
          ? addOrNull(before.unrealizedPnl, position.unrealizedPnl)
          : position.unrealizedPnl,
        converted: portfolio.convert(marketValue, position.currency),
      });
    }
  }
  return [...merged.values()];
}

function addOrNull(left: Decimal | null, right: Decimal | null): Decimal | null {
  return left === null || right === null ? null : add(left, right);
}
