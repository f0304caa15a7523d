import { parse, stringify } from 'lossless-json';
import { ExactNumber } from './exact-number.ts';

/** The deepest answer of the vendor nests 8 levels; the parser is recursive, so depth must end before the stack does. */
export const JSON_DEPTH_MAX = 64;
/** The largest answer (all symbols of a market with names) is about 2 MB; 16 Mi characters leave room. */
export const JSON_LENGTH_MAX = 16 * 1024 * 1024;

export type ExactJsonFault = 'too-long' | 'too-deep' | 'not-json' | 'unsupported-value';

/** Holds no part of the text: an answer can hold account data. */
export class ExactJsonError extends Error {
  override readonly name = 'ExactJsonError';
  readonly fault: ExactJsonFault;

  constructor(fault: ExactJsonFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/**
 * Reads JSON without ever going through a double: every number becomes an {@link ExactNumber} (also small integers,
 * so that a caller has one form to handle), which the readers in wire-readers.ts turn into bigint, Decimal or int.
 * Objects with two different values for one key are refused: two readers could see two different orders.
 * @throws ExactJsonError
 */
export function parseExactJson(text: string): unknown {
  if (text.length > JSON_LENGTH_MAX) throw new ExactJsonError('too-long', 'the JSON text is too long');
  if (depthExceeds(text, JSON_DEPTH_MAX))
    throw new ExactJsonError('too-deep', 'the JSON text nests too deep');
  try {
    return parse(text, undefined, (number) => new ExactNumber(number));
  } catch {
    throw new ExactJsonError('not-json', 'the text is not valid JSON');
  }
}

/**
 * Writes compact JSON. {@link ExactNumber} and bigint are written as unquoted digits exactly as they are; a `number`
 * must be a safe integer (any other number may already have lost digits: pass `new ExactNumber(decimalText)`).
 * Members that are undefined are left out; the order of members is kept.
 * @throws ExactJsonError
 */
export function stringifyExactJson(value: unknown): string {
  const text = stringify(value, undefined, undefined, [
    { test: (item) => item instanceof ExactNumber, stringify: (item) => (item as ExactNumber).text },
    { test: (item) => typeof item === 'number', stringify: (item) => integerText(item as number) },
  ]);
  if (text === undefined) throw new ExactJsonError('unsupported-value', 'the value has no JSON form');
  return text;
}

function integerText(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw new ExactJsonError('unsupported-value', 'only safe integers may be written as a plain number');
  }
  return value.toString();
}

/** Counts brackets outside strings. Text that is not JSON may be miscounted, which the parser then refuses anyway. */
function depthExceeds(text: string, depthMax: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
