import { E4_PER_UNIT } from './price-e4.ts';

/** Interval ends as in wire contract 4.3: CLOSED [b,e], OPEN (b,e), OPEN_CLOSED (b,e]. */
type TickInterval = 'CLOSED' | 'OPEN' | 'OPEN_CLOSED';

export interface TickRow {
  /** Texts as they go on the wire; "Infinity" is the vendor's spelling. */
  readonly begin: string;
  readonly end: string;
  readonly type: TickInterval;
  readonly tickSize: string;
}

/** SEC Regulation NMS rule 612: a cent from one dollar on, a hundredth of a cent below. */
const US_TICKS: readonly TickRow[] = [
  { begin: '0', end: '1', type: 'CLOSED', tickSize: '0.0001' },
  { begin: '1', end: 'Infinity', type: 'OPEN', tickSize: '0.01' },
];

/**
 * HKEX, Rules of the Exchange, Second Schedule, Part A, with the minimum spreads of 4 August 2025 (phase 1),
 * not compared with the exchange's page. Funds have a table of their own there; the simulator uses this one for all.
 */
const HK_SPREADS: readonly (readonly [begin: string, end: string, tickSize: string])[] = [
  ['0', '0.25', '0.001'],
  ['0.25', '0.5', '0.005'],
  ['0.5', '10', '0.01'],
  ['10', '20', '0.01'],
  ['20', '50', '0.02'],
  ['50', '100', '0.05'],
  ['100', '200', '0.1'],
  ['200', '500', '0.2'],
  ['500', '1000', '0.5'],
  ['1000', '2000', '1'],
  ['2000', '5000', '2'],
  ['5000', '9995', '5'],
];
const HK_TICKS: readonly TickRow[] = HK_SPREADS.map(([begin, end, tickSize]) => ({
  begin,
  end,
  type: 'OPEN_CLOSED',
  tickSize,
}));

/** The minimum increments of US option exchanges for classes in the penny programme. */
const US_OPTION_TICKS: readonly TickRow[] = [
  { begin: '0', end: '3', type: 'CLOSED', tickSize: '0.01' },
  { begin: '3', end: 'Infinity', type: 'OPEN', tickSize: '0.05' },
];

const ROWS = { US: US_TICKS, HK: HK_TICKS, US_OPTION: US_OPTION_TICKS } as const;
type TickTable = keyof typeof ROWS;
/** A table by price, or one tick for every price, in ten-thousandths. */
export type TickRule = TickTable | number;

interface TickStep {
  readonly endE4: number;
  readonly tickE4: number;
}

/** Rows touch each other and each includes its upper end, except that the last is open. */
const STEPS: Readonly<Record<TickTable, readonly TickStep[]>> = {
  US: toSteps(US_TICKS),
  HK: toSteps(HK_TICKS),
  US_OPTION: toSteps(US_OPTION_TICKS),
};

function toSteps(rows: readonly TickRow[]): readonly TickStep[] {
  return rows.map((row) => ({
    endE4: row.end === 'Infinity' ? Number.POSITIVE_INFINITY : Math.round(Number(row.end) * E4_PER_UNIT),
    tickE4: Math.round(Number(row.tickSize) * E4_PER_UNIT),
  }));
}

export function tickRows(rule: TickRule): readonly TickRow[] {
  if (typeof rule === 'string') return ROWS[rule];
  return [{ begin: '0', end: 'Infinity', type: 'CLOSED', tickSize: String(rule / E4_PER_UNIT) }];
}

/** @returns the tick at this price, in ten-thousandths; null above the exchange's highest price */
export function tickE4At(rule: TickRule, priceE4: number): number | null {
  if (typeof rule === 'number') return rule;
  return STEPS[rule].find((step) => priceE4 <= step.endE4)?.tickE4 ?? null;
}

/** True if an order may carry this price: positive, within the table, on the tick. */
export function isOnTick(rule: TickRule, priceE4: number): boolean {
  const tickE4 = tickE4At(rule, priceE4);
  return priceE4 > 0 && tickE4 !== null && Number.isInteger(priceE4) && priceE4 % tickE4 === 0;
}

function highestTick(rule: TickRule): number {
  return typeof rule === 'number' ? rule : (STEPS[rule].at(-1)?.tickE4 ?? 1);
}

/** The nearest price on the tick, at least one tick. `rawE4` may be a fraction. */
export function roundToTick(rule: TickRule, rawE4: number): number {
  const tickE4 = tickE4At(rule, rawE4) ?? highestTick(rule);
  return Math.max(tickE4, Math.round(rawE4 / tickE4) * tickE4);
}

/** The next valid price `count` ticks above (or below, if negative), stepping over table rows one tick at a time. */
export function moveByTicks(rule: TickRule, priceE4: number, count: number): number {
  let price = priceE4;
  for (let step = 0; step < Math.abs(count); step += 1) {
    // Just below a row's start the smaller tick applies, so going down looks at the price under the current one.
    const tick = tickE4At(rule, count > 0 ? price + 1 : price) ?? 1;
    price = count > 0 ? price + tick : Math.max(tick, price - tick);
  }
  return price;
}
