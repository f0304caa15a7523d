import type { KeyObject } from 'node:crypto';
import { isDefiniteRefusal, kindOfCode } from './broker-code.ts';
import type { HttpAnswer } from './http/transport.ts';
import { TigerError, type TigerErrorKind } from './tiger-error.ts';
import { type ResponseEnvelope, responseEnvelopeSchema } from './wire/envelope.ts';
import { ExactJsonError, parseExactJson } from './wire/exact-json.ts';
import { ExactNumber } from './wire/exact-number.ts';
import { verifyTimestamp } from './wire/signature.ts';

export interface Question {
  readonly method: string;
  readonly hasEffects: boolean;
  /** Order and account services report errors inside `data` too (wire contract 2.4). */
  readonly server: 'trade' | 'quote';
  readonly timestamp: string;
  readonly gatewayPublicKey: KeyObject;
  /** Makes Tiger's words fit to be shown. */
  readonly clean: (text: string | null) => string;
}

export interface Answer {
  /** `data` with JSON inside text unpacked; null if there is nothing. */
  readonly data: unknown;
  readonly brokerTimeMs: number | null;
  readonly isSimulated: boolean;
}

const HTTP_OK = 200;
const HTTP_TOO_MANY_REQUESTS = 429;
const SUCCESS = '0';

/**
 * Judges one HTTP answer. Only a signed envelope with code 0 over HTTP 200 is a success. A refusal of a call with
 * effects counts as definite only if it is signed; every other failure leaves its outcome unknown.
 * @throws TigerError
 */
export function readAnswer(answer: HttpAnswer, question: Question): Answer {
  const envelope = readEnvelope(answer, question);
  const isSigned = verifyTimestamp(question.timestamp, envelope.sign, question.gatewayPublicKey);
  const code = String(envelope.code);
  if (code !== SUCCESS) throw refusal(question, code, envelope.message ?? null, answer.status, isSigned);
  if (answer.status !== HTTP_OK) throw statusError(answer.status, question);
  if (!isSigned) {
    const how = envelope.sign === null ? 'carries no signature' : 'was not signed by Tiger';
    throw failure(question, 'bad_signature', `the answer ${how}`);
  }
  const data = unpack(envelope.data, question);
  const nested = question.server === 'trade' ? nestedError(data) : null;
  if (nested !== null) throw refusal(question, nested.code, nested.message, answer.status, true);
  return {
    data,
    brokerTimeMs: envelope.timestamp ?? null,
    isSimulated: envelope['simulated'] === true,
  };
}

function readEnvelope(answer: HttpAnswer, question: Question): ResponseEnvelope {
  const parsed = responseEnvelopeSchema.safeParse(attemptJson(answer.body));
  if (parsed.success) return parsed.data;
  if (answer.status !== HTTP_OK) throw statusError(answer.status, question);
  throw failure(question, 'unreadable_answer', describeUnreadable(answer.body));
}

function attemptJson(body: Buffer): unknown {
  try {
    return parseExactJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof ExactJsonError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function describeUnreadable(body: Buffer): string {
  if (body.length === 0) return 'the answer is empty';
  const isHtml = /^\s*<(?:!doctype|html)/i.test(body.subarray(0, 100).toString('latin1'));
  return isHtml
    ? 'the answer is a web page: something between here and Tiger answered'
    : 'the answer is unreadable';
}

function statusError(status: number, question: Question): TigerError {
  const kind: TigerErrorKind = status === HTTP_TOO_MANY_REQUESTS ? 'rate_limited' : 'http_status';
  const isRedirect = status >= 300 && status < 400;
  const text = isRedirect ? `HTTP ${status}: redirects are never followed` : `HTTP ${status}`;
  return failure(question, kind, text, status);
}

function refusal(
  question: Question,
  code: string,
  message: string | null,
  httpStatus: number,
  isSigned: boolean,
): TigerError {
  const kind = kindOfCode(code, message ?? '');
  const outcomeUnknown = question.hasEffects && !(isSigned && isDefiniteRefusal(code));
  const text = `Tiger answered code ${code}: ${question.clean(message)}`;
  return new TigerError(kind, question.method, text, { brokerCode: code, outcomeUnknown, httpStatus });
}

function failure(
  question: Question,
  kind: TigerErrorKind,
  message: string,
  httpStatus: number | null = null,
): TigerError {
  return new TigerError(kind, question.method, message, { outcomeUnknown: question.hasEffects, httpStatus });
}

/** Some services put a JSON document into a string; an empty string means nothing (wire contract 2.4). */
function unpack(data: unknown, question: Question): unknown {
  if (data === undefined || data === '') return null;
  if (typeof data !== 'string' || !/^\s*[[{]/.test(data)) return data;
  try {
    return parseExactJson(data);
  } catch {
    throw failure(question, 'unreadable_answer', 'the answer holds JSON text that cannot be read');
  }
}

function nestedError(data: unknown): { code: string; message: string | null } | null {
  if (typeof data !== 'object' || data === null || !('code' in data)) return null;
  const code = data.code instanceof ExactNumber ? data.code.text : data.code;
  if (typeof code !== 'string' || code === SUCCESS || code === '') return null;
  const message = 'message' in data && typeof data.message === 'string' ? data.message : null;
  return { code, message };
}
