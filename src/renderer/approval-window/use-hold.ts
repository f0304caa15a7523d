import { useEffect, useReducer, useRef } from 'react';
import { HOLD_IDLE, HOLD_TICK_MS, type HoldSource, holdProgress, holdReducer } from './hold-to-approve.ts';

export interface HoldDeps {
  readonly holdMs: number;
  readonly isAllowed: boolean;
  /** Changes with every refreshed card. */
  readonly seal: string;
  readonly onHolding: (isHolding: boolean) => void;
  readonly onCompleted: () => void;
}

export interface Hold {
  readonly progress: number;
  readonly isHolding: boolean;
  readonly press: (source: HoldSource, isRepeat: boolean) => void;
  readonly release: (source: HoldSource) => void;
  readonly cancel: () => void;
}

/** The pure machine of hold-to-approve with a clock: monotonic, so that a changed wall clock cannot shorten a hold. */
export function useHold({ holdMs, isAllowed, seal, onHolding, onCompleted }: HoldDeps): Hold {
  const [state, dispatch] = useReducer(holdReducer, HOLD_IDLE);
  const completed = useRef(onCompleted);
  completed.current = onCompleted;
  const isHolding = state.name === 'holding';
  const isCompleted = state.name === 'completed';
  useEffect(() => {
    if (!isHolding) return;
    const tick = () => dispatch({ type: 'ticked', atMs: performance.now(), holdMs });
    const timer = setInterval(tick, HOLD_TICK_MS);
    return () => clearInterval(timer);
  }, [isHolding, holdMs]);
  useEffect(() => onHolding(isHolding || isCompleted), [onHolding, isHolding, isCompleted]);
  const heldSeal = useRef(seal);
  useEffect(() => {
    if (heldSeal.current === seal) return;
    heldSeal.current = seal;
    dispatch({ type: 'card_changed', atMs: performance.now() });
  }, [seal]);
  useEffect(() => {
    if (!isAllowed) dispatch({ type: 'cancelled' });
  }, [isAllowed]);
  useEffect(() => {
    if (isCompleted) completed.current();
  }, [isCompleted]);
  useEffect(() => {
    const cancel = () => dispatch({ type: 'cancelled' });
    window.addEventListener('blur', cancel);
    document.addEventListener('visibilitychange', cancel);
    return () => {
      window.removeEventListener('blur', cancel);
      document.removeEventListener('visibilitychange', cancel);
    };
  }, []);
  return {
    progress: holdProgress(state, holdMs),
    isHolding,
    press: (source, isRepeat) => {
      if (isAllowed) dispatch({ type: 'pressed', source, isRepeat, atMs: performance.now() });
    },
    release: (source) => dispatch({ type: 'released', source }),
    cancel: () => dispatch({ type: 'cancelled' }),
  };
}
