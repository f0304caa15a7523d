const REDACTED = '[redacted]';

/**
 * A value that must not reach a log, an error or a message by accident. Only `reveal()` gives it out, so every
 * place that handles the clear text can be found by searching for that word.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  /** node:util's inspect looks for this symbol, so console and logger print the placeholder too. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}
