import { describe, expect, test } from 'vitest';
import { findMethod } from '../../../src/gateway/method-table.ts';
import { toolCatalog } from '../../../src/main/mcp/tool-catalog.ts';
import { workerCalls } from '../../../src/shared/ipc/worker-calls.ts';
import { ALL_METHODS } from '../../../src/tiger/methods/all-methods.ts';
import { contractMethods, namesWithoutShape } from '../../support/contract-methods.ts';
import { DESK_TOOLS, methodCoverage } from '../../support/method-coverage.ts';
import { methodShapes } from './vectors.ts';

const contract = contractMethods();
const client = Object.values(ALL_METHODS).flat();

test('the contract has 101 methods, each once', () => {
  expect(contract).toHaveLength(101);
  expect(new Set(contract.map(({ name }) => name)).size).toBe(101);
});

describe.each(contract.map((row) => [row.name, row] as const))('%s', (name, { version }) => {
  test('is in the client, in the version of the contract', () => {
    expect(client.filter((method) => method.name === name).map((method) => method.version)).toEqual([
      version,
    ]);
  });

  test('is in the gateway', () => {
    expect(findMethod(name)).toBeTypeOf('function');
  });
});

test('the client has no method that the contract lacks', () => {
  const names = new Set(contract.map(({ name }) => name));
  expect(client.filter((method) => !names.has(method.name))).toEqual([]);
});

test('the shapes that answers are tested with are those of the contract', () => {
  const rows = contract.map(({ name, version, shape }) => ({ method: name, version, shape }));
  expect(methodShapes.map(({ method, version }) => ({ method, version }))).toEqual(
    rows.map(({ method, version }) => ({ method, version })),
  );
  // Where the contract describes a shape in words or by a name, the twin spells it out.
  const isSpelled = ({ shape }: { shape: string }) =>
    /^[[{]/.test(shape) && !/futureContract|contract\]|order\]|\+ split/.test(shape);
  const twins = new Map(methodShapes.map(({ method, shape }) => [method, shape]));
  const different = rows.filter((row) => isSpelled(row) && twins.get(row.method) !== row.shape);
  expect(different.map(({ method }) => method)).toEqual([]);
});

test.each(namesWithoutShape())('%s, of which no shape is known, is not made up by the gateway', (name) => {
  expect(findMethod(name)).toBeNull();
});

describe('the record of coverage', () => {
  test('knows what every call of the account process asks, but for its own state and the push service', async () => {
    const rows = await methodCoverage();
    const found = new Set(rows.flatMap((row) => row.workerCalls));
    // A token that is handed over is only taken into use.
    const asksTiger = (call: string) => !/^(worker|push)\./.test(call) && call !== 'token.adopt';
    expect(Object.keys(workerCalls).filter((call) => asksTiger(call) && !found.has(call))).toEqual([]);
  });

  test('finds a call through classes, tables and other files', async () => {
    const rows = new Map((await methodCoverage()).map((row) => [row.method, row]));
    expect(rows.get('quote_real_time')?.workerCalls).toContain('quotes.get');
    expect(rows.get('filled_orders')?.workerCalls).toEqual(['orders.list']);
    expect(rows.get('filled_orders')?.tools).toContain('tiger_get_orders');
    expect(rows.get('place_order')).toMatchObject({
      workerCalls: ['orders.place'],
      tools: ['tiger_place_basket', 'tiger_place_order'],
    });
    expect(rows.get('transfer_fund')).toMatchObject({
      workerCalls: ['money.move'],
      tools: ['tiger_place_forex_order', 'tiger_transfer_segment_funds'],
    });
  });

  test('names tools of the desk that exist', () => {
    const tools = new Set<string>(toolCatalog.map(({ name }) => name));
    expect(
      Object.values(DESK_TOOLS)
        .flat()
        .filter((name) => !tools.has(name)),
    ).toEqual([]);
    expect(Object.keys(DESK_TOOLS).filter((call) => !Object.hasOwn(workerCalls, call))).toEqual([]);
  });
});
