import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokerOrderStatusSchema } from '../../../../src/shared/domain/order.ts';
import {
  isFinalOrderState,
  nextOrderState,
  ORDER_EVENTS,
  stateAfterReport,
} from '../../../../src/shared/domain/order-transitions.ts';
import { type OrderState, orderStateSchema } from '../../../../src/shared/domain/proposal.ts';

const STATES = orderStateSchema.options;
const REPORTS = ['working', 'partially_filled', 'filled', 'cancelled', 'expired', 'rejected'] as const;

/** Written out a second time on purpose: every pair that is not here must be refused. */
const LEGAL = new Map<string, OrderState>([
  ['submitting accepted', 'submitted'],
  ['submitting refused', 'rejected'],
  ['submitting not_sent', 'not_sent'],
  ['submitting outcome_lost', 'unknown'],
  ['submitted reported_modified', 'modified'],
  ['submitted reported_settled', 'settled'],
  ['working reported_settled', 'settled'],
  ['unknown found', 'submitted'],
  ['unknown proven_absent', 'not_sent'],
  ['unknown user_saw_arrival', 'settled'],
  ['unknown user_saw_none', 'not_sent'],
  ['submitted user_saw_arrival', 'settled'],
  ['submitted user_saw_none', 'cancelled'],
  ...(['submitted', 'working'] as const).flatMap((state) =>
    REPORTS.map((report): [string, OrderState] => [`${state} reported_${report}`, report]),
  ),
  ['partially_filled reported_partially_filled', 'partially_filled'],
  ['partially_filled reported_filled', 'filled'],
  ['partially_filled reported_cancelled', 'cancelled'],
  ['partially_filled reported_expired', 'expired'],
  ['partially_filled reported_rejected', 'rejected'],
  ['filled reported_filled', 'filled'],
  ['cancelled reported_cancelled', 'cancelled'],
  ['expired reported_expired', 'expired'],
  ['rejected reported_rejected', 'rejected'],
]);

describe('order transitions', () => {
  const pairs = STATES.flatMap((state) => ORDER_EVENTS.map((event) => ({ state, event })));

  it.each(pairs)('$state on $event', ({ state, event }) => {
    expect(nextOrderState(state, event)).toBe(LEGAL.get(`${state} ${event}`) ?? null);
  });

  it('leave `unknown` only by a finding of the broker, or by what the user saw there', () => {
    const ways = ORDER_EVENTS.filter((event) => nextOrderState('unknown', event) !== null);
    expect(ways).toEqual(['found', 'proven_absent', 'user_saw_arrival', 'user_saw_none']);
  });

  it('never go from a final state to another one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.constantFrom(...ORDER_EVENTS), (state, event) => {
        const next = nextOrderState(state, event);
        if (isFinalOrderState(state) && next !== null) expect(next).toBe(state);
      }),
    );
  });
});

describe('a report of the broker', () => {
  const pairs = STATES.flatMap((state) =>
    brokerOrderStatusSchema.options.map((status) => ({ state, status })),
  );

  it.each(pairs)('$status while $state', ({ state, status }) => {
    const after = stateAfterReport(state, status);
    const report = REPORTS.find((known) => known === status);
    if (report === undefined) expect(after).toEqual({ state, isLegal: true });
    else expect(after).toEqual({ state: report, isLegal: LEGAL.has(`${state} reported_${report}`) });
  });
});
