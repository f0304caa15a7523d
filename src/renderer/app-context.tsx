import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ErrorWire } from '../shared/app-error.ts';
import type { CommandName } from '../shared/ipc/commands.ts';
import type { EventName, EventPayload } from '../shared/ipc/events.ts';
import { type CommandInput, type CommandOutput, call } from './api.ts';
import { NOT_READ, type ReadState, readKey } from './read-cache.ts';
import type { AppModel, AppState } from './store.ts';

const AppModelContext = createContext<AppModel | null>(null);

export function AppModelProvider(props: { readonly model: AppModel; readonly children: ReactNode }) {
  return <AppModelContext value={props.model}>{props.children}</AppModelContext>;
}

export function useModel(): AppModel {
  const model = useContext(AppModelContext);
  if (model === null) throw new Error('the window has no model');
  return model;
}

export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useModel().store, select);
}

export interface Read<T> extends ReadState<T> {
  readonly reload: () => void;
}

/**
 * The cached answer of a reading command, read again after every event that makes it old and, where the broker sends
 * no such event, every `everyMs` while the window is seen. A null input reads nothing.
 */
export function useRead<K extends CommandName>(
  name: K,
  input: CommandInput<K> | null,
  everyMs: number | null = null,
): Read<CommandOutput<K>> {
  const { reads } = useModel();
  // As text, because callers build a new object at each render.
  const inputText = input === null ? null : JSON.stringify(input);
  const key = input === null ? null : readKey(name, input);
  const state = useAppState((current) => (key === null ? undefined : current.reads[key]));
  useEffect(
    () => (inputText === null ? undefined : reads.hold(name, JSON.parse(inputText) as CommandInput<K>)),
    [reads, name, inputText],
  );
  useEffect(() => {
    if (everyMs === null || key === null) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reads.reload(key);
    }, everyMs);
    return () => clearInterval(timer);
  }, [reads, key, everyMs]);
  const reload = useCallback(() => {
    if (key !== null) void reads.reload(key);
  }, [reads, key]);
  return { ...((state ?? NOT_READ) as ReadState<CommandOutput<K>>), reload };
}

export interface Action<K extends CommandName> {
  /** Resolves to null after a failure, which `error` then holds. */
  readonly run: (input: CommandInput<K>) => Promise<CommandOutput<K> | null>;
  /** The last answer, while no newer call is under way. */
  readonly value: CommandOutput<K> | null;
  readonly isBusy: boolean;
  readonly error: ErrorWire | null;
  readonly clearError: () => void;
  /** For an answer that is not to be kept longer than it is shown. */
  readonly clearValue: () => void;
}

/** A command with an effect, run by the user. */
export function useAction<K extends CommandName>(name: K): Action<K> {
  const { api } = useModel();
  const [state, setState] = useState<Pick<Action<K>, 'isBusy' | 'error' | 'value'>>({
    isBusy: false,
    error: null,
    value: null,
  });
  const run = useCallback(
    async (input: CommandInput<K>) => {
      setState({ isBusy: true, error: null, value: null });
      const reply = await call(api, name, input);
      setState({
        isBusy: false,
        error: reply.ok ? null : reply.error,
        value: reply.ok ? reply.value : null,
      });
      return reply.ok ? reply.value : null;
    },
    [api, name],
  );
  const clearError = useCallback(() => setState((current) => ({ ...current, error: null })), []);
  const clearValue = useCallback(() => setState((current) => ({ ...current, value: null })), []);
  return { ...state, run, clearError, clearValue };
}

export function useEvent<K extends EventName>(event: K, listener: (payload: EventPayload<K>) => void): void {
  const { api } = useModel();
  useEffect(() => api.on(event, listener), [api, event, listener]);
}
