import type { ControlId, ControlResult } from '../../../shared/domain/control.ts';
import { add, type Decimal, multiply, subtract, ZERO } from '../../../shared/domain/decimal.ts';
import type { Side } from '../../../shared/domain/order.ts';
import type { ProposalState } from '../../../shared/domain/proposal.ts';
import type { SummaryRow } from '../../../shared/domain/trade-summary.ts';

export interface Whose {
  readonly accountId: string;
  readonly accountAlias: string;
  readonly clientName: string;
}

interface SummarisedProposal extends Whose {
  readonly state: ProposalState;
  readonly isDecided: boolean;
  readonly isByGrant: boolean;
  readonly controls: readonly ControlResult[];
}

export interface SummarisedFill extends Whose {
  /** Of a leg that the broker made of the order. */
  readonly isOfLeg: boolean;
  readonly side: Side;
  readonly currency: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly multiplier: Decimal;
  /** Of what it closes; null: it closes nothing. `unknown`: it closes, and no cost was shown. */
  readonly closedCost: Decimal | 'unknown' | null;
}

export interface SummarisedFee extends Whose {
  readonly currency: string;
  readonly amount: Decimal;
}

export interface SummaryFacts {
  readonly proposals: readonly SummarisedProposal[];
  readonly fills: readonly SummarisedFill[];
  readonly fees: readonly SummarisedFee[];
  /** Mismatches, one for each alert. */
  readonly alerts: readonly Whose[];
}

type Money = SummaryRow['money'][number];

/** What each client did on each account, in the order in which they first appear. Exact: nothing is rounded. */
export function summarise(facts: SummaryFacts): SummaryRow[] {
  const all = [...facts.proposals, ...facts.fills, ...facts.fees, ...facts.alerts];
  const keys = new Map(all.map((each) => [keyOf(each), each]));
  return [...keys].map(([key, whose]) => {
    const own = <T extends Whose>(list: readonly T[]) => list.filter((each) => keyOf(each) === key);
    return rowOf(whose, {
      proposals: own(facts.proposals),
      fills: own(facts.fills),
      fees: own(facts.fees),
      alerts: own(facts.alerts),
    });
  });
}

function keyOf({ accountId, clientName }: Whose): string {
  return JSON.stringify([accountId, clientName]);
}

function rowOf(whose: Whose, { proposals, fills, fees, alerts }: SummaryFacts): SummaryRow {
  const inState = (state: ProposalState) => proposals.filter((each) => each.state === state).length;
  const sent = proposals.filter(({ state }) => state === 'approved' || state === 'submitting');
  const blocked = proposals.filter(({ state }) => state === 'blocked');
  return {
    accountId: whose.accountId,
    accountAlias: whose.accountAlias,
    clientName: whose.clientName,
    proposals: proposals.length,
    approved: sent.filter(({ isDecided, isByGrant }) => isDecided && !isByGrant).length,
    byGrant: sent.filter(({ isByGrant }) => isByGrant).length,
    declined: inState('declined'),
    expired: inState('expired'),
    withdrawn: inState('withdrawn'),
    edited: inState('superseded'),
    blocked: blocked.length,
    blockedBy: blockedBy(blocked),
    dangers: proposals.filter(({ controls }) => controls.some(({ level }) => level === 'danger')).length,
    fills: fills.length,
    legFills: fills.filter(({ isOfLeg }) => isOfLeg).length,
    alerts: alerts.length,
    money: moneyOf(fills, fees),
  };
}

/** The most frequent first. One proposal can be blocked by several. */
function blockedBy(blocked: readonly SummarisedProposal[]): SummaryRow['blockedBy'] {
  const counts = new Map<ControlId, number>();
  for (const { controls } of blocked) {
    for (const { control, level } of controls)
      if (level === 'block') counts.set(control, (counts.get(control) ?? 0) + 1);
  }
  return [...counts]
    .map(([control, count]) => ({ control, count }))
    .sort((left, right) => right.count - left.count);
}

function moneyOf(fills: readonly SummarisedFill[], fees: readonly SummarisedFee[]): Money[] {
  const byCurrency = new Map<string, Money>();
  const change = (currency: string, with_: (money: Money) => Partial<Money>) => {
    const blank = { bought: ZERO, sold: ZERO, fees: ZERO, realised: ZERO, unknownResults: 0 };
    const money = byCurrency.get(currency) ?? ({ currency, ...blank } as Money);
    byCurrency.set(currency, { ...money, ...with_(money) });
  };
  for (const fill of fills) {
    const amount = multiply(multiply(fill.quantity, fill.price), fill.multiplier);
    change(fill.currency, ({ bought, sold }) =>
      fill.side === 'BUY' ? { bought: add(bought, amount) } : { sold: add(sold, amount) },
    );
    change(fill.currency, (money) => resultOf(fill, money));
  }
  for (const { currency, amount } of fees) change(currency, (money) => ({ fees: add(money.fees, amount) }));
  return [...byCurrency.values()];
}

function resultOf(fill: SummarisedFill, money: Money): Partial<Money> {
  const { closedCost, side, price, quantity, multiplier } = fill;
  if (closedCost === null) return {};
  if (closedCost === 'unknown') return { unknownResults: money.unknownResults + 1 };
  const gain = side === 'SELL' ? subtract(price, closedCost) : subtract(closedCost, price);
  return { realised: add(money.realised, multiply(multiply(gain, quantity), multiplier)) };
}
