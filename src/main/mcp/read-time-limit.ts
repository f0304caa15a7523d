/** Above the account process's own limits, so that its error arrives, and well below the 60 s at which clients give up. */
export const READ_TIMEOUT_MS = 25_000;
