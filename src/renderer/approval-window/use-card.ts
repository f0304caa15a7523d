import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ErrorWire } from '../../shared/app-error.ts';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { call } from '../api.ts';
import { useModel } from '../app-context.tsx';
import { REFRESH_RETRY_MS, refreshDelayMs } from './refresh-plan.ts';

export interface CardRead {
  readonly card: ApprovalCard | null;
  readonly error: ErrorWire | null;
  readonly isRefreshing: boolean;
  readonly refresh: () => void;
}

/**
 * The card of one proposal, kept fresh while it is looked at. Each refresh makes a new seal, so none starts while
 * `isPaused` (the user holds Approve, edits, or has decided).
 */
export function useCard(proposalId: string, isPaused: boolean): CardRead {
  const { api } = useModel();
  const [state, setState] = useState<{ card: ApprovalCard | null; error: ErrorWire | null }>({
    card: null,
    error: null,
  });
  const [isRefreshing, setRefreshing] = useState(false);
  const isRunning = useRef(false);
  const load = useCallback(
    async (name: 'approvals.card' | 'approvals.refresh') => {
      if (isRunning.current) return;
      isRunning.current = true;
      setRefreshing(true);
      const reply = await call(api, name, { proposalId });
      isRunning.current = false;
      setRefreshing(false);
      setState((current) =>
        reply.ok ? { card: reply.value, error: null } : { ...current, error: reply.error },
      );
    },
    [api, proposalId],
  );
  useEffect(() => void load('approvals.card'), [load]);
  const isVisible = useIsVisible();
  const { card, error } = state;
  useEffect(() => {
    if (card === null || isPaused || isRefreshing || !isVisible) return;
    const nowMs = Date.now();
    if (nowMs >= card.expiresAtMs) return;
    const delayMs = error === null ? refreshDelayMs(card, nowMs) : REFRESH_RETRY_MS;
    const timer = setTimeout(() => void load('approvals.refresh'), delayMs);
    return () => clearTimeout(timer);
  }, [card, error, isPaused, isRefreshing, isVisible, load]);
  const refresh = useCallback(
    () => void load(card === null ? 'approvals.card' : 'approvals.refresh'),
    [load, card],
  );
  return { card, error, isRefreshing, refresh };
}

function useIsVisible(): boolean {
  const [isVisible, update] = useReducer(() => document.visibilityState === 'visible', true);
  useEffect(() => {
    document.addEventListener('visibilitychange', update);
    return () => document.removeEventListener('visibilitychange', update);
  }, []);
  return isVisible;
}
