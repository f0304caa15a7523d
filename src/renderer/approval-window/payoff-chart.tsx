import { useId } from 'react';
import type { OrderPayoff } from '../../shared/domain/order-payoff.ts';
import { payoffText as text } from '../i18n/en-payoff.ts';
import { formatPrice, formatSigned } from '../i18n/format-number.ts';
import {
  CHART_HEIGHT,
  CHART_WIDTH,
  type Curve,
  labelsWithoutOverlap,
  type PayoffScale,
  payoffScale,
} from './payoff-scale.ts';

const LABEL_DROP = 13;
const LABEL_RISE = 5;

/** Result at expiry by the price of the underlying; whoever cannot see it is read its corners. */
export function PayoffChart({ payoff }: { readonly payoff: OrderPayoff }) {
  const id = useId();
  const { figures, expiry } = payoff;
  const scale = figures === null ? null : payoffScale(figures.curve);
  if (figures === null || scale === null) return null;
  const { plot, zeroY } = scale;
  const line = figures.curve.map(({ price, result }) => `${scale.x(price)},${scale.y(result)}`).join(' ');
  const area = `${plot.left},${zeroY} ${line} ${plot.right},${zeroY}`;
  const corners = figures.curve.map(({ price, result }) =>
    text.chartPoint(formatPrice(price), formatSigned(result)),
  );
  const title = expiry === null ? text.chartShort : text.chart;
  return (
    <svg
      className="payoff-chart"
      viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`}
      role="img"
      aria-label={`${title}, ${payoff.currency}: ${corners.join('; ')}`}
    >
      <clipPath id={`${id}gain`}>
        <rect x="0" y="0" width={CHART_WIDTH} height={zeroY} />
      </clipPath>
      <clipPath id={`${id}loss`}>
        <rect x="0" y={zeroY} width={CHART_WIDTH} height={CHART_HEIGHT - zeroY} />
      </clipPath>
      <polygon className="payoff-gain" points={area} clipPath={`url(#${id}gain)`} />
      <polygon className="payoff-loss" points={area} clipPath={`url(#${id}loss)`} />
      <line className="payoff-zero" x1={plot.left} x2={plot.right} y1={zeroY} y2={zeroY} />
      <PriceLines payoff={payoff} scale={scale} />
      <polyline className="payoff-gain-line" points={line} clipPath={`url(#${id}gain)`} />
      <polyline className="payoff-loss-line" points={line} clipPath={`url(#${id}loss)`} />
      <Breakevens breakevens={figures.breakevens} scale={scale} />
      <EndResult point={figures.curve[0]} scale={scale} anchor="start" />
      <EndResult point={figures.curve.at(-1)} scale={scale} anchor="end" />
    </svg>
  );
}

/** What the drawing's left and right ends stand for: below the line in loss, else above it. */
function EndResult(props: {
  readonly point: Curve[number] | undefined;
  readonly scale: PayoffScale;
  readonly anchor: 'start' | 'end';
}) {
  const { point, scale, anchor } = props;
  if (point === undefined) return null;
  const y = scale.y(point.result);
  const isBelow = y > scale.zeroY;
  const inward = anchor === 'start' ? 2 : -2;
  return (
    <text
      className="payoff-end"
      x={scale.x(point.price) + inward}
      y={isBelow ? y + LABEL_DROP : y - LABEL_RISE}
      textAnchor={anchor}
    >
      {formatSigned(point.result, 0)}
    </text>
  );
}

/** Where the strikes and the market are: two rows of labels above the drawing. */
function PriceLines({ payoff, scale }: { readonly payoff: OrderPayoff; readonly scale: PayoffScale }) {
  const strikes = [...new Set(payoff.legs.map(({ strike }) => strike).filter((strike) => strike !== null))];
  const { price: now } = payoff.underlying;
  return (
    <>
      <Marks prices={strikes} word={text.strike} scale={scale} labelY={26} className="payoff-strike" />
      {now === null ? null : (
        <Marks prices={[now]} word={text.now} scale={scale} labelY={11} className="payoff-now" />
      )}
    </>
  );
}

interface MarksProps {
  readonly prices: readonly NonNullable<OrderPayoff['underlying']['price']>[];
  readonly word: string;
  readonly scale: PayoffScale;
  readonly labelY: number;
  readonly className: string;
}

function Marks({ prices, word, scale, labelY, className }: MarksProps) {
  const labels = labelsWithoutOverlap(prices.map((price) => scale.x(price)));
  const { top, bottom } = scale.plot;
  return prices.map((price, index) => (
    <g key={price} className={className}>
      <line x1={scale.x(price)} x2={scale.x(price)} y1={top} y2={bottom} />
      {labels[index] === null ? null : (
        <text x={labels[index]} y={labelY} textAnchor="middle">
          {word} {formatPrice(price)}
        </text>
      )}
    </g>
  ));
}

function Breakevens(props: {
  readonly breakevens: readonly NonNullable<OrderPayoff['underlying']['price']>[];
  readonly scale: PayoffScale;
}) {
  const { breakevens, scale } = props;
  const labels = labelsWithoutOverlap(breakevens.map((price) => scale.x(price)));
  return breakevens.map((price, index) => (
    <g key={price} className="payoff-breakeven">
      <circle cx={scale.x(price)} cy={scale.zeroY} r="3.5" />
      {labels[index] === null ? null : (
        <text x={labels[index]} y={CHART_HEIGHT - 7} textAnchor="middle">
          {formatPrice(price)}
        </text>
      )}
    </g>
  ));
}
