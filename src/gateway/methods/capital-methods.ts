import * as z from 'zod';
import { businessError } from '../gateway-refusal.ts';
import { barSeries } from '../market/bar-series.ts';
import type { Bar } from '../market/instrument.ts';
import { E4_PER_UNIT } from '../market/price-e4.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { optionalInteger, optionalText, readBiz, readTime, wireRatio } from './biz-parameters.ts';
import { readLimit, readStock } from './instrument-reader.ts';

/** Wire contract 7.3. */
const FLOWS_DEFAULT = 200;
const FLOWS_MAX = 1_200;
/** The vendor's period and the bars that it is made of. */
const PERIODS: Readonly<Record<string, readonly [period: string, bars: number]>> = {
  intraday: ['1min', 1],
  day: ['day', 1],
  week: ['week', 1],
  month: ['month', 1],
  quarter: ['month', 3],
  '6month': ['month', 6],
  year: ['year', 1],
};
/** Money moves with the price: a bar that closes at its high took in this part of what it traded. */
const NET_SHARE = 0.12;
/** Large, middle and small orders among what was traded. */
const SIZES = { Big: 0.34, Mid: 0.29, Small: 0.37 } as const;

const schema = z.looseObject({ period: optionalText, limit: optionalInteger });

export const capitalMethods: MethodGroup = { capital_flow: capitalFlow, capital_distribution: distribution };

function capitalFlow(services: GatewayServices, { biz }: MethodCall) {
  const instrument = readStock(services, biz);
  const fields = readBiz(schema, biz);
  const period = fields.period ?? 'day';
  const rule = Object.hasOwn(PERIODS, period) ? PERIODS[period] : undefined;
  if (rule === undefined)
    throw businessError(`'period' not supported, supported: ${Object.keys(PERIODS).join(' ')}`);
  const limit = readLimit(fields.limit, FLOWS_DEFAULT, FLOWS_MAX);
  const { zone } = instrument.schedule;
  const isIntraday = period === 'intraday';
  const nowMs = services.clock.nowMs();
  const opensMs = instrument.schedule.lastOpened(nowMs).opensMs;
  const beginMs = readTime(biz, 'begin_time', zone) ?? (isIntraday ? opensMs : null);
  const endMs = readTime(biz, 'end_time', zone);
  const bars = barSeries(instrument, { period: rule[0], beginMs, endMs, limit: limit * rule[1] }, nowMs);
  const groups: Bar[][] = [];
  for (let end = bars.length; end > 0; end -= rule[1])
    groups.unshift(bars.slice(Math.max(0, end - rule[1]), end));
  return {
    symbol: instrument.listing.symbol,
    period,
    items: groups.map((group) => {
      const timestamp = group[0]?.startMs ?? opensMs;
      return {
        time: isIntraday ? zone.text(timestamp) : zone.text(timestamp).slice(0, 10),
        timestamp,
        netInflow: wireRatio(
          group.reduce((total, bar) => total + netInflow(bar), 0),
          2,
        ),
      };
    }),
  };
}

function distribution(services: GatewayServices, { biz }: MethodCall) {
  const instrument = readStock(services, biz);
  const { day } = services.market.quote(instrument);
  const net = cents(netInflow(day));
  const traded = turnover(day);
  const size = (name: keyof typeof SIZES) => {
    const part = traded * SIZES[name];
    return { in: cents((part + net * SIZES[name]) / 2), out: cents((part - net * SIZES[name]) / 2) };
  };
  const [big, mid, small] = [size('Big'), size('Mid'), size('Small')];
  const inAll = cents(big.in + mid.in + small.in);
  const outAll = cents(big.out + mid.out + small.out);
  return {
    symbol: instrument.listing.symbol,
    netInflow: wireRatio(inAll - outAll, 2),
    inAll: wireRatio(inAll, 2),
    inBig: wireRatio(big.in, 2),
    inMid: wireRatio(mid.in, 2),
    inSmall: wireRatio(small.in, 2),
    outAll: wireRatio(outAll, 2),
    outBig: wireRatio(big.out, 2),
    outMid: wireRatio(mid.out, 2),
    outSmall: wireRatio(small.out, 2),
  };
}

function turnover(bar: Bar): number {
  return (bar.volume * (bar.highE4 + bar.lowE4)) / (2 * E4_PER_UNIT);
}

function netInflow(bar: Bar): number {
  const range = Math.max(1, bar.highE4 - bar.lowE4);
  return turnover(bar) * NET_SHARE * ((bar.closeE4 - bar.openE4) / range);
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
