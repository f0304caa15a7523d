import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../../src/main/audit/audit-query.ts';
import {
  BODY_BYTES_MAX,
  FAILED_ATTEMPTS_PER_MINUTE_MAX,
  SESSION_IDLE_MS,
  SESSIONS_PER_CLIENT_MAX,
} from '../../../../src/main/http/http-limits.ts';
import { HttpFixture } from '../../../support/http-fixture.ts';

let app: HttpFixture;
let client: { id: string; token: string };

beforeEach(async () => {
  app = new HttpFixture();
  client = await app.client();
});
afterEach(async () => {
  await app.close();
  expect(app.defects).toEqual([]);
});

const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string; next_step: string } }).error;
const DAY_MS = 86_400_000;

const initialize = (id = 1) => ({
  jsonrpc: '2.0',
  id,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'Raw', version: '1' } },
});

function post(token: string | null, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return app.ask('/mcp', token, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** A token as ours is, but for what a test says. */
async function forged(claims: Record<string, unknown>, key: Uint8Array, alg = 'HS256', typ = 'at+jwt') {
  const nowS = Math.floor(app.clock.nowMs() / 1000);
  return new SignJWT({
    iss: 'tiger-mcp-desktop',
    aud: 'tiger-mcp-desktop/http',
    sub: client.id,
    jti: app.tokens.list()[0]?.id ?? '',
    exp: nowS + 3600,
    ...claims,
  })
    .setProtectedHeader({ alg, typ })
    .sign(key);
}

const realKey = async () =>
  Buffer.from((await app.vault.read('http_signing_key'))?.reveal() ?? '', 'base64url');

it('lets a good token in, and says what a missing one needs', async () => {
  expect((await app.ask('/health', client.token)).status).toBe(200);
  const without = await app.ask('/health', null);
  expect(without.status).toBe(401);
  // RFC 6750: no error where no token was shown.
  expect(without.headers.get('www-authenticate')).toBe('Bearer realm="tiger-mcp-desktop"');
  expect((await errorOf(without)).next_step).toContain('HTTP access');
});

describe.each(['/mcp', '/health', '/metrics', '/api/accounts', '/api/openapi.json'])('%s', (path) => {
  it('answers no request without a good token', async () => {
    const expired = (await app.issue(client.id)).text;
    const revoked = await app.issue(client.id, 30);
    await app.tokens.revoke(revoked.id);
    app.clock.advance(2 * DAY_MS);
    const unsigned = [
      Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url'),
      expired.split('.')[1],
      '',
    ].join('.');
    const cases: [string, string][] = [
      ['has expired', expired],
      ['was revoked', revoked.text],
      ['not one of this app', await forged({}, new Uint8Array(32).fill(7))],
      ['not one of this app', unsigned],
      ['not one of this app', await forged({}, Buffer.alloc(64, 1), 'HS512')],
      ['not one of this app', await forged({ aud: 'another service' }, await realKey())],
      ['not one of this app', await forged({ iss: 'somebody' }, await realKey())],
      ['not one of this app', await forged({}, await realKey(), 'HS256', 'JWT')],
      ['was revoked', await forged({ jti: 'tok_0000000000000000' }, await realKey())],
      ['was revoked', await forged({ sub: 'cli_0000000000000000' }, await realKey())],
    ];
    for (const [text, token] of cases) {
      const response = await app.ask(path, token);
      expect(response.status, text).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(
        /^Bearer realm="tiger-mcp-desktop", error="invalid_token"/,
      );
      expect((await errorOf(response)).message).toContain(text);
    }
    app.clock.advance(60_000);
    // Not in the address, which ends up in logs and histories.
    expect((await app.ask(`${path}?access_token=${client.token}`, null)).status).toBe(401);
  });

  it('looks at host and origin before the token', async () => {
    for (const host of ['evil.example', `evil.example:${app.port}`, '127.0.0.1', 'localhost:1', '']) {
      const response = await app.ask(path, client.token, { host });
      expect(response.status, host).toBe(403);
      expect((await errorOf(response)).message).toContain('host');
    }
    for (const host of [`localhost:${app.port}`, `LOCALHOST:${app.port}`, `[::1]:${app.port}`])
      expect((await app.ask(path, null, { host })).status, host).toBe(401);
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${app.port}`]) {
      const response = await app.ask(path, client.token, { headers: { origin } });
      expect(response.status, origin).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect(app.refused).toContain('origin');
  });
});

it('lets pages of a listed origin in, which a browser asks for first', async () => {
  const origin = 'http://localhost:3000';
  app.origins = [origin];
  const preflight = await app.ask('/api/accounts', null, { method: 'OPTIONS', headers: { origin } });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  const answer = await app.ask('/api/accounts', client.token, { headers: { origin } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

describe('the state of the client', () => {
  it('a blocked one is turned away, and its open session ends', async () => {
    const opened = await post(client.token, initialize());
    expect(opened.status).toBe(200);
    expect(app.door.sessionsOpen).toBe(1);
    await app.book.change(client.id, { state: 'blocked' });
    expect(app.door.sessionsOpen).toBe(0);
    const response = await app.ask('/health', client.token);
    expect(response.status).toBe(401);
    expect((await errorOf(response)).message).toBe('The user has blocked this client.');
    await app.book.change(client.id, { state: 'active' });
    expect((await app.ask('/health', client.token)).status).toBe(200);
  });

  it('a paused one is refused by every call, as over the socket', async () => {
    await app.book.change(client.id, { state: 'paused' });
    const response = await app.ask('/api/positions', client.token);
    expect(response.status).toBe(403);
    expect((await errorOf(response)).message).toBe('The user has paused this client.');
    expect((await app.ask('/metrics', client.token)).status).toBe(403);
  });

  it('a removed one leaves tokens that are revoked', async () => {
    await app.book.remove(client.id);
    expect((await app.ask('/health', client.token)).status).toBe(401);
    await expect.poll(() => app.tokens.list().every(({ revokedAtMs }) => revokedAtMs !== null)).toBe(true);
  });
});

it('with the windows locked a client reads on, and health says so', async () => {
  app.isAppLocked = true;
  const response = await app.ask('/health', client.token);
  expect(await response.json()).toMatchObject({ app_locked: true });
});

describe('limits', () => {
  it('a body that is too large is refused by its length, and by what arrives', async () => {
    const large = await post(client.token, 'x'.repeat(BODY_BYTES_MAX + 1));
    expect(large.status).toBe(413);
    const said = await post(client.token, '{}', { 'content-length': String(BODY_BYTES_MAX + 1) });
    expect(said.status).toBe(413);
  });

  it('what is no message is refused in the form of the protocol', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      JSON.stringify([initialize(1), initialize(2)]),
      '"text"',
      '{"jsonrpc":"1.0"}',
    ]) {
      const response = await post(client.token, body);
      expect(response.status, body).toBe(400);
      expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) } });
    }
  });

  it('beyond the failed attempts of a minute nothing is recorded, and a good token still comes in', async () => {
    for (let attempt = 0; attempt < FAILED_ATTEMPTS_PER_MINUTE_MAX; attempt += 1)
      expect((await app.ask('/health', 'wrong')).status).toBe(401);
    const held = await app.ask('/health', 'wrong');
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(app.refused).toHaveLength(FAILED_ATTEMPTS_PER_MINUTE_MAX);
    expect((await app.ask('/health', client.token)).status).toBe(200);
    app.clock.advance(60_000);
    expect((await app.ask('/health', 'wrong')).status).toBe(401);
  });

  it('a session is its token’s alone, ends when it is idle, and when its token ends', async () => {
    const begun = await post(client.token, initialize());
    await begun.text();
    const id = begun.headers.get('mcp-session-id') ?? '';
    expect(id).toMatch(/^[\w-]{32}$/);
    const ping = { jsonrpc: '2.0', id: 2, method: 'ping' };
    const inSession = (token: string) => post(token, ping, { 'mcp-session-id': id });
    await (await inSession(client.token)).text();
    const other = await app.client('Other');
    expect((await inSession(other.token)).status).toBe(404);
    const second = await app.issue(client.id);
    expect((await inSession(second.text)).status).toBe(404);
    app.clock.advance(SESSION_IDLE_MS - 1);
    app.door.sweep();
    expect(app.door.sessionsOpen).toBe(1);
    app.clock.advance(1);
    app.door.sweep();
    expect(app.door.sessionsOpen).toBe(0);
    expect((await inSession(client.token)).status).toBe(404);
    await post(client.token, initialize());
    await app.tokens.revoke(app.tokens.list().at(-1)?.id ?? '');
    expect(app.door.sessionsOpen).toBe(0);
    await app.sessions.settled();
    expect(app.disconnected).toHaveLength(app.connected.length);
  });

  it('a client that begins again and again takes its own quiet places, not those of others', async () => {
    const other = await app.client('Other');
    await (await post(other.token, initialize())).text();
    for (let session = 0; session < SESSIONS_PER_CLIENT_MAX * 3; session += 1)
      await (await post(client.token, initialize())).text();
    expect(app.door.sessionsOpen).toBe(SESSIONS_PER_CLIENT_MAX + 1);
  });
});

it('no token and no key stands in the audit log', async () => {
  await app.ask('/health', client.token);
  await app.ask('/health', 'wrong.token.text');
  const { events } = await app.audit.list(EVERYTHING, null, 100);
  const text = JSON.stringify(events);
  expect(text).toContain('was given HTTP access');
  for (const part of client.token.split('.')) expect(text).not.toContain(part);
  expect(text).not.toContain((await realKey()).toString('base64url'));
});

it('a new key ends every token at once', async () => {
  await app.tokens.revokeAll();
  expect((await app.ask('/health', client.token)).status).toBe(401);
  expect(app.tokens.list().every(({ revokedAtMs }) => revokedAtMs !== null)).toBe(true);
  const fresh = await app.issue(client.id);
  expect((await app.ask('/health', fresh.text)).status).toBe(200);
});
