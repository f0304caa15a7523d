import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ObjectSchema, publicTool } from '../../../../src/main/mcp/public-tool.ts';
import { toolCatalog } from '../../../../src/main/mcp/tool-catalog.ts';
import { errorCodeSchema } from '../../../../src/shared/app-error.ts';
import { errorOf, ToolCallerFixture, textOf } from '../../../support/tool-caller-fixture.ts';

interface Field {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Field[];
  readonly items?: Field;
  readonly minimum?: number;
  readonly maximum?: number;
}

const SYMBOLS = ['AAPL', 'aapl', '700', '00700.HK', 'BRK.B', 'NOSUCH', '700'];
const CALL_PARTS = { symbol: 'AAPL', expiry: '2026-12-18', strike: 150, right: 'call' };
const FUTURES = ['CL2612', 'cl2612', 'ESMAIN', 'NOSUCH'];
const OPTIONS = [
  'AAPL  261218C00150000',
  'aapl 2026-12-18 150 c',
  'NOSUCH261218P00150000',
  'AAPL',
  CALL_PARTS,
];
/** What exists for the sets whose symbols are others. */
const OTHER_SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  funds: ['LU0792757196.USD', 'hk0000584737.hkd', 'NOSUCH'],
  warrants: ['700', '13168', '54321', 'NOSUCH'],
};

