import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../../src/main/audit/audit-query.ts';
import { HttpFixture } from '../../../support/http-fixture.ts';

let app: HttpFixture;
let token: string;
let clientId: string;

beforeEach(async () => {
  app = new HttpFixture();
  ({ token, id: clientId } = await app.client());
});
afterEach(async () => {
  await app.close();
  expect(app.defects).toEqual([]);
});

const PATHS = [
  '/api/accounts',
  '/api/assets',
  '/api/positions',
  '/api/orders',
  '/api/audit',
  '/api/health',
  '/health',
];

async function read(path: string): Promise<Record<string, unknown>> {
  const response = await app.ask(path, token);
  expect(response.status, path).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

it.each(PATHS)('%s is read with GET, and with nothing else', async (path) => {
  expect((await app.ask(path, token)).headers.get('content-type')).toContain('application/json');
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
    const response = await app.ask(path, token, { method });
    expect(response.status, method).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
  }
});

it('answers what the tools answer, and records every read as theirs is recorded', async () => {
  expect(await read('/api/positions?account_id=demo&limit=1')).toMatchObject({
    account_id: 'demo',
    positions: [expect.any(Object)],
  });
  const { events } = await app.audit.list({ ...EVERYTHING, kinds: ['tool.called'] }, null, 5);
  expect(events[0]).toMatchObject({ clientName: 'Grafana', accountId: app.directory.find('demo')?.id });
  expect(events[0]?.summary).toContain('tiger_get_positions');
});

describe('what the entry may see', () => {
  it('is what the door shows', async () => {
    const demo = app.directory.find('demo');
    await app.book.change(clientId, { accounts: [{ accountId: demo?.id ?? '', access: 'read' }] });
    const { accounts } = await read('/api/accounts');
    expect(accounts).toMatchObject([{ account_id: 'demo', access: 'read' }]);
    const other = app.directory.list().find(({ alias }) => alias !== 'demo')?.alias;
    expect((await app.ask(`/api/positions?account_id=${other}`, token)).status).toBe(404);
    expect((await read('/health'))['accounts']).toHaveLength(1);
  });

  it('a role that may not see money sees none', async () => {
    await app.book.change(clientId, { role: 'viewer' });
    for (const path of ['/api/positions', '/api/assets', '/api/orders', '/api/audit', '/health', '/metrics'])
      expect((await app.ask(path, token)).status, path).toBe(403);
    await app.book.change(clientId, { role: 'analyst', toolsets: ['quotes'] });
    expect((await app.ask('/api/positions', token)).status).toBe(403);
  });
});

describe('/api/audit', () => {
  it('shows rows of the client’s accounts and its own, page by page, and no others', async () => {
    const demo = app.directory.find('demo')?.id ?? '';
    const hidden = app.directory.list().find(({ alias }) => alias !== 'demo')?.id ?? '';
    await app.book.change(clientId, { accounts: [{ accountId: demo, access: 'read' }] });
    const row = (accountId: string | null, clientName: string | null, summary: string) =>
      app.audit.append({
        ...{
          kind: 'order.state_changed',
          actor: 'broker',
          proposalId: null,
          brokerOrderId: null,
          detail: {},
        },
        ...{ accountId, clientName, summary },
      });
    for (let number = 1; number <= 5; number += 1) await row(demo, null, `seen ${number}`);
    await row(hidden, 'Grafana', 'of a closed account');
    await row(null, 'Other', 'of another client');
    const seen: string[] = [];
    let before: unknown = null;
    do {
      const page = await read(`/api/audit?limit=2${before === null ? '' : `&before=${before}`}`);
      for (const { summary } of page['events'] as { summary: string }[]) seen.push(summary);
      before = page['next_before'];
    } while (before !== null);
    expect(seen.filter((text) => text.startsWith('seen'))).toEqual([5, 4, 3, 2, 1].map((n) => `seen ${n}`));
    expect(seen.join()).not.toContain('of a closed account');
    expect(seen.join()).not.toContain('of another client');
    expect(seen.some((text) => text.includes('tiger_rest_audit'))).toBe(true);
  });
});

it('refuses what it does not know, by name, and twice the same', async () => {
  for (const [query, name] of [
    ['limit=0', 'limit'],
    ['limit=many', 'limit'],
    ['colour=red', 'colour'],
    ['limit=1&limit=2', 'limit'],
    ['__proto__=1', '__proto__'],
  ]) {
    const response = await app.ask(`/api/positions?${query}`, token);
    expect(response.status, query).toBe(400);
    expect(JSON.stringify(await response.json())).toContain(name);
  }
});

it('whatever stands in the query, the answer is a known one and nothing breaks', async () => {
  const name = fc.oneof(
    fc.constantFrom('account_id', 'limit', 'offset', 'status', 'symbol', 'before'),
    fc.string(),
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('demo', '1', '-1', '1e9', 'null', '[]', '{}'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.array(fc.tuple(name, value), { maxLength: 4 }),
      async (path, pairs) => {
        const query = new URLSearchParams(pairs).toString();
        const response = await app.ask(`${path}?${query}`, token);
        // 429 is the client's allowance, which a fuzz may use up; 500 would be a defect.
        expect([200, 400, 403, 404, 429, 502, 503]).toContain(response.status);
        const answer = (await response.json()) as { error?: { code: string; next_step: string } };
        if (response.status !== 200) expect(answer.error?.next_step.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60 },
  );
});

describe('/metrics', () => {
  it('counts calls by tool and outcome, and shows no name, account or figure', async () => {
    app.metrics.read({
      lanes: () => [
        {
          tigerIdLastFour: '4321',
          accountIds: [],
          methods: [
            {
              ...{ method: 'quote_real_time', tier: 'high', limit: 120, used: 3, waiting: 2 },
              ...{ bookedTotal: 41, refusedTotal: 1, uses: [] },
            },
          ],
        },
      ],
      accounts: () => app.directory.list(),
      proposalsByState: async () => new Map([['awaiting_approval', 2]]),
      socketConnections: () => 3,
      httpSessions: () => app.door.sessionsOpen,
    });
    app.metrics.counted(() => null as never)('account-1');
    app.metrics.counted(() => null as never)('account-1');
    await read('/api/positions');
    await app.ask('/api/positions?limit=0', token);
    const response = await app.ask('/metrics', token);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    for (const line of [
      'tiger_mcp_calls_total{tool="tiger_get_positions",outcome="ok"} 1',
      'tiger_mcp_calls_total{tool="tiger_get_positions",outcome="invalid_input"} 1',
      'tiger_mcp_call_duration_seconds_count{tool="tiger_get_positions"} 2',
      'tiger_mcp_process_restarts_total{process="account-1"} 1',
      'tiger_mcp_upstream_calls_total{lane="1",method="quote_real_time"} 41',
      'tiger_mcp_upstream_queue_length{lane="1",method="quote_real_time"} 2',
      'tiger_mcp_proposals{state="awaiting_approval"} 2',
      'tiger_mcp_connections_open{by="socket"} 3',
      'tiger_mcp_connections_open{by="http"} 1',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toMatch(/tiger_mcp_memory_bytes\{kind="resident"\} \d+/);
    for (const secret of ['Grafana', 'demo', '4321', 'AAPL']) expect(text).not.toContain(secret);
  });
});

it('what lies at no path is said so', async () => {
  for (const path of ['/', '/api', '/api/approve', '/mcp/extra', '/..%2f..%2fetc/passwd'])
    expect((await app.ask(path, token)).status, path).toBe(404);
});
