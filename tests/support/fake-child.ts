import type { ChildLink } from '../../src/main/accounts/child-link.ts';
import type { Port } from '../../src/shared/rpc/port.ts';
import { portPair } from './port-pair.ts';

/** A process of ours that lives inside the test. */
export interface FakeChild {
  readonly link: ChildLink;
  /** The side of the process. */
  readonly port: Port;
  /** It ends, by its own doing. */
  exit(code?: number): void;
  readonly wasKilled: boolean;
}

export function fakeChild(): FakeChild {
  const [near, far] = portPair();
  const listeners: ((code: number | null) => void)[] = [];
  let hasExited = false;
  let wasKilled = false;
  const exit = (code = 0) => {
    if (hasExited) return;
    hasExited = true;
    for (const listener of listeners) listener(code);
  };
  const post = (message: unknown) => {
    if (!hasExited) far.post(message);
  };
  return {
    link: {
      port: {
        post: (message) => {
          if (hasExited) throw new Error('a message was posted to a process that has ended');
          near.post(message);
        },
        onMessage: (listener) =>
          near.onMessage((message) => {
            if (!hasExited) listener(message);
          }),
      },
      pid: () => null,
      onExit: (listener) => listeners.push(listener),
      kill: () => {
        wasKilled = true;
        setImmediate(() => exit(0));
      },
    },
    port: { post, onMessage: (listener) => far.onMessage((message) => !hasExited && listener(message)) },
    exit,
    get wasKilled() {
      return wasKilled;
    },
  };
}