/** What the field's published schema allows, with the references and symbols that exist. */
function fitting(name: string, field: Field, symbols: readonly string[] = SYMBOLS): fc.Arbitrary<unknown> {
  if (name.endsWith('account_id')) return fc.constantFrom('demo', 'growth-live', 'nobody');
  if (name === 'proposal_id') return fc.constant(`prp_${'a'.repeat(26)}`);
  if (name === 'order_id') return fc.constantFrom('35428688236544001', '7');
  if (name === 'wait_seconds') return fc.constant(0);
  if (name === 'symbol') return fc.constantFrom(...symbols);
  if (name === 'code') return fc.constantFrom(...FUTURES);
  if (name === 'option') return fc.constantFrom<unknown>(...OPTIONS);
  if (name === 'exchange' || name === 'product') return fc.constantFrom('cme', 'ES', 'NOSUCH', undefined);
  if (name === 'ranges')
    return fc.constantFrom<unknown>({}, { strike: { min: 1 } }, '{"premium": {"max": "-0.5"}}');
  if (name === 'expiry_month') return fc.constantFrom('2026-12', '202612', 'soon');
  // Mostly days, or a tool with two of them would hardly ever be reached.
  if (/(^|_)date$|^expiry$/.test(name))
    return fc.constantFrom('2026-03-01', '2026-03-01', '2026-03-01', '2026-03-01T00:00:00Z', 'soon');
  if (field.enum !== undefined) return fc.constantFrom(...field.enum);
  if (
    ['quantity', 'price', 'stop_price', 'strike_min', 'strike_max', 'delta_min', 'delta_max'].includes(
      name.replace('new_', ''),
    )
  )
    return fc.constantFrom<unknown>(1, '100', 187.5, '0.01', 1e15);
  if (name === 'rationale') return fc.constant('the user asked');
  if (field.anyOf !== undefined) return fc.oneof(...field.anyOf.map((one) => fitting('', one)));
  if (field.items !== undefined) {
    return fc.array(
      name === 'symbols'
        ? fc.constantFrom(...symbols)
        : name === 'codes'
          ? fc.constantFrom(...FUTURES)
          : name === 'options'
            ? fc.constantFrom<unknown>(...OPTIONS)
            : fitting('', field.items),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
  }
  if (field.type === 'integer') return fc.integer({ min: field.minimum ?? 0, max: field.maximum ?? 100 });
  if (field.type === 'number') return fc.double();
  if (field.type === 'boolean') return fc.boolean();
  return fc.string({ maxLength: 60 });
}

const HOSTILE = fc.oneof(
  fc.anything({ withNullPrototype: false, maxDepth: 3 }).map(asJson),
  fc.constantFrom<unknown>(
    -1,
    0,
    1e30,
    Number.MAX_VALUE,
    5e-324,
    '',
    ' ',
    'NaN',
    '\u0000',
    '\ud800',
    '🐅'.repeat(500),
    '[',
    '{}',
    [],
    {},
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constant('9'.repeat(100_000)),
);

/** Prices belong to order types: a generator that ignores it hardly ever hits a valid order. */
function consistent(args: Record<string, unknown>): Record<string, unknown> {
  const type = args['order_type'];
  const { price, stop_price, ...rest } = args;
  return {
    ...rest,
    ...(type === 'LMT' || type === 'STP_LMT' ? { price } : {}),
    ...(type === 'STP' || type === 'STP_LMT' ? { stop_price } : {}),
  };
}

/** Only JSON arrives from a client. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch {
    return null;
  }
}

function argumentsFor(schema: ObjectSchema, symbols: readonly string[] | undefined): fc.Arbitrary<unknown> {
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Field>);
  const values = fields.map(
    ([name, field]) =>
      [
        name,
        fc.oneof({ arbitrary: fitting(name, field, symbols), weight: 5 }, { arbitrary: HOSTILE, weight: 1 }),
      ] as const,
  );
  const record = fc.record(Object.fromEntries(values), { requiredKeys: [] });
  const good = fc
    .record(Object.fromEntries(fields.map(([name, field]) => [name, fitting(name, field, symbols)])))
    .map(consistent);
  return fc.oneof(
    { arbitrary: record, weight: 4 },
    { arbitrary: good, weight: 4 },
    { arbitrary: HOSTILE, weight: 1 },
    {
      arbitrary: fc
        .tuple(record, fc.string(), HOSTILE)
        .map(([args, name, value]) => ({ ...args, [name]: value })),
      weight: 1,
    },
  );
}

/** What the project promises for every tool. */
const RUNS = 2_000;
/** A whole tool takes seconds on a busy machine. */
const TOOL_TIMEOUT_MS = 120_000;

describe('whatever the arguments', () => {
  it.each(toolCatalog.map((tool) => [tool.name, tool] as const))(
    '%s answers by its schema or with a clear error',
    async (name, tool) => {
      const outcomes = { answers: 0, errors: 0 };
      await fc.assert(
        fc.asyncProperty(
          argumentsFor(publicTool(tool).inputSchema, OTHER_SYMBOLS[tool.toolset]),
          async (args) => {
            const tools = new ToolCallerFixture();
            tools.trading.add({});
            const result = await tools.call(name, args);
            // An unexpected failure would be logged as a defect.
            expect(tools.logged).toEqual([]);
            expect(textOf(result)).not.toMatch(/\bat .+\.ts:\d+|node_modules|ZodError/);
            expect(tools.audit.entries.map(({ kind }) => kind)).toEqual(['tool.called', 'tool.answered']);
            if (result.isError !== true) {
              outcomes.answers += 1;
              tool.output.parse(result.structuredContent);
              return;
            }
            outcomes.errors += 1;
            const error = errorOf(result);
            expect(errorCodeSchema.options).toContain(error.code);
            expect(error.code).not.toBe('internal');
            expect(error.message.length).toBeGreaterThan(5);
            expect(error.message.length).toBeLessThan(2000);
            expect(error.next_step.length).toBeGreaterThan(5);
          },
        ),
        { numRuns: RUNS },
      );
      // A generator that reaches only one side would prove nothing of the other.
      expect(outcomes.answers).toBeGreaterThan(0);
      expect(outcomes.errors).toBeGreaterThan(0);
    },
    TOOL_TIMEOUT_MS,
  );
});

it('an unknown tool is an error that names the next step', async () => {
  const tools = new ToolCallerFixture();
  for (const name of ['nope', '', 'constructor', '__proto__', 'tiger_approve_order', 'x'.repeat(1_000_000)]) {
    const error = await tools.error(name);
    expect(error.code).toBe('not_found');
    expect(error.next_step).toContain('tools/list');
    expect(JSON.stringify(error).length).toBeLessThan(400);
  }
});

it('a flood of small elements is refused before it is looked at', async () => {
  const tools = new ToolCallerFixture();
  const error = await tools.error('tiger_get_market_data', {
    symbols: Array.from({ length: 100_000 }, () => 'AAPL'),
  });
  expect(error).toMatchObject({ code: 'invalid_input' });
  expect(error.message).toContain('2000 elements');
});
