import fc from 'fast-check';
import type { ObjectSchema } from '../../src/main/mcp/public-tool.ts';

export interface Field {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Field[];
  readonly items?: Field;
  readonly minimum?: number;
  readonly maximum?: number;
}

const FILTERS = [
  [{ field: 'MarketValue', min: 1e9 }],
  [{ field: 'StockField_PeTTM', min: '5', max: 20 }, { field: 'marketvalue' }],
  '[{"field":"Industry","tags":["Software"]},{"field":"MarketValue"}]',
  [{ field: 'ROE', min: 0.1 }],
  [{ field: 'Nonsense' }],
];
const LEG = { symbol: 'AAPL', side: 'BUY', quantity: 1, order_type: 'LMT', price: '187.5' };
const BASKETS = [
  [LEG, { ...LEG, symbol: 'MSFT', side: 'sell' }],
  JSON.stringify([LEG, { symbol: '700', side: 'B', quantity: '100', order_type: 'market' }]),
  [JSON.stringify(LEG), { ...LEG, quantity: '2' }],
  [LEG],
  [LEG, { ...LEG, order_type: 'MKT' }],
];
const BRACKETS = [{ stop_loss_price: 150 }, '{"take_profit_price": "250", "stop_loss_price": 150}', {}];
const SYMBOLS = ['AAPL', 'aapl', '700', '00700.HK', 'BRK.B', 'NOSUCH', '700', 'lu0792757196.usd', '13168'];
const FUTURES = ['CL2612', 'cl2612', 'ESMAIN', 'NOSUCH'];
const OPTIONS: readonly unknown[] = [
  'AAPL  261218C00150000',
  'aapl 2026-12-18 150 c',
  'NOSUCH261218P00150000',
  'AAPL',
  { symbol: 'AAPL', expiry: '2026-12-18', strike: 150, right: 'call' },
];
/** Items of lists and single values that mean something only in a form of their own. */
const NAMED: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  symbol: fc.constantFrom(...SYMBOLS),
  code: fc.constantFrom(...FUTURES),
  option: fc.constantFrom(...OPTIONS),
  exchange: fc.constantFrom('cme', 'NOSUCH', undefined),
  product: fc.constantFrom('es', 'NOSUCH', undefined),
  ranges: fc.constantFrom<unknown>({}, { strike: { min: 1 } }, '{"premium": {"max": "-0.5"}}'),
  expiry_month: fc.constantFrom('2026-12', '202612', 'soon'),
};
const PRICES = ['quantity', 'price', 'stop_price', 'strike_min', 'strike_max', 'delta_min', 'delta_max'];

/** What the field's published schema allows, with the references and symbols that exist. */
export function fitting(name: string, field: Field): fc.Arbitrary<unknown> {
  if (name.endsWith('account_id')) return fc.constantFrom('demo', 'growth-live', 'nobody');
  if (name === 'proposal_id') return fc.constant(`prp_${'a'.repeat(26)}`);
  if (name === 'order_id') return fc.constantFrom('35428688236544001', '7');
  if (name === 'wait_seconds') return fc.constant(0);
  const named = NAMED[name];
  if (named !== undefined) return named;
  // Mostly days, or a tool with two of them would hardly ever be reached.
  if (/(^|_)date$|^expiry$/.test(name))
    return fc.constantFrom('2026-03-01', '2026-03-01', '2026-03-01', '2026-03-01T00:00:00Z', 'soon');
  if (name.endsWith('_currency')) return fc.constantFrom('USD', 'hkd', 'dollars');
  if (name === 'bracket') return fc.constantFrom<unknown>(undefined, ...BRACKETS);
  if (name === 'algo') return fc.constantFrom<unknown>(undefined, {}, { participation_rate: '0.2' });
  if (name.endsWith('expires_at')) return fc.constantFrom('2026-12-01T21:00:00Z', '2026-12-01', 'soon');
  if (name.endsWith('percent')) return fc.constantFrom<unknown>(2, '0.5', 60);
  if (name.endsWith('amount')) return fc.constantFrom<unknown>(1, '100.50', 0);
  if (name === 'orders') return fc.constantFrom<unknown>(...BASKETS);
  if (name === 'filters') return fc.constantFrom<unknown>(...FILTERS);
  if (name === 'field' || name === 'sort_by')
    return fc.constantFrom('Industry', 'marketvalue', 'PeTTM', 'nope');
  if (field.enum !== undefined) return fc.constantFrom(...field.enum);
  if (PRICES.includes(name.replace('new_', '')))
    return fc.constantFrom<unknown>(1, '100', 187.5, '0.01', 1e15);
  if (name === 'rationale') return fc.constant('the user asked');
  if (field.anyOf !== undefined) return fc.oneof(...field.anyOf.map((one) => fitting('', one)));
  if (field.items !== undefined) {
    return fc.array(NAMED[name.replace(/s$/, '')] ?? fitting('', field.items), {
      minLength: 1,
      maxLength: 5,
    });
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

/** Prices and forms belong to order types: a generator that ignores it hardly ever hits a valid order. */
export function consistent(args: Record<string, unknown>): Record<string, unknown> {
  const { order_type: type, time_in_force: end } = args;
  if (type === undefined) return args;
  const { price, stop_price, trail_amount, trail_percent, expires_at, bracket, algo, ...rest } = args;
  const isPercent = trail_amount === '100.50';
  return {
    ...rest,
    ...(type === 'LMT' || type === 'STP_LMT' ? { price } : {}),
    ...(type === 'STP' || type === 'STP_LMT' ? { stop_price } : {}),
    ...(type === 'TRAIL' ? (isPercent ? { trail_percent } : { trail_amount }) : {}),
    ...(end === 'GTD' ? { expires_at } : {}),
    ...(type === 'LMT' && end === 'DAY' ? { bracket } : {}),
    ...(type === 'TWAP' || type === 'VWAP' ? { algo } : {}),
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

/**
 * Arguments of a tool: some that fit its published schema, some that nearly do, some that do not, and some that are a
 * call that is known to be good, but for one or two fields.
 */
export function argumentsFor(schema: ObjectSchema, example: object = {}): fc.Arbitrary<unknown> {
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Field>);
  const values = fields.map(
    ([name, field]) =>
      [
        name,
        fc.oneof({ arbitrary: fitting(name, field), weight: 5 }, { arbitrary: HOSTILE, weight: 1 }),
      ] as const,
  );
  const record = fc.record(Object.fromEntries(values), { requiredKeys: [] });
  const good = fc
    .record(Object.fromEntries(fields.map(([name, field]) => [name, fitting(name, field)])))
    .map(consistent);
  const nearExample = fc
    .tuple(
      record,
      fc.subarray(
        fields.map(([name]) => name),
        { maxLength: Math.min(2, fields.length) },
      ),
    )
    .map(([args, changed]) => ({
      ...example,
      ...Object.fromEntries(changed.filter((name) => name in args).map((name) => [name, args[name]])),
    }));
  return fc.oneof(
    { arbitrary: nearExample, weight: 3 },
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
