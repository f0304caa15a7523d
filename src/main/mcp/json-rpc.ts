/** A message whose outer form is right; what it asks for is the protocol library's matter. */
export interface JsonRpcMessage {
  readonly jsonrpc: '2.0';
  readonly id?: RequestId;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

export type RequestId = string | number;

export interface JsonRpcError {
  readonly jsonrpc: '2.0';
  /** null: the message was so wrong that its id could not be read. */
  readonly id: RequestId | null;
  readonly error: { readonly code: number; readonly message: string };
}

/** Codes of JSON-RPC 2.0. */
const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;

export function jsonRpcError(id: RequestId | null, code: number, message: string): JsonRpcError {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

export type ParsedLine =
  | { readonly ok: true; readonly message: JsonRpcMessage }
  | { readonly ok: false; readonly error: JsonRpcError };

/** The message of one line, or the error to answer. */
export function parseMessage(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refused(
      null,
      PARSE_ERROR,
      'Parse error: the line is not JSON. Send one JSON-RPC message per line.',
    );
  }
  if (Array.isArray(value)) {
    return refused(
      null,
      INVALID_REQUEST,
      'Invalid request: batches are not supported. Send one message per line.',
    );
  }
  if (typeof value !== 'object' || value === null) {
    return refused(null, INVALID_REQUEST, 'Invalid request: a message is a JSON object.');
  }
  const { jsonrpc, id, method, params } = value as Record<string, unknown>;
  const isId = typeof id === 'string' || Number.isSafeInteger(id);
  const answerable = isId ? (id as RequestId) : null;
  if (jsonrpc !== '2.0')
    return refused(answerable, INVALID_REQUEST, 'Invalid request: jsonrpc must be "2.0".');
  if (id !== undefined && !isId) {
    return refused(null, INVALID_REQUEST, 'Invalid request: id must be a text or an integer.');
  }
  const isAnswer = method === undefined && ('result' in value || 'error' in value);
  if (typeof method !== 'string' && !isAnswer) {
    return refused(answerable, INVALID_REQUEST, 'Invalid request: method must be a text.');
  }
  if (params !== undefined && (typeof params !== 'object' || params === null || Array.isArray(params))) {
    return refused(answerable, INVALID_REQUEST, 'Invalid request: params must be an object.');
  }
  return { ok: true, message: value as JsonRpcMessage };
}

function refused(id: RequestId | null, code: number, message: string): ParsedLine {
  return { ok: false, error: jsonRpcError(id, code, message) };
}

/** null: a notification, or an answer to nothing that we asked. */
export function requestIdOf({ id, method }: JsonRpcMessage): RequestId | null {
  return method === undefined ? null : (id ?? null);
}
