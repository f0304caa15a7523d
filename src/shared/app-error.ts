import * as z from 'zod';

/** The closed list of what can go wrong at a boundary; clients and the window switch on it. */
export const errorCodeSchema = z.enum([
  'invalid_input',
  'not_found',
  'access_denied',
  'locked',
  'busy',
  'timeout',
  'cancelled',
  'unavailable',
  'rate_limited',
  'broker_rejected',
  'broker_unreachable',
  'broker_protocol',
  'broker_permission',
  'credentials',
  'conflict',
  'expired',
  'outcome_unknown',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** The form in which an error crosses a process boundary. It never holds a stack trace or a secret. */
export const errorWireSchema = z.strictObject({
  code: errorCodeSchema,
  message: z.string(),
  /** What the person or the assistant does next, as a sentence. */
  nextStep: z.string(),
  /** True if the same call may be made again without harm. Never true when the outcome is unknown. */
  retryable: z.boolean(),
  /** True if an effect may have happened although no answer arrived: reconcile, never repeat. */
  outcomeUnknown: z.boolean(),
  /** The broker's own code, if it gave one. */
  brokerCode: z.string().nullable(),
});
export type ErrorWire = z.infer<typeof errorWireSchema>;

export interface AppErrorOptions {
  readonly nextStep: string;
  readonly retryable?: boolean;
  readonly outcomeUnknown?: boolean;
  readonly brokerCode?: string | null;
  readonly cause?: unknown;
}

/** An expected failure with its next step. Anything else that is thrown is a defect and becomes `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly nextStep: string;
  readonly retryable: boolean;
  readonly outcomeUnknown: boolean;
  readonly brokerCode: string | null;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.nextStep = options.nextStep;
    this.outcomeUnknown = options.outcomeUnknown ?? code === 'outcome_unknown';
    this.retryable = !this.outcomeUnknown && (options.retryable ?? false);
    this.brokerCode = options.brokerCode ?? null;
  }

  toWire(): ErrorWire {
    return {
      code: this.code,
      message: this.message,
      nextStep: this.nextStep,
      retryable: this.retryable,
      outcomeUnknown: this.outcomeUnknown,
      brokerCode: this.brokerCode,
    };
  }

  static fromWire(wire: ErrorWire): AppError {
    return new AppError(wire.code, wire.message, wire);
  }
}

/** An unexpected error's text can hold anything, so it stays in the log of the process where it happened. */
export function toErrorWire(error: unknown): ErrorWire {
  if (error instanceof AppError) return error.toWire();
  return new AppError('internal', 'Something went wrong inside Tiger MCP Desktop.', {
    nextStep: 'Look at the log in Settings > Diagnostics; if it happens again, restart the app.',
  }).toWire();
}

/** Turns a schema failure into one line that names each bad field. */
export function invalidInput(
  error: z.ZodError,
  nextStep = 'Correct the named fields and call again.',
): AppError {
  const issuesMax = 8;
  const lines = error.issues
    .slice(0, issuesMax)
    .map((issue) => `${issue.path.length > 0 ? issue.path.join('.') : 'input'}: ${issue.message}`);
  const more = error.issues.length > issuesMax ? ` (and ${error.issues.length - issuesMax} more)` : '';
  return new AppError('invalid_input', `${lines.join('; ')}${more}`, { nextStep });
}
