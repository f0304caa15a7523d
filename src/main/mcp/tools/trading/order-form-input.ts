import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import type { OrderDraft } from '../../../../shared/domain/order.ts';
import type { Trail } from '../../../../shared/domain/order-form.ts';
import { isoTime } from '../../account-fields.ts';
import { positiveDecimalInput } from '../../tolerant-input.ts';
import { instantMs } from './date-input.ts';

export const TIME_LENGTH_MAX = 40;

/** What only some orders have. */
export const orderFormInputs = {
  trail_amount: positiveDecimalInput().optional().describe('TRAIL: distance in money; or trail_percent.'),
  trail_percent: positiveDecimalInput().optional().describe('TRAIL: distance in percent, 2 for 2 %.'),
  expires_at: z.string().max(TIME_LENGTH_MAX).optional().describe('GTD: ISO time with its zone.'),
};

export interface OrderFormInput {
  readonly trail_amount?: Decimal | undefined;
  readonly trail_percent?: Decimal | undefined;
  readonly expires_at?: string | undefined;
}

/** @throws AppError invalid_input */
export function orderForm(
  input: OrderFormInput,
): Pick<OrderDraft, 'trail' | 'expiresAtMs' | 'attached' | 'algo'> {
  return {
    trail: trailOf('trail_amount', input.trail_amount, 'trail_percent', input.trail_percent),
    expiresAtMs: instantMs('expires_at', input.expires_at),
    attached: null,
    algo: null,
  };
}

/** @throws AppError invalid_input, if both are given */
export function trailOf(
  amountField: string,
  amount: Decimal | undefined,
  percentField: string,
  percent: Decimal | undefined,
): Trail | null {
  if (amount !== undefined && percent !== undefined) {
    throw new AppError('invalid_input', `${amountField}: must be absent where ${percentField} is given`, {
      nextStep: 'Give one of the two.',
    });
  }
  if (amount !== undefined) return { by: 'amount', value: amount };
  return percent === undefined ? null : { by: 'percent', value: percent };
}

/** The same as an answer shows it. */
export const orderFormOutputs = {
  trail_amount: z.string().nullable(),
  trail_percent: z.string().nullable(),
  expires_at: z.string().nullable().describe('ISO 8601 UTC.'),
};

export function orderFormJson({ trail, expiresAtMs }: Pick<OrderDraft, 'trail' | 'expiresAtMs'>) {
  return {
    trail_amount: trail?.by === 'amount' ? trail.value : null,
    trail_percent: trail?.by === 'percent' ? trail.value : null,
    expires_at: isoTime(expiresAtMs),
  };
}
