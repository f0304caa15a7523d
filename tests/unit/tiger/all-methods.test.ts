import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyMethod } from '../../../src/tiger/method.ts';
import { ALL_METHODS } from '../../../src/tiger/methods/all-methods.ts';
import { lostValues } from './lost-values.ts';
import { answersOf, parseShape } from './method-shape.ts';
import { methodShapes } from './vectors.ts';

const methods: readonly AnyMethod[] = Object.values(ALL_METHODS).flat();
const byName = new Map(methods.map((method) => [method.name, method]));

test('every method of the contract is there once, in its version', () => {
  expect(methods.map(({ name, version }) => ({ name, version }))).toEqual(
    methodShapes.map(({ method, version }) => ({ name: method, version })),
  );
  expect(byName.size).toBe(101);
});

test('what changes something at Tiger is sent once', () => {
  const writes = methods.filter((method) => method.effect === 'order').map((method) => method.name);
  expect(writes.toSorted()).toEqual([
    'cancel_order',
    'cancel_segment_fund',
    'grab_quote_permission',
    'modify_order',
    'option_exercise_cancel',
    'option_exercise_submit',
    'place_forex_order',
    'place_order',
    'position_transfer',
    'transfer_segment_fund',
    'user_token_refresh',
  ]);
});

test('market data goes to the quote address, everything of an account to the trade address', () => {
  const { orders, accounts, movements, exercise, user, ...quotes } = ALL_METHODS;
  const servers = (list: readonly AnyMethod[]) => new Set(list.map((method) => method.server));
  expect(servers([...orders, ...accounts, ...movements, ...exercise, ...user])).toEqual(new Set(['trade']));
  expect(servers(Object.values(quotes).flat())).toEqual(new Set(['quote']));
});

test('market data never names an account', () => {
  const named = methods.filter((method) => method.server === 'quote' && method.context === 'account');
  expect(named).toEqual([]);
});

/** Without these a row means nothing, so an answer that lacks one is refused instead of guessed. */
const REQUIRED = new Set([
  ...['symbol', 'id', 'time', 'price', 'open', 'high', 'low', 'close', 'token', 'license'],
  ...['action', 'orderType', 'orderId', 'begin', 'end', 'type'],
]);

describe.each(methodShapes.map((entry) => [entry.method, entry.shape] as const))('%s', (name, text) => {
  const { reply } = byName.get(name)!;
  const answers = answersOf(parseShape(text));

  test('keeps every value of the contract exact, and members the contract does not know', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(lostValues(answer, reply.parse(answer))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('what is absent is null or an empty list, never a value', () => {
    const [answer] = fc.sample(answers, { numRuns: 1, seed: 7 });
    for (const path of memberPaths(answer)) {
      // Answers that are keyed by symbol have no list for a symbol without any.
      if (path.at(-1) === 'AAPL') continue;
      const parsed = reply.safeParse(without(answer, path));
      if (!parsed.success) expect(REQUIRED).toContain(path.at(-1));
      else expect([null, []], path.join('.')).toContainEqual(valueAt(parsed.data, path));
    }
  });
});

type Path = readonly (string | number)[];

function memberPaths(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null || value.constructor !== Object) {
    return Array.isArray(value) ? memberPaths(value[0]).map((path) => [0, ...path]) : [];
  }
  return Object.entries(value).flatMap(([name, member]) => [
    [name],
    ...memberPaths(member).map((path) => [name, ...path]),
  ]);
}

function without(value: unknown, [first, ...rest]: Path): unknown {
  if (Array.isArray(value)) return [without(value[0], rest), ...value.slice(1)];
  const { [first as string]: member, ...others } = value as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [first as string]: without(member, rest) };
}

function valueAt(value: unknown, path: Path): unknown {
  // Methods that answer `{items}` alone give the bare list.
  const steps = Array.isArray(value) && path[0] === 'items' ? path.slice(1) : path;
  return steps.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], value);
}
