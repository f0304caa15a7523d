import type { ReactNode } from 'react';
import type { Assets } from '../../shared/domain/portfolio.ts';
import { portfolioText as text } from '../i18n/en-portfolio.ts';
import { formatAmount } from '../i18n/format-number.ts';
import { Flashing, Signed } from '../ui/figure.tsx';

export function AssetsSummary({ assets }: { readonly assets: Assets }) {
  return (
    <dl className="figures">
      <Cell
        label={text.netLiquidation}
        isMain
        note={
          <>
            <Signed value={assets.todayPnl} /> {text.today}
          </>
        }
      >
        <Flashing text={formatAmount(assets.netLiquidation)} />
      </Cell>
      <Cell label={text.cash}>{formatAmount(assets.cashBalance)}</Cell>
      <Cell label={text.buyingPower}>{formatAmount(assets.buyingPower)}</Cell>
      <Cell label={text.positionsValue}>{formatAmount(assets.grossPositionValue)}</Cell>
      <Cell label={text.unrealized}>
        <Signed value={assets.unrealizedPnl} />
      </Cell>
      <Cell label={text.initialMargin}>{formatAmount(assets.initialMargin)}</Cell>
      <Cell label={text.maintenanceMargin}>{formatAmount(assets.maintenanceMargin)}</Cell>
      <Cell label={text.excess}>{formatAmount(assets.excessLiquidity)}</Cell>
      <Cell label={text.realized}>
        <Signed value={assets.realizedPnl} />
      </Cell>
    </dl>
  );
}

interface CellProps {
  readonly label: string;
  readonly isMain?: boolean;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

function Cell({ label, isMain = false, note, children }: CellProps) {
  return (
    <div className={isMain ? 'figure-cell figure-main' : 'figure-cell'}>
      <dt className="figure-label">{label}</dt>
      <dd className="figure-value">{children}</dd>
      {note === undefined ? null : <dd className="small soft">{note}</dd>}
    </div>
  );
}
