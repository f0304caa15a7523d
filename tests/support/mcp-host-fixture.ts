import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ClientConnection } from '../../src/main/clients/client-registry.ts';
import { ClientSessions } from '../../src/main/mcp/client-sessions.ts';
import { McpHost } from '../../src/main/mcp/mcp-host.ts';
import { ENDPOINT_FILE } from '../../src/shared/bridge-hello.ts';
import { DEFAULT_APP_SETTINGS } from '../../src/shared/domain/app-settings.ts';
import { FakeAudit } from './fake-audit.ts';
import { FakeAccountManagement, FakeDoor } from './fake-clients.ts';
import { FakeDirectory, NOW_MS } from './fake-directory.ts';
import { FakePushed } from './fake-pushed.ts';
import { FakeTrading } from './fake-trading.ts';
import { silentLogger } from './silent-logger.ts';

/** Starts the bridge from its source, as AI clients start the built one. */
export const BRIDGE = {
  command: process.execPath,
  args: [join(import.meta.dirname, '..', '..', 'src', 'bridge', 'index.ts')],
};

/** A real listener and real sockets over fixtures behind the account and trading interfaces. */
export class McpHostFixture {
  readonly homeDir: string;
  readonly endpointFile: string;
  readonly directory = new FakeDirectory();
  readonly trading = new FakeTrading();
  readonly audit = new FakeAudit();
  readonly door = new FakeDoor();
  readonly connected: ClientConnection[] = [];
  readonly disconnected: string[] = [];
  readonly calls: boolean[] = [];
  readonly defects: string[] = [];
  holdSeconds = 0;
  readonly pushed = new FakePushed();
  readonly sessions: ClientSessions;
  readonly host: McpHost;
  readonly #logger = {
    ...silentLogger,
    error: (_fields: unknown, message: string) => void this.defects.push(message),
  };

  constructor(options: { homeDir?: string; helloTimeoutMs?: number } = {}) {
    this.homeDir = options.homeDir ?? mkdtempSync(join(tmpdir(), 'tiger-mcp-host-'));
    this.endpointFile = join(this.homeDir, ENDPOINT_FILE);
    this.sessions = new ClientSessions({
      appVersion: '0.1.0',
      accounts: this.directory,
      trading: this.trading,
      clients: {
        connected: async (connection) => void this.connected.push(connection),
        disconnected: async (id) => void this.disconnected.push(id),
        called: (_id, isRefused) => void this.calls.push(isRefused),
      },
      door: this.door,
      admin: new FakeAccountManagement(),
      audit: this.audit,
      clock: { nowMs: () => NOW_MS },
      logger: this.#logger,
      holdSeconds: () => this.holdSeconds,
      isAppLocked: () => false,
      pushed: this.pushed,
      routing: () => DEFAULT_APP_SETTINGS,
      rateUsage: () => [],
      renewToken: async () => ({ state: 'valid', expiresMs: NOW_MS, text: 'Renewed.', nextStep: null }),
    });
    this.host = new McpHost({
      place: {
        platform: process.platform,
        homeDir: this.homeDir,
        runDir: join(this.homeDir, 'run'),
        runtimeDir: null,
        tempDir: tmpdir(),
        userId: userInfo().uid,
      },
      endpointFile: this.endpointFile,
      appVersion: '0.1.0',
      sessions: this.sessions,
      door: this.door,
      audit: this.audit,
      logger: this.#logger,
      ...(options.helloTimeoutMs === undefined ? {} : { helloTimeoutMs: options.helloTimeoutMs }),
    });
  }

  /** What an AI client's configuration says. */
  get bridge() {
    return { ...BRIDGE, env: { ...this.#cleanEnv(), TIGER_MCP_HOME: this.homeDir } };
  }

  async close(): Promise<void> {
    await this.host.close();
    rmSync(this.homeDir, { recursive: true, force: true });
  }

  #cleanEnv(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '' };
  }
}
