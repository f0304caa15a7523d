import type { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { compare } from '../../shared/domain/decimal.ts';
import { daySchema } from '../../shared/domain/market-day.ts';
import type { OptionChain, OptionExpirations, OptionRow } from '../../shared/domain/option.ts';
import type { TigerReply } from '../../tiger/method.ts';
import type { optionChain, optionExpiration } from '../../tiger/methods/option-quote-methods.ts';
import { priceOrNull } from './price-or-null.ts';
import { provenanceOf } from './provenance-of.ts';

/** The expirations with the instants by which Tiger knows the days. */
export interface DatedExpirations {
  readonly shown: OptionExpirations;
  readonly expiryMs: ReadonlyMap<string, number>;
}

/** Wire contract 3.3. */
const KINDS: ReadonlyMap<string, OptionExpirations['expirations'][number]['kind']> = new Map([
  ['m', 'monthly'],
  ['w', 'weekly'],
  ['q', 'quarterly'],
]);

/** One underlying was asked for, so one row is answered. @throws AppError not_found */
export function expirationsOf(
  reply: TigerReply<z.output<typeof optionExpiration.reply>>,
  symbol: string,
): DatedExpirations {
  const row = reply.data[0];
  if (row === undefined || row.dates.length === 0) throw noOptions(symbol);
  const dated = row.dates.flatMap((text, index) => {
    const day = daySchema.safeParse(text).data;
    const atMs = row.timestamps[index];
    return day === undefined || atMs === undefined
      ? []
      : [{ day, atMs, kind: KINDS.get(row.periodTags[index] ?? '') ?? null }];
  });
  const ascending = dated.sort((left, right) => left.atMs - right.atMs);
  return {
    shown: {
      symbol,
      expirations: ascending.map(({ day, kind }) => ({ day, kind })),
      provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
    },
    expiryMs: new Map(ascending.map(({ day, atMs }) => [day, atMs])),
  };
}

type WireSide = NonNullable<z.output<typeof optionChain.reply>[number]['items'][number]['call']>;

/** The chain as it is at the time of the answer; its bids and asks carry no time. @throws AppError not_found */
export function chainOf(
  reply: TigerReply<z.output<typeof optionChain.reply>>,
  wanted: { readonly symbol: string; readonly expiry: string },
): OptionChain {
  const options = (reply.data[0]?.items ?? [])
    .flatMap(({ call, put }) => [rowOf(call, 'call'), rowOf(put, 'put')])
    .filter((row) => row !== null)
    .sort((left, right) => compare(left.strike, right.strike) || (left.right < right.right ? -1 : 1));
  if (options.length === 0) throw noOptions(wanted.symbol);
  return {
    ...wanted,
    options,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

/** An option without a strike cannot be named, so it is left out. */
function rowOf(side: WireSide | null, right: OptionRow['right']): OptionRow | null {
  if (side === null || side.strike === null) return null;
  return {
    identifier: side.identifier,
    right,
    strike: side.strike,
    bidPrice: priceOrNull(side.bidPrice),
    bidSize: side.bidSize,
    askPrice: priceOrNull(side.askPrice),
    askSize: side.askSize,
    lastPrice: priceOrNull(side.latestPrice),
    volume: side.volume,
    openInterest: side.openInterest,
    multiplier: side.multiplier,
    impliedVolatility: side.impliedVol,
    delta: side.delta,
    gamma: side.gamma,
    theta: side.theta,
    vega: side.vega,
    rho: side.rho,
  };
}

function noOptions(symbol: string): AppError {
  return new AppError('not_found', `Tiger has no options on ${symbol}.`, {
    nextStep: 'Check the symbol of the underlying with tiger_search_symbols.',
  });
}
