import type { Port } from '../../src/shared/rpc/port.ts';

/** Two connected ports that deliver asynchronously and by copy, as a real process boundary does. */
export function portPair(): [Port, Port] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const port = (own: 0 | 1): Port => ({
    post(message) {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of listeners[own === 0 ? 1 : 0]) listener(copy);
      });
    },
    onMessage(listener) {
      listeners[own].push(listener);
    },
  });
  return [port(0), port(1)];
}
