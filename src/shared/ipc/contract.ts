import type * as z from 'zod';
import type { ErrorWire } from '../app-error.ts';

/** The shape of every boundary between processes: a name, what goes in, what comes out. */
interface Call {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
export type Contract = Readonly<Record<string, Call>>;

export type Input<C extends Contract, K extends keyof C> = z.input<C[K]['input']>;
export type Output<C extends Contract, K extends keyof C> = z.output<C[K]['output']>;

/** A missing or an extra handler does not compile. */
export type Handlers<C extends Contract, Context> = {
  readonly [K in keyof C]: (
    input: z.output<C[K]['input']>,
    context: Context,
  ) => Promise<z.input<C[K]['output']>>;
};

/** What crosses a boundary instead of an exception. */
export type Reply<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorWire };
