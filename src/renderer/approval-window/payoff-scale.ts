import type { OrderPayoff } from '../../shared/domain/order-payoff.ts';

export const CHART_WIDTH = 400;
export const CHART_HEIGHT = 190;
/** Room for the labels of the prices above and below the drawing. */
const PLOT = { left: 4, right: CHART_WIDTH - 4, top: 34, bottom: CHART_HEIGHT - 22 };
/** Nearer than this, one label would cover the other. */
const LABEL_WIDTH = 46;

export type Curve = NonNullable<OrderPayoff['figures']>['curve'];

export interface PayoffScale {
  x(price: string): number;
  y(result: string): number;
  readonly zeroY: number;
  readonly plot: typeof PLOT;
}

/** Places on the drawing. Doubles are exact enough for pixels; no figure that is read comes from here. */
export function payoffScale(curve: Curve): PayoffScale | null {
  const [first] = curve;
  const last = curve.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const results = curve.map(({ result }) => Number(result));
  // Zero is always on the drawing: above it is gain, below it is loss.
  const low = Math.min(0, ...results);
  const high = Math.max(0, ...results);
  const from = Number(first.price);
  const width = Number(last.price) - from;
  const height = high - low || 1;
  const y = (result: number) => PLOT.bottom - ((result - low) / height) * (PLOT.bottom - PLOT.top);
  return {
    x: (price) => PLOT.left + ((Number(price) - from) / width) * (PLOT.right - PLOT.left),
    y: (result) => y(Number(result)),
    zeroY: y(0),
    plot: PLOT,
  };
}

/** Those of the labels, in order, that do not cover one before them, moved inside the drawing. */
export function labelsWithoutOverlap(places: readonly number[]): readonly (number | null)[] {
  const shown: number[] = [];
  return places.map((place) => {
    const inside = Math.min(Math.max(place, LABEL_WIDTH / 2), CHART_WIDTH - LABEL_WIDTH / 2);
    if (shown.some((other) => Math.abs(other - inside) < LABEL_WIDTH)) return null;
    shown.push(inside);
    return inside;
  });
}
