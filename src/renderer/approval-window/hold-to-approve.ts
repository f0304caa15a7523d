/**
 * Hold to approve. The decision falls only after the same pointer or the Space key was down for the whole hold, on the
 * card that was on the screen for the whole hold. Everything that could hide a release ends the hold.
 */
export type HoldSource = 'pointer' | 'key';

export type HoldState =
  | { readonly name: 'idle' }
  | {
      readonly name: 'holding';
      readonly source: HoldSource;
      readonly startedAtMs: number;
      readonly seenAtMs: number;
    }
  /** Done once; a new card makes it idle again. */
  | { readonly name: 'completed' };

export type HoldEvent =
  | {
      readonly type: 'pressed';
      readonly source: HoldSource;
      readonly isRepeat: boolean;
      readonly atMs: number;
    }
  | { readonly type: 'released'; readonly source: HoldSource }
  /** Focus, visibility or the right to approve was lost, or the pointer left the button. */
  | { readonly type: 'cancelled' }
  /** A refreshed card: what was held until now was held on another card. */
  | { readonly type: 'card_changed'; readonly atMs: number }
  | { readonly type: 'ticked'; readonly atMs: number; readonly holdMs: number }
  | { readonly type: 'reset' };

export const HOLD_IDLE: HoldState = { name: 'idle' };

/** How often the window looks at a running hold. */
export const HOLD_TICK_MS = 40;

/**
 * The computer slept or the window hung for longer than this: a release may have been missed, so the hold is over.
 * Far above a busy machine's delays, far below the time in which somebody walks away.
 */
export const HOLD_GAP_MAX_MS = 2_000;

export function holdReducer(state: HoldState, event: HoldEvent): HoldState {
  switch (event.type) {
    case 'pressed':
      // A repeat is a key that was already down, perhaps in another window or on another card.
      return state.name === 'idle' && !event.isRepeat
        ? { name: 'holding', source: event.source, startedAtMs: event.atMs, seenAtMs: event.atMs }
        : state;
    case 'released':
      return state.name === 'holding' && state.source === event.source ? HOLD_IDLE : state;
    case 'cancelled':
      return state.name === 'holding' ? HOLD_IDLE : state;
    case 'card_changed':
      return state.name === 'holding' ? { ...state, startedAtMs: event.atMs, seenAtMs: event.atMs } : state;
    case 'ticked':
      return ticked(state, event.atMs, event.holdMs);
    case 'reset':
      return HOLD_IDLE;
  }
}

function ticked(state: HoldState, atMs: number, holdMs: number): HoldState {
  if (state.name !== 'holding') return state;
  // A clock that was set back proves nothing either.
  if (atMs < state.seenAtMs || atMs - state.seenAtMs > HOLD_GAP_MAX_MS) return HOLD_IDLE;
  if (atMs - state.startedAtMs >= holdMs) return { name: 'completed' };
  return { ...state, seenAtMs: atMs };
}

/** 0 to 1, for the filling bar. */
export function holdProgress(state: HoldState, holdMs: number): number {
  if (state.name === 'completed') return 1;
  if (state.name === 'idle') return 0;
  return holdMs === 0 ? 1 : Math.min(1, (state.seenAtMs - state.startedAtMs) / holdMs);
}
