export const SERVER_NAME = 'tiger-mcp-desktop';
export const SERVER_TITLE = 'Tiger MCP Desktop';
/** A client holds one or two calls open for decisions and reads beside them; more at once is a runaway loop. */
export const CALLS_IN_FLIGHT_MAX = 32;
/** As many as a large watch list with the accounts' own; each quote also takes one of the broker's subscriptions. */
export const WATCHES_MAX = 64;
