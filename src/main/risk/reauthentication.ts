import { type AccountMode, isLive } from '../../shared/domain/account.ts';
import { compare, type Decimal } from '../../shared/domain/decimal.ts';
import type { Currency } from '../../shared/domain/instrument.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';

/** Whether approving so much asks again who sits there. What is not known, or not proven to be paper, counts as much. */
export function needsReauthentication(
  mode: AccountMode,
  { reauthenticateAbove }: Pick<RiskSettings, 'reauthenticateAbove'>,
  currency: Currency,
  worst: Decimal | null,
): boolean {
  const above: Decimal | undefined = reauthenticateAbove[currency];
  if (!isLive(mode) || above === undefined) return false;
  return worst === null || compare(worst, above) > 0;
}
