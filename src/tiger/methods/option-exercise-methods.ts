import * as z from 'zod';
import { readMethod, writeMethod } from '../method.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIdOrNull,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
} from '../wire/wire-readers.ts';
import { listOf, pageOf } from './reply-shapes.ts';

const pageCounters = {
  pageNum: wireIntegerOrNull,
  pageSize: wireIntegerOrNull,
  itemCount: wireIntegerOrNull,
  pageCount: wireIntegerOrNull,
};

interface OptionExerciseParams {
  readonly contract_id: bigint;
  readonly type: 'Exercise' | 'Expire';
  readonly quantity: number;
  /** `yyyyMMdd`. */
  readonly executing_date?: string;
  readonly is_force?: boolean;
  readonly itm_rate?: number;
}

/** What an exercise would do; nothing is done. */
export const optionExerciseCheck = readMethod<OptionExerciseParams>()({
  name: 'option_exercise_check',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z
    .looseObject({
      availableQuantity: wireDecimalOrNull,
      position: wireDecimalOrNull,
      stkPosition: wireDecimalOrNull,
      stkPositionChange: wireDecimalOrNull,
      stkPositionBefore: wireDecimalOrNull,
      stkPositionAfter: wireDecimalOrNull,
      symbol: wireTextOrNull,
    })
    .nullable(),
});

/** Exercises an option or lets it expire. The answer holds nothing: look at the record. */
export const optionExerciseSubmit = writeMethod<OptionExerciseParams>()({
  name: 'option_exercise_submit',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.unknown(),
});

export const optionExerciseRecord = readMethod<{
  /** From 1. */
  readonly page?: number;
  readonly size?: number;
  readonly status?: string;
  readonly type?: string;
  readonly symbol?: string;
  readonly order_by?: string;
}>()({
  name: 'option_exercise_record',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: pageOf(
    z.looseObject({
      ...pageCounters,
      items: listOf(
        z.looseObject({
          id: wireIdOrNull,
          type: wireTextOrNull,
          status: wireTextOrNull,
          contractId: wireIdOrNull,
          symbol: wireText,
          stkSymbol: wireTextOrNull,
          expireDate: wireTextOrNull,
          strike: wireDecimalOrNull,
          callPut: wireTextOrNull,
          accountId: wireIdOrNull,
          requestQuantity: wireDecimalOrNull,
          quantity: wireDecimalOrNull,
          executingDate: wireTextOrNull,
          itmRate: wireIntegerOrNull,
          isForce: wireBooleanOrNull,
        }),
      ),
    }),
  ),
});

/** Options that can be exercised or left to expire. */
export const optionExercisePosition = readMethod<{
  readonly type: 'Exercise' | 'Expire';
}>()({
  name: 'option_exercise_position',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: pageOf(
    z.looseObject({
      ...pageCounters,
      items: listOf(
        z.looseObject({
          market: wireTextOrNull,
          contractId: wireIdOrNull,
          stkSymbol: wireTextOrNull,
          symbol: wireText,
          expireDate: wireTextOrNull,
          strike: wireDecimalOrNull,
          callPut: wireTextOrNull,
          accountId: wireIdOrNull,
          position: wireDecimalOrNull,
          availableQuantity: wireDecimalOrNull,
        }),
      ),
    }),
  ),
});

/** The answer holds nothing: look at the record. */
export const optionExerciseCancel = writeMethod<{
  readonly id: bigint;
}>()({
  name: 'option_exercise_cancel',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.unknown(),
});
