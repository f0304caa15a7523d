import type { Port } from '../shared/rpc/port.ts';

/** What Electron puts on `process` inside a utility process; declared here so that this folder needs no Electron. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** null outside a utility process. */
export function parentPort(): Port | null {
  const port = (process as { readonly parentPort?: ElectronParentPort }).parentPort;
  if (port === undefined || port === null) return null;
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', (event) => listener(event.data)),
  };
}
