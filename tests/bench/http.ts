import { HttpFixture } from '../support/http-fixture.ts';
import { summary } from './percentiles.ts';
import { printFigure } from './print-figure.ts';

// The door for HTTP over real sockets, in one process with whoever asks it; accounts and trading are fixtures, so
// that what is measured is the door: token, gate, audit rows, answer.

const WARM_UP = 50;
const REQUESTS = 500;
const IN_FLIGHT = 16;

export async function benchHttp(): Promise<void> {
  const app = new HttpFixture();
  try {
    const url = await app.listen();
    const { token } = await app.client('Bench', { role: 'manager' });
    const headers = { authorization: `Bearer ${token}` };
    // A client's allowance of a minute would end the measurement; the clock of the fixture stands until it is moved.
    const ask = async (path: string, init: RequestInit = {}) => {
      app.clock.advance(200);
      const response = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    };
    await measure('GET /health', () => ask('/health'));
    await measure('GET /api/positions', () => ask('/api/positions?account_id=demo'));
    await measure('POST /mcp, tools/call of revision 2026-07-28', () => ask('/mcp', toolCall()));
  } finally {
    await app.close();
  }
}

async function measure(name: string, once: () => Promise<void>): Promise<void> {
  for (let request = 0; request < WARM_UP; request += 1) await once();
  const sample: number[] = [];
  for (let request = 0; request < REQUESTS; request += 1) sample.push(await timed(once));
  printFigure(`${name}, one after the other`, summary(sample));
  const startedMs = performance.now();
  let left = REQUESTS;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await once();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const perSecond = (REQUESTS / (performance.now() - startedMs)) * 1000;
  printFigure(`${name}, ${IN_FLIGHT} in flight`, `${perSecond.toFixed(0)} requests/s`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function toolCall(): RequestInit {
  const name = 'tiger_get_quote';
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name, arguments: { symbol: 'AAPL' }, _meta: meta };
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': name,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  };
}
