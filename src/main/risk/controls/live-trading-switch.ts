import { isLive } from '../../../shared/domain/account.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** Control 1: live accounts trade only while their switch is on. A mode that is not proven counts as live. */
export function liveTradingSwitch({
  account,
  ...facts
}: Pick<ControlFacts, 'account' | 'absences'>): Judgement {
  const measured = { value: account.mode, limit: account.isLiveTradingEnabled ? 'on' : 'off' };
  if (!isLive(account.mode)) return judge('pass', 'A paper account: no real money moves.', measured);
  if (account.isLiveTradingEnabled) {
    return judge('pass', 'A live account whose trading the user has switched on.', measured);
  }
  if (account.mode === 'live') {
    return judge(
      'block',
      'Live trading is off for this account. Only its owner can turn it on, in Accounts.',
      measured,
    );
  }
  const why = absenceText(facts, 'profile');
  return judge(
    'block',
    `The broker has not proven that this is a paper account (${why}), so it counts as live, and live trading is off.`,
    measured,
  );
}
