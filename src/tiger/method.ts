import type * as z from 'zod';
import type { MethodVersion } from './wire/envelope.ts';

interface MethodSpec<Reply> {
  /** The `method` member on the wire. */
  readonly name: string;
  readonly version: MethodVersion;
  /** Tiger has two addresses (wire contract 1.4). */
  readonly server: 'trade' | 'quote';
  /**
   * What is put in front of the parameters: `account` (with the institution's secret key and the language), the
   * language alone, or nothing. Without parameters and context there is no biz_content at all.
   */
  readonly context: 'account' | 'language' | 'none';
  /** Reads `data`; unknown members are kept, absent ones become null. */
  readonly reply: z.ZodType<Reply>;
}

/** Phantom: carries the type of the parameters, which are the members of biz_content in Tiger's own names. */
declare const paramsType: unique symbol;

/** A method that changes nothing at Tiger; it may be repeated. */
export interface ReadMethod<Params, Reply> extends MethodSpec<Reply> {
  readonly effect: 'none';
  readonly [paramsType]?: Params;
}

/** A method that changes something at Tiger; it is sent once, whatever happens. */
export interface WriteMethod<Params, Reply> extends MethodSpec<Reply> {
  readonly effect: 'order';
  readonly [paramsType]?: Params;
}

/** A method of any parameters, for lists and for what all calls have in common; calls are made with the typed ones. */
export type AnyMethod<Reply = unknown> = ReadMethod<unknown, Reply> | WriteMethod<unknown, Reply>;

/** `readMethod<Params>()({...})`: the parameters are named, the reply is inferred from its schema. */
export function readMethod<Params extends object>() {
  return <Reply>(spec: MethodSpec<Reply>): ReadMethod<Params, Reply> => ({ ...spec, effect: 'none' });
}

export function writeMethod<Params extends object>() {
  return <Reply>(spec: MethodSpec<Reply>): WriteMethod<Params, Reply> => ({ ...spec, effect: 'order' });
}

/** One answer with what is needed to say how fresh it is. */
export interface TigerReply<Reply> {
  readonly data: Reply;
  /** The gateway's clock when it answered; null if it did not say. */
  readonly brokerTimeMs: number | null;
  /** Our clock when the answer arrived. */
  readonly receivedAtMs: number;
  /** True if the gateway says that it is a simulation. */
  readonly isSimulated: boolean;
}
