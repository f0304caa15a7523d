import type { Market } from './instrument.ts';
import { marketTimeText } from './market-day.ts';
import type { Algo } from './order-form.ts';

/** `from 2026-12-01 10:00 New York until the close, at most 0.1 of the volume` */
export function algoText({ startMs, endMs, participationRate }: Algo, market: Market): string {
  const from = startMs === null ? 'from now' : `from ${marketTimeText(market, startMs)}`;
  const until = endMs === null ? 'until the close' : `until ${marketTimeText(market, endMs)}`;
  const rate = participationRate === null ? '' : `, at most ${participationRate} of the volume`;
  return `${from} ${until}${rate}`;
}
