// What Node, Electron and the browser all have. Only the project of `shared` sees this file: with the types of Node
// or of the DOM instead, code here could use what another runtime lacks.

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

interface TimerHandle {
  readonly __timer: unique symbol;
}

declare function setTimeout(callback: () => void, delayMs: number): TimerHandle;
declare function clearTimeout(handle: TimerHandle): void;
