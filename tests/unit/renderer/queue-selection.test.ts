import { describe, expect, it } from 'vitest';
import { queueReducer } from '../../../src/renderer/approval-window/queue-selection.ts';

describe('which proposal the approval window shows', () => {
  it('is the oldest when nothing is shown', () => {
    expect(queueReducer({ shownId: null }, { type: 'waiting_listed', waitingIds: ['a', 'b'] })).toEqual({
      shownId: 'a',
    });
  });

  it('does not change when another arrives or when the shown one is decided', () => {
    const shown = { shownId: 'a' };
    expect(queueReducer(shown, { type: 'waiting_listed', waitingIds: ['z', 'a'] })).toBe(shown);
    expect(queueReducer(shown, { type: 'waiting_listed', waitingIds: ['b'] })).toBe(shown);
    expect(queueReducer(shown, { type: 'waiting_listed', waitingIds: [] })).toBe(shown);
  });

  it('changes when the user chooses, edits or asks for the next', () => {
    expect(queueReducer({ shownId: 'a' }, { type: 'chosen', proposalId: 'b' })).toEqual({ shownId: 'b' });
    expect(queueReducer({ shownId: 'a' }, { type: 'superseded', proposalId: 'c' })).toEqual({ shownId: 'c' });
    expect(queueReducer({ shownId: 'a' }, { type: 'next_wanted', waitingIds: ['a', 'b'] })).toEqual({
      shownId: 'b',
    });
    expect(queueReducer({ shownId: 'a' }, { type: 'next_wanted', waitingIds: [] })).toEqual({
      shownId: null,
    });
  });
  it('is one that waits after positions were closed, and the same if it still does', () => {
    const shown = { shownId: 'a' };
    expect(queueReducer(shown, { type: 'returned', waitingIds: ['b', 'a'] })).toBe(shown);
    expect(queueReducer(shown, { type: 'returned', waitingIds: ['b', 'c'] })).toEqual({ shownId: 'b' });
    expect(queueReducer(shown, { type: 'returned', waitingIds: [] })).toEqual({ shownId: null });
  });
});
