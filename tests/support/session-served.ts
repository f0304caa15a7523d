import type { SessionServed } from '../../src/main/accounts/account-session.ts';

/** Main's side for a process alone: it may call at once, and nobody keeps what it tells. */
export function sessionServed(onEvent: SessionServed['onEvent']): SessionServed {
  return {
    onEvent,
    onDefect: (name, error) => {
      throw new Error(`a call to main failed: ${name}`, { cause: error });
    },
    handlers: {
      'rate.book': async () => ({ isBooked: true, waitMs: 0 }),
      'token.store': async () => ({}),
      'token.tell': async () => ({}),
      'problems.tell': async () => ({}),
    },
  };
}
