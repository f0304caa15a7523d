import { expect, it } from 'vitest';
import { timelineSteps } from '../../../src/renderer/audit/timeline-steps.ts';
import { fakeAuditEvents } from '../../support/fake-app-data.ts';

it('the steps of a day say how long nothing happened, and number the proposals as they appear', () => {
  const [first, second, third, fourth] = fakeAuditEvents(Date.UTC(2026, 10, 23), 4);
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error('too few events');
  }
  const events = [
    { ...first, atMs: 1_000, proposalId: null },
    { ...second, atMs: 4_500, proposalId: 'prp_b' },
    { ...third, atMs: 4_500, proposalId: 'prp_a' },
    { ...fourth, atMs: 9_000, proposalId: 'prp_b' },
  ];
  expect(timelineSteps(events).map(({ afterMs, proposalNumber }) => [afterMs, proposalNumber])).toEqual([
    [null, null],
    [3_500, 1],
    [0, 2],
    [4_500, 1],
  ]);
});
