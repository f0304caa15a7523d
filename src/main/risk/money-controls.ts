import type { ControlResult } from '../../shared/domain/control.ts';
import { compare, type Decimal } from '../../shared/domain/decimal.ts';
import { type MoneyMove, moneyMoveSentence, outgoing } from '../../shared/domain/money-move.ts';
import type { ControlFacts, DecisionFacts } from './control-facts.ts';
import { approvalRequired } from './controls/approval-required.ts';
import { approvalTimeToLive } from './controls/approval-time-to-live.ts';
import { clientAccess } from './controls/client-access.ts';
import { contextTaint } from './controls/context-taint.ts';
import { noStop } from './controls/kill-switch.ts';
import { liveTradingSwitch } from './controls/live-trading-switch.ts';
import { sealedApproval } from './controls/sealed-approval.ts';
import { waitingApprovals } from './controls/waiting-approvals.ts';
import { type Judgement, judge, seconds } from './judgement.ts';

/** What a move of money is judged by: who asks, what was decided, and whether the money is there. */
export interface MoneyFacts
  extends Pick<
    ControlFacts,
    'account' | 'absences' | 'stops' | 'taints' | 'createdAtMs' | 'expiresAtMs' | 'nowMs' | 'settings'
  > {
  readonly activity: Pick<ControlFacts['activity'], 'waitingOfClient'>;
  readonly approval: DecisionFacts | null;
  readonly move: MoneyMove;
  /** In the currency that leaves; null: the broker does not say. */
  readonly available: Decimal | null;
  /** Since the same move was asked for last; null: it was not. */
  readonly sinceAlikeMs: number | null;
  /** A move of the same kind on this account whose outcome is open or not known. */
  readonly lockedByProposalId: string | null;
}

type Stage = 'proposal' | 'send';

interface MoneyControl {
  readonly id: ControlResult['control'];
  readonly stages: readonly Stage[];
  readonly judge: (facts: MoneyFacts) => Judgement;
}

const ALWAYS: readonly Stage[] = ['proposal', 'send'];

/** Those controls of orders that are not about a market, in the same order, and the two that are about money. */
const MONEY_CONTROLS: readonly MoneyControl[] = [
  { id: 'live_trading_switch', stages: ALWAYS, judge: liveTradingSwitch },
  { id: 'client_access', stages: ALWAYS, judge: clientAccess },
  { id: 'approval_required', stages: ['send'], judge: approvalRequired },
  { id: 'approval_time_to_live', stages: ALWAYS, judge: approvalTimeToLive },
  { id: 'sealed_approval', stages: ['send'], judge: sealedApproval },
  { id: 'duplicate_order', stages: ['proposal'], judge: duplicateMove },
  { id: 'unknown_outcome_lock', stages: ALWAYS, judge: unknownMoveLock },
  { id: 'buying_power', stages: ALWAYS, judge: moneyThere },
  { id: 'waiting_approvals', stages: ['proposal'], judge: waitingApprovals },
  { id: 'kill_switch', stages: ALWAYS, judge: noStop },
  { id: 'context_taint', stages: ALWAYS, judge: contextTaint },
];

/** Every control of the stage; one that fails to judge has not let it through. */
export function runMoneyControls(stage: Stage, facts: MoneyFacts): ControlResult[] {
  return MONEY_CONTROLS.filter(({ stages }) => stages.includes(stage)).map(({ id, judge: judgeBy }) => {
    try {
      return { control: id, ...judgeBy(facts) };
    } catch {
      const text = 'This check could not be made because of an error in the app, so it is not let through.';
      return { control: id, level: 'block', value: null, limit: null, text };
    }
  });
}

/** Control 11: the same move again within seconds is a program in a loop, within minutes perhaps one. */
function duplicateMove({ sinceAlikeMs, settings, move }: MoneyFacts): Judgement {
  if (sinceAlikeMs === null) return judge('pass', 'No move like it.');
  const value = seconds(sinceAlikeMs);
  const sentence = moneyMoveSentence(move);
  if (sinceAlikeMs < settings.duplicateBlockMs) {
    return judge('block', `${sentence} was asked for ${value} before. Wait, or look at the first.`, {
      value,
      limit: seconds(settings.duplicateBlockMs),
    });
  }
  return sinceAlikeMs < settings.duplicateWarnMs
    ? judge('warning', `The same move was asked for ${value} before.`, {
        value,
        limit: seconds(settings.duplicateWarnMs),
      })
    : judge('pass', 'No move like it.');
}

/** Control 13: while it is not known whether money moved, none moves the same way. */
function unknownMoveLock({ lockedByProposalId }: MoneyFacts): Judgement {
  return lockedByProposalId === null
    ? judge('pass', 'No such move is under way.')
    : judge('block', `What became of an earlier move (${lockedByProposalId}) is not known yet.`);
}

/** Control 20: no more leaves than is there. */
function moneyThere({ move, available }: MoneyFacts): Judgement {
  const { amount, currency } = outgoing(move);
  if (available === null) {
    return judge('danger', 'The broker does not say how much may be moved; it refuses what is too much.');
  }
  const measured = { value: `${amount} ${currency}`, limit: `${available} ${currency}` };
  return compare(amount, available) > 0
    ? judge('block', 'It is more than may be moved.', measured)
    : judge('pass', 'The money is there.', measured);
}
