import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimalOrNull,
  wireIntegerOrNull,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { listOf, pageOf } from './reply-shapes.ts';

/** Net inflow by period; negative is outflow. */
export const capitalFlow = readMethod<{
  readonly symbol: string;
  readonly market: string;
  /** intraday, day, week, month, quarter, 6month or year. */
  readonly period: string;
  /** Milliseconds; -1 is open. */
  readonly begin_time?: number;
  readonly end_time?: number;
  /** 200 if absent, at most 1200. */
  readonly limit?: number;
}>()({
  name: 'capital_flow',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: z
    .looseObject({
      symbol: wireTextOrNull,
      period: wireTextOrNull,
      items: listOf(
        z.looseObject({ time: wireTextOrNull, timestamp: wireTimeMsOrNull, netInflow: wireDecimalOrNull }),
      ),
    })
    .nullable(),
});

/** The day's flow by size of order. */
export const capitalDistribution = readMethod<{
  readonly symbol: string;
  readonly market: string;
}>()({
  name: 'capital_distribution',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: z
    .looseObject({
      symbol: wireTextOrNull,
      netInflow: wireDecimalOrNull,
      inAll: wireDecimalOrNull,
      inBig: wireDecimalOrNull,
      inMid: wireDecimalOrNull,
      inSmall: wireDecimalOrNull,
      outAll: wireDecimalOrNull,
      outBig: wireDecimalOrNull,
      outMid: wireDecimalOrNull,
      outSmall: wireDecimalOrNull,
    })
    .nullable(),
});

const brokerLevel = z.looseObject({
  level: wireIntegerOrNull,
  price: wireDecimalOrNull,
  brokerCount: wireIntegerOrNull,
  broker: listOf(z.looseObject({ id: wireTextOrNull, name: wireTextOrNull })),
});

/** Hong Kong: the queue of brokers at each level. */
export const stockBroker = readMethod<{
  readonly symbol: string;
  /** 40 if absent, at most 60. */
  readonly limit?: number;
  readonly sec_type?: string;
}>()({
  name: 'stock_broker',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: z
    .looseObject({
      symbol: wireTextOrNull,
      bidBroker: listOf(brokerLevel),
      askBroker: listOf(brokerLevel),
    })
    .nullable(),
});

/** Hong Kong: what each participant holds. */
export const brokerHold = readMethod<{
  readonly market: string;
  /** From 0. */
  readonly page?: number;
  /** 50 if absent, at most 500. */
  readonly limit?: number;
  /** A member of the answer, e.g. `marketValue`. */
  readonly order_by?: string;
  readonly direction?: 'SortDir_Ascend' | 'SortDir_Descend';
}>()({
  name: 'broker_hold',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: pageOf(
    z.looseObject({
      page: wireIntegerOrNull,
      totalPage: wireIntegerOrNull,
      totalCount: wireIntegerOrNull,
      items: listOf(
        z.looseObject({
          orgId: wireTextOrNull,
          orgName: wireTextOrNull,
          date: wireTextOrNull,
          sharesHold: wireDecimalOrNull,
          marketValue: wireDecimalOrNull,
          buyAmount: wireDecimalOrNull,
          buyAmount5: wireDecimalOrNull,
          buyAmount20: wireDecimalOrNull,
          buyAmount60: wireDecimalOrNull,
          market: wireTextOrNull,
        }),
      ),
    }),
  ),
});
