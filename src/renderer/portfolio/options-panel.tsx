import type { Account } from '../../shared/domain/account.ts';
import { isNegative } from '../../shared/domain/decimal.ts';
import type { OptionGreeks } from '../../shared/domain/option.ts';
import { useRead } from '../app-context.tsx';
import { portfolioText } from '../i18n/en-portfolio.ts';
import { formatAmount, formatPrice, formatQuantity, formatRate } from '../i18n/format-number.ts';
import { Badge } from '../ui/badge.tsx';
import { Signed } from '../ui/figure.tsx';
import { Panel } from '../ui/page.tsx';
import { greeksOf, greeksQuestion, type HeldOption } from './held-options.ts';

const text = portfolioText.options;
/** A chain is a long answer; greeks of a held option do not turn within seconds. */
const GREEKS_REFRESH_MS = 30_000;
/** Gamma of a dear share is a few thousandths. */
const GREEK_PLACES = 4;
const FIGURES = [
  'quantity',
  'multiplier',
  'averageCost',
  'lastPrice',
  'marketValue',
  'unrealizedPnl',
] as const;
const GREEKS = ['delta', 'gamma', 'theta', 'vega'] as const;

interface OptionsPanelProps {
  readonly account: Account;
  readonly held: readonly HeldOption[];
}

export function OptionsPanel({ account, held }: OptionsPanelProps) {
  const options = greeksQuestion(held);
  const greeks = useRead(
    'accounts.greeks',
    options === null ? null : { accountId: account.id, options },
    GREEKS_REFRESH_MS,
  );
  if (held.length === 0) return null;
  const problem = greeks.error?.message ?? greeks.value?.problem ?? null;
  return (
    <Panel
      title={text.title}
      count={held.length}
      aside={problem === null ? null : <span className="faint small">{text.greeksMissing(problem)}</span>}
    >
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.option}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className="number">
                {text.columns[figure]}
              </th>
            ))}
            <th scope="col" className="number">
              {text.impliedVolatility}
            </th>
            {GREEKS.map((greek) => (
              <th key={greek} scope="col" className="number">
                {text.greeks[greek]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {held.map((each) => (
            <OptionRow
              key={each.position.symbol}
              held={each}
              greeks={greeksOf(each.option, greeks.value?.rows ?? [])}
            />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function OptionRow({ held, greeks }: { readonly held: HeldOption; readonly greeks: OptionGreeks | null }) {
  const { option, position } = held;
  return (
    <tr>
      <td>
        <div className="row cell-main">
          {option.symbol} {formatPrice(option.strike)} {text.rights[option.right]}
          {isNegative(position.quantity) ? <Badge tone="warning">{portfolioText.short}</Badge> : null}
        </div>
        <div className="cell-sub">{text.expires(option.expiry)}</div>
      </td>
      <td className="number">{formatQuantity(position.quantity)}</td>
      <td className="number">{formatQuantity(position.multiplier)}</td>
      <td className="number">{formatPrice(position.averageCost)}</td>
      <td className="number">{formatPrice(position.lastPrice)}</td>
      <td className="number">
        {formatAmount(position.marketValue)}
        <div className="cell-sub">{position.currency}</div>
      </td>
      <td className="number">
        <Signed value={position.unrealizedPnl} />
      </td>
      <td className="number">{formatRate(greeks?.impliedVolatility ?? null)}</td>
      {GREEKS.map((greek) => (
        <td key={greek} className="number">
          {formatAmount(greeks?.[greek] ?? null, GREEK_PLACES)}
        </td>
      ))}
    </tr>
  );
}
