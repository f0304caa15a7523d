import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NodeTransport } from '../../../src/tiger/http/node-transport.ts';

const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
const transport = new NodeTransport();
const warnings: string[] = [];
const onWarning = (warning: Error) => warnings.push(warning.name);

beforeEach(async () => {
  process.on('warning', onWarning);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  process.off('warning', onWarning);
  transport.close();
  await new Promise((resolve) => server.close(resolve));
});

test('requests that wait for a connection leave nothing behind on it', async () => {
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway`);
  const request = { url, headers: {}, body: '{}', timeoutMs: 5_000, freshConnection: false };
  // More than ten for each kept connection, at which Node warns of listeners that nobody takes away.
  await Promise.all(Array.from({ length: 150 }, () => transport.post(request)));
  // Warnings are told after the current turn.
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
