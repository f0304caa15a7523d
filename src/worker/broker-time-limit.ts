/** Below the 15 s that main waits for a worker call, so that the cause of a delay is told by who knows it. */
export const BROKER_TIMEOUT_MS = 12_000;
