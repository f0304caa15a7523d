/** The closed list of what can go wrong with a call to Tiger. */
export type TigerErrorKind =
  /** The connection failed or was lost. */
  | 'network'
  | 'timeout'
  | 'cancelled'
  /** Our own queue for this method is full. */
  | 'busy'
  /** Tiger's limit, or ours that keeps us under it. */
  | 'rate_limited'
  /** An HTTP status that carries no readable answer; redirects count, they are never followed. */
  | 'http_status'
  /** No JSON (a web page, say), too large, or not of the agreed form. */
  | 'unreadable_answer'
  /** The answer's signature is missing or was not made by Tiger. */
  | 'bad_signature'
  /** Tiger's codes 1 and 2. */
  | 'server_error'
  /** A parameter was refused (1000, 1010). */
  | 'request_refused'
  /** Tiger does not know the developer id or refuses our signature. */
  | 'credentials'
  /** This account, device or address may not do that (4, 4000). */
  | 'permission'
  /** The two-factor token is missing or over (2400). */
  | 'token'
  /** The account refused the order or query (1100, 1200, 1300). */
  | 'account_refused'
  /** Anything else with a code. */
  | 'other_refusal';

export interface TigerErrorOptions {
  /** Tiger's own code as text; null if there was none. */
  readonly brokerCode?: string | null;
  /** See {@link TigerError.outcomeUnknown}. */
  readonly outcomeUnknown?: boolean;
  /** For `rate_limited`: when a slot is free again. */
  readonly retryAfterMs?: number | null;
  /** HTTP status of the answer; null if there was none. */
  readonly httpStatus?: number | null;
}

/** A failed call. It holds no request, header, token or signature. */
export class TigerError extends Error {
  override readonly name = 'TigerError';
  readonly kind: TigerErrorKind;
  readonly method: string;
  readonly brokerCode: string | null;
  /**
   * True for a call with effects that was put on the wire without a definite, signed refusal: it may have happened.
   * Ask Tiger what happened; never send it again.
   */
  readonly outcomeUnknown: boolean;
  readonly retryAfterMs: number | null;
  readonly httpStatus: number | null;

  constructor(kind: TigerErrorKind, method: string, message: string, options: TigerErrorOptions = {}) {
    super(`${method}: ${message}`);
    this.kind = kind;
    this.method = method;
    this.brokerCode = options.brokerCode ?? null;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.httpStatus = options.httpStatus ?? null;
  }
}
