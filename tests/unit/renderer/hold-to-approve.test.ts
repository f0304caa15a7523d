import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HOLD_GAP_MAX_MS,
  HOLD_IDLE,
  type HoldEvent,
  type HoldState,
  holdProgress,
  holdReducer,
} from '../../../src/renderer/approval-window/hold-to-approve.ts';

const HOLD_MS = 800;

function run(...events: HoldEvent[]): HoldState {
  return events.reduce(holdReducer, HOLD_IDLE);
}

const press = (atMs: number, source: 'pointer' | 'key' = 'pointer'): HoldEvent => ({
  type: 'pressed',
  source,
  isRepeat: false,
  atMs,
});
const tick = (atMs: number): HoldEvent => ({ type: 'ticked', atMs, holdMs: HOLD_MS });

describe('hold to approve', () => {
  it('completes only when it was held for the whole time', () => {
    expect(run(press(0), tick(400), tick(799)).name).toBe('holding');
    expect(run(press(0), tick(400), tick(800)).name).toBe('completed');
  });

  it('starts again from nothing after an early release', () => {
    const released = run(press(0), tick(700), { type: 'released', source: 'pointer' });
    expect(released).toEqual(HOLD_IDLE);
    expect([press(701), tick(1_400)].reduce(holdReducer, released).name).toBe('holding');
  });

  it('does not begin by a repeated key', () => {
    expect(run({ type: 'pressed', source: 'key', isRepeat: true, atMs: 0 })).toEqual(HOLD_IDLE);
  });

  it('keeps its start when the key repeats, and ends by its own release alone', () => {
    const repeat: HoldEvent = { type: 'pressed', source: 'key', isRepeat: true, atMs: 500 };
    expect(run(press(0, 'key'), repeat, { type: 'released', source: 'pointer' }, tick(800)).name).toBe(
      'completed',
    );
    expect(run(press(0, 'key'), { type: 'released', source: 'key' })).toEqual(HOLD_IDLE);
  });

  it('ends when focus or the right to approve is lost', () => {
    expect(run(press(0), tick(700), { type: 'cancelled' }, tick(900))).toEqual(HOLD_IDLE);
  });

  it('counts a hold only for the card that was shown for all of it', () => {
    const changed: HoldEvent = { type: 'card_changed', atMs: 500 };
    expect(run(press(0), tick(400), changed, tick(1_000)).name).toBe('holding');
    expect(run(press(0), tick(400), changed, tick(1_300)).name).toBe('completed');
  });

  it('is over after a gap in which a release could have been missed, and after a clock that went back', () => {
    expect(run(press(0), tick(100), tick(101 + HOLD_GAP_MAX_MS))).toEqual(HOLD_IDLE);
    expect(run(press(1_000), tick(900))).toEqual(HOLD_IDLE);
  });

  it('is decided once: nothing but a reset leaves the end', () => {
    const done = run(press(0), tick(800));
    const later: HoldEvent[] = [
      press(900),
      tick(1_800),
      { type: 'cancelled' },
      { type: 'released', source: 'pointer' },
    ];
    expect(later.reduce(holdReducer, done)).toEqual({ name: 'completed' });
    expect(holdReducer(done, { type: 'reset' })).toEqual(HOLD_IDLE);
  });

  it('never completes sooner than the hold after the latest press or change of the card', () => {
    const step = fc.oneof(
      fc.constant('press' as const),
      fc.constant('release' as const),
      fc.constant('change' as const),
      fc.constant('tick' as const),
      fc.constant('cancel' as const),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 500 }))), (steps) => {
        let state: HoldState = HOLD_IDLE;
        let nowMs = 0;
        let earliestMs = Number.POSITIVE_INFINITY;
        for (const [kind, waitMs] of steps) {
          nowMs += waitMs;
          if (kind === 'press' && state.name === 'idle') earliestMs = nowMs + HOLD_MS;
          if (kind === 'change' && state.name === 'holding') earliestMs = nowMs + HOLD_MS;
          const before: string = state.name;
          state = holdReducer(state, eventOf(kind, nowMs));
          if (before !== 'completed' && state.name === 'completed') {
            expect(nowMs).toBeGreaterThanOrEqual(earliestMs);
          }
        }
      }),
    );
  });

  it('fills from 0 to 1', () => {
    expect(holdProgress(HOLD_IDLE, HOLD_MS)).toBe(0);
    expect(holdProgress(run(press(0), tick(400)), HOLD_MS)).toBe(0.5);
    expect(holdProgress(run(press(0), tick(800)), HOLD_MS)).toBe(1);
  });
});

function eventOf(kind: 'press' | 'release' | 'change' | 'tick' | 'cancel', atMs: number): HoldEvent {
  if (kind === 'press') return press(atMs);
  if (kind === 'release') return { type: 'released', source: 'pointer' };
  if (kind === 'change') return { type: 'card_changed', atMs };
  return kind === 'tick' ? tick(atMs) : { type: 'cancelled' };
}
