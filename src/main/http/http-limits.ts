/** As over the socket: four times the largest sensible call. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024;
/** Sessions of all clients together; each has a protocol server and views of its own. */
export const SESSIONS_MAX = 16;
/** One client with a loop must not take the places of the others. */
export const SESSIONS_PER_CLIENT_MAX = 8;
/** A client that went without a word; one that is still there begins a new session by itself. */
export const SESSION_IDLE_MS = 30 * 60_000;
/** How late an idle session or one whose token has expired can end. */
export const SWEEP_EVERY_MS = 15_000;
/** Wrong tokens of a minute that are answered and recorded; a person who pastes a wrong one needs a few. */
export const FAILED_ATTEMPTS_PER_MINUTE_MAX = 10;
/** Addresses remembered for it; beyond this computer there may be many. */
export const FAILED_ADDRESSES_MAX = 1_000;
/** Open connections; a browser or a client keeps a handful. */
export const CONNECTIONS_MAX = 128;
/** A local peer needs milliseconds for its headers, one on the network a moment. */
export const HEADERS_TIMEOUT_MS = 10_000;
/** For a whole request with the largest body over a slow network. */
export const REQUEST_TIMEOUT_MS = 30_000;
/** Between two requests on one connection. */
export const KEEP_ALIVE_MS = 5_000;
/** A bearer token of ours has some 400 bytes. */
export const HEADER_BYTES_MAX = 16 * 1024;
/** Its own name and version, and what else a program says of itself. */
export const AGENT_LENGTH_MAX = 80;
