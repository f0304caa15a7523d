import { AppError } from '../shared/app-error.ts';
import { isInteger } from '../shared/domain/decimal.ts';
import { marketOfSymbol } from '../shared/domain/instrument.ts';
import { marketDay } from '../shared/domain/market-day.ts';
import type { OptionChain, OptionExpirations, OptionKey } from '../shared/domain/option.ts';
import type { HkOptionSymbols } from '../shared/domain/option-detail.ts';
import type { Clock } from '../tiger/clock.ts';
import { allHkOptionSymbols } from '../tiger/methods/option-detail-methods.ts';
import { optionChain, optionExpiration } from '../tiger/methods/option-quote-methods.ts';
import type { OptionKey as WireOptionKey } from '../tiger/methods/param-shapes.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { ExactNumber } from '../tiger/wire/exact-number.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import {
  OPTION_CHAIN_LIFETIME_MS,
  OPTION_EXPIRATIONS_LIFETIME_MS,
  SYMBOL_LIST_LIFETIME_MS,
} from './cache-lifetimes.ts';
import type { ReadCache } from './read-cache.ts';
import { chainOf, type DatedExpirations, expirationsOf } from './tiger-mapping/option-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export interface OptionSourceDeps {
  readonly tiger: TigerReader;
  readonly clock: Clock;
  readonly cache: ReadCache;
  readonly lists: ReadCache;
}

/** @throws TigerError, AppError not_found */
export async function readExpirations(
  deps: OptionSourceDeps,
  symbol: string,
  signal: AbortSignal,
): Promise<OptionExpirations> {
  return (await datedExpirations(deps, symbol, signal)).shown;
}

/** `expiry` null: the nearest that has not passed. @throws TigerError, AppError not_found */
export async function readChain(
  deps: OptionSourceDeps,
  { symbol, expiry }: { readonly symbol: string; readonly expiry: string | null },
  signal: AbortSignal,
): Promise<OptionChain> {
  const underlying = await underlyingOf(deps, symbol, signal);
  const { shown, expiryMs } = await datedExpirations(deps, symbol, signal);
  const today = marketDay(underlying.market, deps.clock.nowMs());
  const day = expiry ?? shown.expirations.find((one) => one.day >= today)?.day ?? null;
  // The chain is asked for by an instant of Tiger's own, so no clock change can move it to another day.
  const dayMs = day === null ? undefined : expiryMs.get(day);
  if (day === null || dayMs === undefined) throw noSuchExpiry(symbol, expiry, shown);
  return deps.cache.get(
    `chain ${symbol} ${day}`,
    OPTION_CHAIN_LIFETIME_MS,
    async (life) => {
      const params = {
        option_basic: [{ symbol: underlying.name, expiry: dayMs }],
        return_greek_value: true,
        market: underlying.market,
      };
      return chainOf(await deps.tiger.read(optionChain, params, { ...TIME_LIMIT, signal: life }), {
        symbol,
        expiry: day,
      });
    },
    signal,
  );
}

async function datedExpirations(
  deps: OptionSourceDeps,
  symbol: string,
  signal: AbortSignal,
): Promise<DatedExpirations> {
  const { name, market } = await underlyingOf(deps, symbol, signal);
  return deps.lists.get(
    `expirations ${symbol}`,
    OPTION_EXPIRATIONS_LIFETIME_MS,
    async (life) =>
      expirationsOf(
        await deps.tiger.read(optionExpiration, { symbols: [name], market }, { ...TIME_LIMIT, signal: life }),
        symbol,
      ),
    signal,
  );
}

export interface Underlying {
  readonly name: string;
  readonly market: 'US' | 'HK';
}

/** One option as Tiger's quote services name it. */
export interface WireOption {
  readonly key: OptionKey;
  readonly market: 'US' | 'HK';
  readonly wire: WireOptionKey;
}

/** The SDK of the vendor writes a whole strike as 200.0 (wire contract 3.3). @throws TigerError, AppError not_found */
export async function wireOptionOf(
  deps: OptionSourceDeps,
  key: OptionKey,
  signal: AbortSignal,
): Promise<WireOption> {
  const { name, market } = await underlyingOf(deps, key.symbol, signal);
  const { shown, expiryMs } = await datedExpirations(deps, key.symbol, signal);
  const expiry = expiryMs.get(key.expiry);
  if (expiry === undefined) throw noSuchExpiry(key.symbol, key.expiry, shown);
  const strike = new ExactNumber(isInteger(key.strike) ? `${key.strike}.0` : key.strike);
  const right = key.right === 'call' ? 'CALL' : 'PUT';
  return { key, market, wire: { symbol: name, expiry, right, strike } };
}

/** Options on 00700 are listed under a name of their own, TCH.HK. @throws TigerError, AppError not_found */
export async function underlyingOf(
  deps: OptionSourceDeps,
  symbol: string,
  signal: AbortSignal,
): Promise<Underlying> {
  if (symbol.endsWith('.HK')) return { name: symbol, market: 'HK' };
  if (marketOfSymbol(symbol) !== 'HK') return { name: symbol, market: 'US' };
  const { symbols } = await readHkOptionSymbols(deps, signal);
  const name = symbols.find(({ underlying }) => underlying === symbol)?.symbol;
  if (name !== undefined) return { name, market: 'HK' };
  throw new AppError('not_found', `Tiger lists no options on ${symbol}.`, {
    nextStep: 'Choose another underlying; few Hong Kong stocks have options.',
  });
}

/** @throws TigerError */
export function readHkOptionSymbols(
  { tiger, lists }: OptionSourceDeps,
  signal: AbortSignal,
): Promise<HkOptionSymbols> {
  return lists.get(
    'hk option symbols',
    SYMBOL_LIST_LIFETIME_MS,
    async (life) => {
      const reply = await tiger.read(allHkOptionSymbols, { market: 'HK' }, { ...TIME_LIMIT, signal: life });
      return {
        symbols: reply.data.map(({ symbol, name, underlyingSymbol }) => ({
          symbol,
          name,
          underlying: underlyingSymbol,
        })),
        provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
      };
    },
    signal,
  );
}

const EXPIRATIONS_NAMED_MAX = 12;

function noSuchExpiry(symbol: string, expiry: string | null, shown: OptionExpirations): AppError {
  const days = shown.expirations.slice(0, EXPIRATIONS_NAMED_MAX).map(({ day }) => day);
  const what = expiry === null ? 'options that are still to expire' : `options that expire on ${expiry}`;
  return new AppError(
    'not_found',
    `Tiger has no ${what} on ${symbol}. It has ${days.join(', ') || 'none'}.`,
    {
      nextStep: 'Use a day from tiger_get_option_expirations.',
    },
  );
}
