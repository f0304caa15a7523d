import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../src/main/audit/audit-log.ts';
import { ClientBook } from '../../src/main/clients/client-book.ts';
import { ClientDoor } from '../../src/main/clients/client-door.ts';
import { HttpSigningKey } from '../../src/main/clients/http-signing-key.ts';
import { HttpTokenBook } from '../../src/main/clients/http-token-book.ts';
import { PairingFiles } from '../../src/main/clients/pairing-files.ts';
import { type AppDatabase, openDatabase } from '../../src/main/database/database.ts';
import { HttpDoor } from '../../src/main/http/http-door.ts';
import { type ServerPlace, startServer, stopServer } from '../../src/main/http/http-server.ts';
import { AppMetrics } from '../../src/main/http/metrics.ts';
import { ClientSessions } from '../../src/main/mcp/client-sessions.ts';
import { Vault } from '../../src/main/vault/vault.ts';
import { DEFAULT_APP_SETTINGS } from '../../src/shared/domain/app-settings.ts';
import type { ClientEntry } from '../../src/shared/domain/client-entry.ts';
import { TOOLSETS } from '../../src/shared/domain/toolset.ts';
import { DEMO_ID } from './fake-account-data.ts';
import { FakeAccountManagement } from './fake-clients.ts';
import { FakeDirectory, NOW_MS } from './fake-directory.ts';
import { FakePushed } from './fake-pushed.ts';
import { FakeTrading } from './fake-trading.ts';
import { ManualClock } from './manual-clock.ts';
import { silentLogger } from './silent-logger.ts';
import { CHEAP_SCRYPT, xorKeychain } from './vault-fixture.ts';

const HOST = '127.0.0.1';

/** The whole door for HTTP over a real database, real client entries and real tokens; accounts and trading are fixtures. */
export class HttpFixture {
  readonly homeDir = mkdtempSync(join(tmpdir(), 'tiger-http-'));
  readonly database: AppDatabase = openDatabase({ path: join(this.homeDir, 'app.sqlite') });
  readonly clock = new ManualClock(NOW_MS);
  readonly audit = new AuditLog({ database: this.database.db, clock: this.clock });
  readonly directory = new FakeDirectory();
  readonly trading = new FakeTrading();
  readonly metrics = new AppMetrics();
  readonly vault = new Vault({
    database: this.database.db,
    secretBox: xorKeychain(),
    clock: this.clock,
    scryptCost: CHEAP_SCRYPT,
  });
  readonly refused: string[] = [];
  readonly defects: string[] = [];
  readonly connected: string[] = [];
  readonly disconnected: string[] = [];
  port = 8717;
  origins: string[] = [];
  isAppLocked = false;
  readonly #logger = {
    ...silentLogger,
    error: ({ err }: { err?: unknown }, message: string) =>
      void this.defects.push(`${message}: ${String(err)}`),
  };
  readonly book = new ClientBook({
    ...this.#shared(),
    audit: this.audit,
    pairings: new PairingFiles(join(this.homeDir, 'clients')),
    trust: { turnAway: async () => () => undefined, readmit: () => undefined },
  });
  readonly clientDoor = new ClientDoor({
    ...this.#shared(),
    book: this.book,
    demoAccount: () => this.directory.find(DEMO_ID),
  });
  readonly tokens = new HttpTokenBook({
    ...this.#shared(),
    audit: this.audit,
    book: this.book,
    key: new HttpSigningKey(this.vault),
  });
  readonly sessions = new ClientSessions({
    ...this.#shared(),
    appVersion: '0.1.0',
    accounts: this.directory,
    trading: this.trading,
    clients: {
      connected: async ({ connectionId }) => void this.connected.push(connectionId),
      disconnected: async (id) => void this.disconnected.push(id),
      called: () => {},
    },
    door: this.clientDoor,
    admin: new FakeAccountManagement(),
    audit: this.audit,
    holdSeconds: () => 0,
    isAppLocked: () => this.isAppLocked,
    pushed: new FakePushed(),
    routing: () => DEFAULT_APP_SETTINGS,
    rateUsage: () => [],
    renewToken: async () => ({ state: 'valid', expiresMs: 0, text: 'Renewed.', nextStep: null }),
    observe: this.metrics.observe,
  });
  readonly door = new HttpDoor({
    ...this.#shared(),
    tokens: this.tokens,
    sessions: { open: (who) => this.openSession(who) },
    audit: this.audit,
    metrics: this.metrics,
    appVersion: '0.1.0',
    rules: () => ({ port: this.port, address: HOST, names: [], origins: this.origins }),
    refused: (reason) => this.refused.push(reason),
  });
  /** What a client is given that comes in. */
  openSession: ClientSessions['open'] = (who) => this.sessions.open(who);
  #server: Server | null = null;

  /** An entry that may do whatever the accounts are open for, and a token for it. */
  async client(name = 'Grafana', rules: Partial<ClientEntry> = {}): Promise<{ id: string; token: string }> {
    const accounts = this.directory.list().map(({ id }) => ({ accountId: id, access: 'propose' as const }));
    const made = { name, origin: 'http', program: null, role: 'trader', accounts } as const;
    const { id } = await this.book.create(made);
    await this.book.change(id, { toolsets: [...TOOLSETS], ...rules });
    return { id, token: (await this.issue(id)).text };
  }

  async issue(clientId: string, days = 1): Promise<{ text: string; id: string }> {
    const { token, issued } = await this.tokens.issue({ clientId, label: 'test', days });
    return { text: token.reveal(), id: issued.id };
  }

  /** One request without a socket. */
  ask(path: string, token: string | null, init: RequestInit & { host?: string } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('host', init.host ?? `${HOST}:${this.port}`);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    return this.door.answer(new Request(`http://${HOST}:${this.port}${path}`, { ...init, headers }), HOST);
  }

  /** @returns its address, on a free port of the loopback interface */
  async listen(tls: ServerPlace['tls'] = null): Promise<string> {
    this.port = await freePort();
    const place = { address: HOST, port: this.port, tls };
    this.#server = await startServer(place, (request, address) => this.door.answer(request, address));
    return `${tls === null ? 'http' : 'https'}://${HOST}:${this.port}`;
  }

  async close(): Promise<void> {
    this.door.close();
    if (this.#server !== null) await stopServer(this.#server);
    await this.sessions.settled();
    await this.book.close();
    await this.database.close();
    rmSync(this.homeDir, { recursive: true, force: true });
  }

  #shared() {
    return { database: this.database.db, clock: this.clock, logger: this.#logger, publish: () => {} };
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
