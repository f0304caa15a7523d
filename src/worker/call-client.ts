import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * For which AI client the running call is made; null or nothing: for the app itself. A question that several share is
 * counted for the one that asked first.
 */
export const callClient = new AsyncLocalStorage<string | null>();
