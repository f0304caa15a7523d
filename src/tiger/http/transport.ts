export interface HttpRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /**
   * True for calls with effects: a kept connection may be closed by the other side at the very moment of sending,
   * and then nobody can say whether the request was read.
   */
  readonly freshConnection: boolean;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Posts once: no retry, no redirect. */
export interface Transport {
  /** @throws TransportError */
  post(request: HttpRequest): Promise<HttpAnswer>;
  close(): void;
}

export type TransportFault = 'connection' | 'timeout' | 'cancelled' | 'too_large' | 'closed';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly fault: TransportFault;
  /** False only if it is certain that no byte of the request left this machine. */
  readonly wasSent: boolean;

  constructor(fault: TransportFault, wasSent: boolean, message: string) {
    super(message);
    this.fault = fault;
    this.wasSent = wasSent;
  }
}
