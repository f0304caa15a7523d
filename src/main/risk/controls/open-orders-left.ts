import type { z } from 'zod';
import type { OrderLeg } from '../../../shared/domain/combination.ts';
import type { Decimal } from '../../../shared/domain/decimal.ts';
import type { Side, timeInForceSchema } from '../../../shared/domain/order.ts';
import { type Judgement, judge } from '../judgement.ts';

/** An order that was placed here and that the broker still works. */
export interface OpenOrderHere {
  readonly accountAlias: string;
  readonly symbol: string;
  /** Of a combination. */
  readonly legs: readonly OrderLeg[] | null;
  readonly side: Side;
  readonly quantity: Decimal;
  /** null: it has none. */
  readonly limitPrice: Decimal | null;
  /** Trigger price. */
  readonly stopPrice: Decimal | null;
  readonly filledQuantity: Decimal;
  readonly timeInForce: z.infer<typeof timeInForceSchema>;
}

export interface LeavingFacts {
  readonly cause: 'quit' | 'link_lost';
  readonly open: readonly OpenOrderHere[];
  /** Brackets whose order has filled and whose legs may be open: the broker could not be asked. */
  readonly unasked: number;
  /** Proposals that wait for a decision. */
  readonly waiting: number;
}

/** Control 33: whether the user has to be asked before the app lets go of what it has at the broker. */
export function openOrdersLeft({ cause, open, unasked, waiting }: LeavingFacts): Judgement {
  const value = String(open.length);
  if (open.length === 0 && unasked === 0 && (cause === 'link_lost' || waiting === 0))
    return judge('pass', 'No order that was made here is open.', { value, limit: '0' });
  const texts = [
    ...(open.length === 0 ? [] : [`${orders(open.length)} made here ${be(open.length)} open at the broker.`]),
    ...(unasked === 0
      ? []
      : [
          `The broker could not be asked about the legs of ${brackets(unasked)} that filled: take profit and stop loss may be open.`,
        ]),
    ...(open.some(({ timeInForce }) => timeInForce === 'GTC')
      ? ['Those that are good till cancelled stay until they fill or are cancelled.']
      : []),
    ...(waiting === 0 || cause === 'link_lost'
      ? []
      : [`${orders(waiting)} still ${wait(waiting)} for a decision; without one nothing is sent.`]),
  ];
  return judge('warning', texts.join(' '), { value, limit: '0' });
}

function orders(count: number): string {
  return count === 1 ? '1 order' : `${count} orders`;
}

function brackets(count: number): string {
  return count === 1 ? '1 bracket' : `${count} brackets`;
}

function be(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function wait(count: number): string {
  return count === 1 ? 'waits' : 'wait';
}
