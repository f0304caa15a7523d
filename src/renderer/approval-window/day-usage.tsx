import { type Decimal, divide, isPositive } from '../../shared/domain/decimal.ts';
import type { DayUsage as Usage } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { ABSENT, formatAmount, formatQuantity } from '../i18n/format-number.ts';

/** From here on the limit is near enough to be marked. */
const NEAR = 0.8;
const SHARE_PLACES = 4;

/** How much of the day's limits is used, before this order and with it. */
export function DayUsage({ usages }: { readonly usages: readonly Usage[] }) {
  return (
    <fieldset className="usages">
      <legend className="visually-hidden">{text.usageTitle}</legend>
      {usages.map((usage) => (
        <UsageBar key={`${usage.measure} ${usage.currency ?? ''}`} usage={usage} />
      ))}
    </fieldset>
  );
}

function UsageBar({ usage }: { readonly usage: Usage }) {
  const { measure, used, after, limit, currency } = usage;
  const format = measure === 'orders' ? formatQuantity : (value: Decimal | null) => formatAmount(value, 0);
  const label = text.usage[measure];
  const share = shareOf(after ?? used, limit);
  const figures = after === null ? format(used) : `${format(used)} → ${format(after)}`;
  const isKnown = used !== null && limit !== null;
  return (
    <div className="usage">
      <div className="fact">
        <span className="soft">{label}</span>
        <span>
          {isKnown ? (
            text.usedOf(figures, format(limit), currency)
          ) : (
            <span className="faint">{text.unknown}</span>
          )}
        </span>
      </div>
      {share === null ? null : (
        <meter
          className="usage-meter"
          aria-label={label}
          aria-valuetext={figures === ABSENT ? text.unknown : figures}
          min={0}
          max={1}
          low={NEAR}
          high={1}
          optimum={0}
          value={share}
        />
      )}
    </div>
  );
}

/** For drawing alone. */
function shareOf(used: Decimal | null, limit: Decimal | null): number | null {
  if (used === null || limit === null || !isPositive(limit)) return null;
  return Math.min(1, Number(divide(used, limit, SHARE_PLACES, 'up')));
}
