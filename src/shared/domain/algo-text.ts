import { decimal, multiply } from './decimal.ts';
import type { Market } from './instrument.ts';
import { marketTimeText } from './market-day.ts';
import type { Algo } from './order-form.ts';

/** `from 2026-12-01 10:00 New York until the close, at most 10 % of the volume` */
export function algoText({ startMs, endMs, participationRate }: Algo, market: Market): string {
  const from = startMs === null ? 'from now' : `from ${marketTimeText(market, startMs)}`;
  const until = endMs === null ? 'until the close' : `until ${marketTimeText(market, endMs)}`;
  const percent = participationRate === null ? null : multiply(participationRate, decimal(100));
  const rate = percent === null ? '' : `, at most ${percent} % of the volume`;
  return `${from} ${until}${rate}`;
}
