import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gatewayReadySchema } from '../../src/shared/ipc/demo-gateway-messages.ts';
import { callGateway, post } from '../support/signed-request.ts';

let homeDir = '';
let child: ChildProcess | null = null;
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'gateway-restart-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(homeDir, { recursive: true, force: true });
});

async function startCli(...more: string[]) {
  const args = [join(import.meta.dirname, '../../src/gateway/cli.ts'), '--home', homeDir, ...more];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  const [line] = await once(started.stdout, 'data');
  const { url, properties: path } = JSON.parse(String(line));
  const properties = readFileSync(path, 'utf8');
  const call = (method: string, biz = {}) =>
    callGateway(url, { properties, method, biz: { account: '20990101000000001', ...biz } });
  return { process: started, url, properties, call };
}

async function kill(started: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(started, 'exit');
  started.kill(signal);
  return (await exited)[0];
}

test('every acknowledged order survives kill -9, once, with the same keys and prices', async () => {
  const first = await startCli('--faults');
  const stock = { symbol: 'AAPL', sec_type: 'STK', action: 'BUY' };
  await first.call('place_order', { ...stock, order_type: 'MKT', total_quantity: 7 });
  const cash = (await first.call('prime_assets')).data.segments[0].cashBalance;
  await first.call('place_order', { ...stock, order_type: 'LMT', limit_price: '1', total_quantity: 3 });
  const day = (await first.call('kline', { symbols: ['AAPL'], period: 'day', limit: 3 })).data[0].items[0];
  await kill(first.process, 'SIGKILL');

  const second = await startCli('--faults');
  const orders = (await second.call('orders')).data.items;
  expect(orders.map((order: { totalQuantity: number }) => order.totalQuantity)).toEqual([3, 7]);
  expect(orders[1]).toMatchObject({ status: 'Filled', filledQuantity: 7 });
  expect((await second.call('prime_assets')).data.segments[0].cashBalance).toBe(cash);
  expect((await second.call('order_no')).data.orderId).toBe(3);
  expect(
    (await second.call('kline', { symbols: ['AAPL'], period: 'day', limit: 3 })).data[0].items[0],
  ).toEqual(day);
  const privateKey = (text: string) => /private_key_pk1=(.*)/.exec(text)?.[1];
  expect(privateKey(second.properties)).toBe(privateKey(first.properties));

  const token = readFileSync(join(homeDir, 'control-token'), 'utf8');
  const door = second.url.replace('/gateway', '/__control');
  const fault = JSON.stringify({ action: 'add_fault', rule: { kind: 'http_500', count: 1 } });
  expect((await post(door, fault, { 'x-control-token': token })).status).toBe(200);
  await expect(second.call('accounts')).rejects.toThrow();
  expect((await second.call('accounts')).code).toBe(0);
  expect(await kill(second.process, 'SIGTERM')).toBe(0);
});

test.each([
  [['--port', '70000'], '--port must be a whole number from 0 to 65535'],
  [['--clock', 'noon'], '--clock must be real or always_open'],
  [['--seed', 'x'], '--seed must be a whole number'],
  [['--wrong'], '--wrong'],
])('arguments %j are refused with a reason', async (args, text) => {
  const cli = join(import.meta.dirname, '../../src/gateway/cli.ts');
  const started = spawn(process.execPath, [cli, '--home', homeDir, ...args]);
  let errors = '';
  started.stderr.on('data', (part) => {
    errors += part;
  });
  const [code] = await once(started, 'close');
  expect(code).toBe(1);
  expect(errors).toContain(text);
});

test('as a utility process it takes its folder by message and says where it listens', async () => {
  // The host of a utility process puts this port on `process`; here Node's own channel stands in for it.
  const port =
    'process.parentPort={on:(_,f)=>process.on("message",data=>f({data})),postMessage:m=>process.send(m)}';
  const started = fork(join(import.meta.dirname, '../../src/gateway/process.ts'), [], {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(port)}`],
  });
  child = started;
  const messages: { type: string }[] = [];
  started.on('message', (message) => messages.push(message as { type: string }));
  await expect.poll(() => messages.at(-1)).toEqual({ type: 'hello' });
  started.send({ type: 'configure', homeDir: '', clock: 'always_open', controlToken: null });
  await expect.poll(() => messages.at(-1)?.type).toBe('failed');
  started.send({ type: 'configure', homeDir, clock: 'always_open', controlToken: null });
  await expect.poll(() => messages.at(-1)?.type).toBe('ready');
  const { url, properties } = gatewayReadySchema.parse(messages.at(-1));
  const answer = await callGateway(url, { properties, method: 'accounts' });
  expect(answer.data.items).toHaveLength(1);
  const exited = once(started, 'exit');
  started.send({ type: 'shutdown' });
  expect((await exited)[0]).toBe(0);
});
