import type { JsonRpcMessage } from '../json-rpc.ts';

/** One session's protocol over HTTP. What a request may do is settled before it comes here. */
export interface HttpExchange {
  /** `message`: the parsed body of a POST, which the library need not read again. */
  handle(request: Request, message: JsonRpcMessage | null): Promise<Response>;
  close(): Promise<void>;
}
