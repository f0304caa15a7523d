import type { AnyMethod, ReadMethod, WriteMethod } from '../../../src/tiger/method.ts';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';

/** One call of the official SDK, said with our own typed parameters. */
export interface RecordedCall {
  /** Name of the fixture or vector. */
  readonly name: string;
  readonly method: AnyMethod;
  readonly params: object;
}

/** Only for the types: the parameters must be those of the method. */
export function recorded<Params extends object, Reply>(
  name: string,
  method: ReadMethod<Params, Reply> | WriteMethod<Params, Reply>,
  params: NoInfer<Params>,
): RecordedCall {
  return { name, method, params };
}

export function exact(text: string): ExactNumber {
  return new ExactNumber(text);
}
