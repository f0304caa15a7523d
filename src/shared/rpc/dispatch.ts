import { AppError, invalidInput, toErrorWire } from '../app-error.ts';
import type { Contract, Handlers, Reply } from '../ipc/contract.ts';

export interface DispatchOptions {
  /** Told of defects, with the original error, which never crosses the boundary. */
  readonly onInternalError: (name: string, error: unknown) => void;
}

/** Finds the call, parses its input, runs it, parses its output. It never throws. */
export async function dispatch<C extends Contract, Context>(
  contract: C,
  handlers: Partial<Handlers<C, Context>>,
  name: string,
  input: unknown,
  context: Context,
  options: DispatchOptions,
): Promise<Reply> {
  try {
    // hasOwn: `constructor` and `__proto__` are no calls.
    if (!Object.hasOwn(contract, name)) throw unknownCall(name);
    const call = contract[name as keyof C];
    const handler = handlers[name as keyof C];
    if (call === undefined || handler === undefined) throw unknownCall(name);
    const parsed = call.input.safeParse(input);
    if (!parsed.success) throw invalidInput(parsed.error);
    const value = await handler(parsed.data as never, context);
    return { ok: true, value: call.output.parse(value) };
  } catch (error) {
    if (!(error instanceof AppError)) options.onInternalError(name, error);
    return { ok: false, error: toErrorWire(error) };
  }
}

function unknownCall(name: string): AppError {
  const NAME_LENGTH_SHOWN = 60;
  return new AppError(
    'invalid_input',
    `There is no call named ${JSON.stringify(name.slice(0, NAME_LENGTH_SHOWN))}.`,
    {
      nextStep: 'Restart the app: its parts may be of different versions.',
    },
  );
}
