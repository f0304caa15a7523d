import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { electHost } from '../../../../src/main/accounts/push-election.ts';

const candidate = (accountId: string, isRefused = false) => ({ accountId, isRefused });

describe('who holds the push connection of a developer id', () => {
  it.each([
    ['nobody is there', [], null, false, null],
    ['the first of them', [candidate('a'), candidate('b')], null, false, 'a'],
    ['whoever has it keeps it', [candidate('a'), candidate('b')], 'b', false, 'b'],
    ['the next one, when it is gone', [candidate('b')], 'a', false, 'b'],
    ['another one, when its key is refused', [candidate('a', true), candidate('b')], 'a', false, 'b'],
    ['nobody, when every key is refused', [candidate('a', true)], 'a', false, null],
    ['nobody, when another program has it', [candidate('a'), candidate('b')], 'a', true, null],
  ])('%s', (_what, candidates, hostId, isKickedOut, expected) => {
    expect(electHost({ candidates, hostId, isKickedOut })).toBe(expected);
  });

  it('is one of those that can, whenever there is one, and stays the same when asked again', () => {
    const candidates = fc.uniqueArray(
      fc.record({ accountId: fc.constantFrom('a', 'b', 'c', 'd'), isRefused: fc.boolean() }),
      { selector: ({ accountId }) => accountId },
    );
    fc.assert(
      fc.property(candidates, fc.constantFrom('a', 'b', 'x', null), (all, hostId) => {
        const elected = electHost({ candidates: all, hostId, isKickedOut: false });
        const able: string[] = all.filter(({ isRefused }) => !isRefused).map(({ accountId }) => accountId);
        expect(elected === null ? able.length === 0 : able.includes(elected)).toBe(true);
        const reversed = [...all].reverse();
        expect(electHost({ candidates: reversed, hostId: elected, isKickedOut: false })).toBe(elected);
      }),
    );
  });
});
