import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import type { OrderDraft, OrderType } from '../../../../shared/domain/order.ts';
import type { Algo, AttachedLegs, Trail } from '../../../../shared/domain/order-form.ts';
import { isAlgo } from '../../../../shared/domain/order-rules.ts';
import { isoTime } from '../../account-fields.ts';
import { objectInput, positiveDecimalInput, wordInput } from '../../tolerant-input.ts';
import { instantMs } from './date-input.ts';

export const TIME_LENGTH_MAX = 40;

/** The words of the fields stand at tiger_place_order alone: a model pays for each of them. */
export type Describe = <Schema extends z.ZodType>(schema: Schema, text: string) => Schema;

export const described: Describe = (schema, text) => schema.describe(text);
export const bare: Describe = (schema) => schema;

/** What only some orders have. */
export const timedFormInputs = (describe: Describe) => ({
  trail_amount: describe(positiveDecimalInput().optional(), 'TRAIL: distance in money; or trail_percent.'),
  trail_percent: describe(positiveDecimalInput().optional(), 'TRAIL: distance in percent, 2 for 2 %.'),
  expires_at: describe(z.string().max(TIME_LENGTH_MAX).optional(), 'GTD: ISO time with its zone.'),
  bracket: describe(
    objectInput(
      z.strictObject({
        take_profit_price: positiveDecimalInput().optional(),
        stop_loss_price: positiveDecimalInput().optional(),
        stop_loss_limit_price: positiveDecimalInput().optional(),
        time_in_force: describe(wordInput(['DAY', 'GTC']).optional(), 'Default GTC.'),
      }),
    ).optional(),
    'LMT that opens a position: orders to close it when filled; one cancels the other.',
  ),
});

export const algoInput = (describe: Describe) =>
  describe(
    objectInput(
      z.strictObject({
        start_at: z.string().max(TIME_LENGTH_MAX).optional(),
        end_at: z.string().max(TIME_LENGTH_MAX).optional(),
        participation_rate: describe(positiveDecimalInput().optional(), 'VWAP, 0.01 to 0.5.'),
      }),
    ).optional(),
    'TWAP, VWAP: ISO times with zone; default now to the close.',
  );

export interface OrderFormInput {
  readonly trail_amount?: Decimal | undefined;
  readonly trail_percent?: Decimal | undefined;
  readonly expires_at?: string | undefined;
  readonly bracket?: BracketInput | undefined;
  readonly algo?: AlgoInput | undefined;
}

interface AlgoInput {
  readonly start_at?: string | undefined;
  readonly end_at?: string | undefined;
  readonly participation_rate?: Decimal | undefined;
}

interface BracketInput {
  readonly take_profit_price?: Decimal | undefined;
  readonly stop_loss_price?: Decimal | undefined;
  readonly stop_loss_limit_price?: Decimal | undefined;
  readonly time_in_force?: 'DAY' | 'GTC' | undefined;
}

/** @throws AppError invalid_input */
export function orderForm(
  orderType: OrderType,
  input: OrderFormInput,
): Pick<OrderDraft, 'trail' | 'expiresAtMs' | 'attached' | 'algo'> {
  return {
    trail: trailOf('trail_amount', input.trail_amount, 'trail_percent', input.trail_percent),
    expiresAtMs: instantMs('expires_at', input.expires_at),
    attached: input.bracket === undefined ? null : legsOf(input.bracket),
    algo: algoOf(orderType, input.algo),
  };
}

/** TWAP and VWAP need nothing more than their type. */
function algoOf(orderType: OrderType, input: AlgoInput | undefined): Algo | null {
  if (input === undefined && !isAlgo(orderType)) return null;
  return {
    startMs: instantMs('algo.start_at', input?.start_at),
    endMs: instantMs('algo.end_at', input?.end_at),
    participationRate: input?.participation_rate ?? null,
  };
}

function legsOf(bracket: BracketInput): AttachedLegs {
  return {
    takeProfitPrice: bracket.take_profit_price ?? null,
    stopLossPrice: bracket.stop_loss_price ?? null,
    stopLossLimitPrice: bracket.stop_loss_limit_price ?? null,
    // A stop that ended with the day would leave the position without it at night.
    timeInForce: bracket.time_in_force ?? 'GTC',
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

/** Of an order at the broker, too. */
const timedFormOutputs = {
  trail_amount: z.string().nullable(),
  trail_percent: z.string().nullable(),
  expires_at: z.string().nullable().describe('ISO 8601 UTC.'),
};

/** The same as an answer shows it. */
export const orderFormOutputs = {
  ...timedFormOutputs,
  bracket: z
    .strictObject({
      take_profit_price: z.string().nullable(),
      stop_loss_price: z.string().nullable(),
      stop_loss_limit_price: z.string().nullable(),
      time_in_force: z.enum(['DAY', 'GTC']),
    })
    .nullable(),
  algo: z
    .strictObject({
      start_at: z.string().nullable().describe('null: at once.'),
      end_at: z.string().nullable().describe('null: at the close.'),
      participation_rate: z.string().nullable(),
    })
    .nullable(),
};

export function timedFormJson({ trail, expiresAtMs }: Pick<OrderDraft, 'trail' | 'expiresAtMs'>) {
  return {
    trail_amount: trail?.by === 'amount' ? trail.value : null,
    trail_percent: trail?.by === 'percent' ? trail.value : null,
    expires_at: isoTime(expiresAtMs),
  };
}

export function orderFormJson(order: OrderDraft) {
  const { attached, algo } = order;
  return {
    ...timedFormJson(order),
    bracket:
      attached === null
        ? null
        : {
            take_profit_price: attached.takeProfitPrice,
            stop_loss_price: attached.stopLossPrice,
            stop_loss_limit_price: attached.stopLossLimitPrice,
            time_in_force: attached.timeInForce,
          },
    algo:
      algo === null
        ? null
        : {
            start_at: isoTime(algo.startMs),
            end_at: isoTime(algo.endMs),
            participation_rate: algo.participationRate,
          },
  };
}
