import { AppError, type ErrorCode, toErrorWire } from '../../shared/app-error.ts';

/** Of the revisions up to 2025-11-25; the library turns it into INVALID_PARAMS for the newer one, as that one says. */
const RESOURCE_NOT_FOUND = -32002;
const INVALID_PARAMS = -32602;
const INTERNAL_ERROR = -32603;

/** An error of the protocol, for requests whose results have no form for failures. The libraries send its parts. */
export class ProtocolFailure extends Error {
  override readonly name = 'ProtocolFailure';
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, data: Readonly<Record<string, unknown>>) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const CALLERS_FAULT: readonly ErrorCode[] = ['invalid_input', 'not_found', 'access_denied'];

/** @param resourceUri what was asked for; null: no resource */
export function protocolFailure(error: unknown, resourceUri: string | null): ProtocolFailure {
  const { code, message, nextStep, retryable } = toErrorWire(error);
  const isMissing = resourceUri !== null && error instanceof AppError && error.code === 'not_found';
  const number = isMissing
    ? RESOURCE_NOT_FOUND
    : CALLERS_FAULT.includes(code)
      ? INVALID_PARAMS
      : INTERNAL_ERROR;
  const subject = resourceUri === null ? {} : { uri: resourceUri };
  return new ProtocolFailure(number, message, { ...subject, code, retryable, next_step: nextStep });
}
