import type { AssetSegment } from '../../shared/domain/portfolio.ts';
import { portfolioText } from '../i18n/en-portfolio.ts';
import { formatAmount } from '../i18n/format-number.ts';
import { Signed } from '../ui/figure.tsx';

const text = portfolioText.segment;
const FIGURES = [
  'netLiquidation',
  'cashBalance',
  'grossPositionValue',
  'initialMargin',
  'maintenanceMargin',
  'excessLiquidity',
] as const;

/** What the broker keeps apart: money of one segment does not stand for the other. */
export function SegmentsTable({ segments }: { readonly segments: readonly AssetSegment[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{text.one}</th>
          {FIGURES.map((figure) => (
            <th key={figure} scope="col" className="number">
              {text.columns[figure]}
            </th>
          ))}
          <th scope="col" className="number">
            {portfolioText.unrealized}
          </th>
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <tr key={segment.kind}>
            <td>
              <div className="cell-main">{text.kinds[segment.kind]}</div>
              <div className="cell-sub">{segment.currency}</div>
            </td>
            {FIGURES.map((figure) => (
              <td key={figure} className="number">
                {formatAmount(segment[figure])}
              </td>
            ))}
            <td className="number">
              <Signed value={segment.unrealizedPnl} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
