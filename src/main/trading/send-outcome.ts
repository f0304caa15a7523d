import { AppError } from '../../shared/app-error.ts';
import type { OrderEvent } from '../../shared/domain/order-transitions.ts';

/** What an effect's failure says about the order. */
export interface FailedSend {
  readonly event: Extract<OrderEvent, 'refused' | 'not_sent' | 'outcome_lost'>;
  readonly brokerCode: string | null;
  readonly message: string;
}

/** The broker's own refusals, even where it gave no code. */
const REFUSALS: ReadonlySet<AppError['code']> = new Set(['broker_rejected', 'broker_permission']);
/** A defect can happen after the bytes have left, so these prove nothing. */
const PROVES_NOTHING: ReadonlySet<AppError['code']> = new Set([
  'internal',
  'outcome_unknown',
  'broker_protocol',
]);

/** Anything that is not plainly a refusal or plainly "nothing left this computer" counts as perhaps sent. */
export function failedSend(error: unknown): FailedSend {
  if (!(error instanceof AppError)) {
    return { event: 'outcome_lost', brokerCode: null, message: 'An error in the app while sending.' };
  }
  const { brokerCode, message } = error;
  if (error.outcomeUnknown || PROVES_NOTHING.has(error.code))
    return { event: 'outcome_lost', brokerCode, message };
  const isRefusal = brokerCode !== null || REFUSALS.has(error.code);
  return { event: isRefusal ? 'refused' : 'not_sent', brokerCode, message };
}
