import fc from 'fast-check';
import { ExactNumber } from '../../../src/tiger/wire/exact-number.ts';

/** What the wire contract says of an answer, in its notation: `name` a number, `:int`, `:str`, `:bool`, `[...]`, `{...}`. */
export type Shape =
  | 'num'
  | 'int'
  | 'str'
  | 'bool'
  | 'null'
  | { readonly list: Shape | null }
  | { readonly members: ReadonlyMap<string, Shape> };

/** @throws Error if the text is not of the notation */
export function parseShape(text: string): Shape {
  const tokens = text.match(/[[\]{}:,]|\w+/g) ?? [];
  const shape = shapeOf(tokens);
  if (tokens.length > 0) throw new Error(`unexpected ${tokens.join('')}`);
  return shape;
}

function shapeOf(tokens: string[]): Shape {
  const token = tokens.shift();
  if (token === '[') {
    const list = tokens[0] === ']' ? null : shapeOf(tokens);
    if (tokens.shift() !== ']') throw new Error('the list does not end');
    return { list };
  }
  if (token === '{') return { members: membersOf(tokens) };
  if (token === 'num' || token === 'int' || token === 'str' || token === 'bool' || token === 'null')
    return token;
  throw new Error(`unexpected ${token}`);
}

function membersOf(tokens: string[]): ReadonlyMap<string, Shape> {
  const members = new Map<string, Shape>();
  for (let name = tokens.shift(); name !== '}'; name = tokens.shift()) {
    if (name === undefined) throw new Error('the object does not end');
    if (name === ',') continue;
    const isTyped = tokens[0] === ':';
    if (isTyped) tokens.shift();
    members.set(name, isTyped ? shapeOf(tokens) : 'num');
  }
  return members;
}

/** Members that are texts on the wire and numbers by meaning. */
const NUMBER_TEXTS = new Set(['strike', 'value', 'lastRequestTimestamp']);
const INT64_MAX = 2n ** 63n - 1n;

const digits = (min: bigint, max: bigint) => fc.bigInt({ min, max }).map(String);
const decimalText = fc.oneof(
  fc.tuple(digits(-(10n ** 11n), 10n ** 11n), fc.stringMatching(/^\d{1,9}$/)).map((parts) => parts.join('.')),
  fc.tuple(digits(1n, 999n), fc.integer({ min: -6, max: 12 })).map(([base, power]) => `${base}.5E${power}`),
  digits(0n, 10n ** 15n),
);

/** Answers of the shape, as they come out of the exact JSON parser. */
export function answersOf(shape: Shape, name = ''): fc.Arbitrary<unknown> {
  if (shape === 'null') return fc.constant(null);
  if (shape === 'bool') return fc.boolean();
  if (shape === 'num') return decimalText.map((text) => new ExactNumber(text));
  if (shape === 'int') {
    const isId = /^(id|.*Ids?)$/.test(name);
    return digits(1n, isId ? INT64_MAX : 10n ** 12n).map((text) => new ExactNumber(text));
  }
  if (shape === 'str') return NUMBER_TEXTS.has(name) ? digits(1n, 10n ** 12n) : fc.string({ maxLength: 12 });
  if ('list' in shape) {
    return shape.list === null
      ? fc.constant([])
      : fc.array(answersOf(shape.list, name), { minLength: 1, maxLength: 2 });
  }
  return fc.record(
    Object.fromEntries([...shape.members].map(([key, member]) => [key, answersOf(member, key)])),
    { noNullPrototype: true },
  );
}
