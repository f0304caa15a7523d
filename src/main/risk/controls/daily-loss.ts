import { compare, type Decimal, isNegative, multiply, negate, sum } from '../../../shared/domain/decimal.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';
import { inBaseCurrency } from '../money-in-base.ts';
import { isReduceOnly, REDUCE_ONLY_TEXT } from '../pending-orders.ts';

/**
 * Control 17: after a day's loss, realised and unrealised, only orders that reduce a position pass. Assets that do not
 * come block. An account of a kind for which the broker never states the day's result (Global accounts) would be shut
 * out for good, so there it is a DANGER that the user acknowledges each time.
 */
export function dailyLoss(facts: ControlFacts): Judgement {
  const { assets, settings } = facts;
  if (isReduceOnly(facts)) return judge('pass', REDUCE_ONLY_TEXT);
  if (assets === null)
    return judge('block', `The account's assets are not known: ${absenceText(facts, 'assets')}.`);
  if (assets.netLiquidation === null) return judge('block', 'The broker states no net liquidation value.');
  const today = dayResult(facts);
  if (today === null) {
    return judge('danger', "The broker does not state the day's result, so the loss stop cannot judge.");
  }
  const limit = multiply(assets.netLiquidation, settings.dailyLossMax);
  const loss = negate(today);
  const measured = { value: `${today} ${assets.currency}`, limit: `-${limit} ${assets.currency}` };
  const isStopped = isNegative(today) && compare(loss, limit) >= 0;
  return isStopped
    ? judge(
        'block',
        `The account lost ${loss} ${assets.currency} today: only orders that reduce a position pass.`,
        measured,
      )
    : judge('pass', "The day's loss is below the stop.", measured);
}

/** Realised and unrealised, in base currency; null: neither the account nor each of its positions says. */
export function dayResult({ assets, positions }: Pick<ControlFacts, 'assets' | 'positions'>): Decimal | null {
  if (assets === null) return null;
  if (assets.todayPnl !== null) return assets.todayPnl;
  if (positions === null || positions.length === 0) return null;
  const results = positions.map(({ todayPnl, currency }) =>
    todayPnl === null || currency === null ? null : inBaseCurrency(todayPnl, currency, assets),
  );
  const known = results.filter((result) => result !== null);
  return known.length === results.length ? sum(known) : null;
}
