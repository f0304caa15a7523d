import { expect } from 'vitest';
import type { DeveloperSetup } from '../../src/gateway/demo-accounts.ts';
import { AccountSession } from '../../src/main/accounts/account-session.ts';
import { PushHub } from '../../src/main/accounts/push-hub.ts';
import { type AccountNews, QuoteFeed } from '../../src/main/accounts/quote-feed.ts';
import { SUPERVISION_LIMITS } from '../../src/main/accounts/supervision-limits.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import { orderDraftSchema } from '../../src/shared/domain/order.ts';
import { PUSH_OFF, type PushStatus } from '../../src/shared/domain/push-status.ts';
import { Secret } from '../../src/shared/secret.ts';
import { systemClock } from '../../src/tiger/clock.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { nodePushSocket } from '../../src/tiger/push/node-push-socket.ts';
import { PushClient } from '../../src/tiger/push/push-client.ts';
import type { PushStateName } from '../../src/tiger/push/push-state.ts';
import { signTigerId } from '../../src/tiger/wire/signature.ts';
import { fakeAccounts } from './fake-account-data.ts';
import { type GatewayFixture, gatewayFixture } from './gateway-fixture.ts';
import { sessionServed } from './session-served.ts';
import { silentLogger } from './silent-logger.ts';
import { until } from './until.ts';
import { type WorkerProcess, workerProcess } from './worker-process.ts';

const CALL = { timeoutMs: 15_000 } as const;

interface Up {
  readonly session: AccountSession;
  readonly process: WorkerProcess;
}

/** Main's push side over the real gateway, with the process of each account as a process of its own. */
export class PushHarness {
  readonly fixture: GatewayFixture;
  readonly news: AccountNews[] = [];
  readonly hub: PushHub;
  readonly feed: QuoteFeed;
  readonly statuses = new Map<string, PushStatus>();
  readonly #up = new Map<string, Up>();
  readonly #foreign: PushClient[] = [];

  static async start(setup: DeveloperSetup): Promise<PushHarness> {
    return new PushHarness(await gatewayFixture({ tigerIds: [setup] }));
  }

  private constructor(fixture: GatewayFixture) {
    this.fixture = fixture;
    this.hub = new PushHub({
      logger: silentLogger,
      onAccount: (news) => {
        this.news.push(news);
        this.feed.tellAccount(news);
      },
      onMarket: (accountId, event) => this.feed.tellMarket(accountId, event),
      onStatus: (accountId, status) => this.statuses.set(accountId, status),
    });
    this.feed = new QuoteFeed({
      account: (accountId) => this.#account(accountId),
      accounts: () => [...this.#up.keys()].map((accountId) => this.#account(accountId)),
      want: (accountId, wants) => this.hub.want(accountId, wants),
    });
  }

  /** Starts the process of the developer's account with this number. */
  async up(accountId: string, account: string): Promise<AccountSession> {
    const process = workerProcess();
    const session = new AccountSession(
      process.link,
      SUPERVISION_LIMITS,
      sessionServed((event) => this.hub.take(accountId, event)),
    );
    const { properties } = this.fixture.gateway;
    const own = properties.replace(/^account=.*$/m, `account=${account}`);
    const identity = await session.configure({
      accountId,
      properties: new Secret(own),
      tokenFile: null,
      isDemo: true,
    });
    this.#up.set(accountId, { session, process });
    void session.exited.then(() => {
      this.#up.delete(accountId);
      this.hub.down(accountId);
    });
    this.hub.up(accountId, session, identity);
    return session;
  }

  async untilConnected(accountId: string): Promise<void> {
    await until(() => expect(this.hub.status(accountId).state).toBe('connected'));
  }

  /** As a crash does. */
  async kill(accountId: string): Promise<void> {
    const { session } = this.#of(accountId);
    session.kill();
    await session.exited;
  }

  /** A program elsewhere with the same key. */
  foreign(): { readonly states: PushStateName[]; close(): Promise<void> } {
    const config = readTigerConfig(this.fixture.gateway.properties);
    if (config.push === null) throw new Error('the properties name no push address');
    const states: PushStateName[] = [];
    const client = new PushClient({
      address: config.push.address,
      identity: { tigerId: config.tigerId, signature: signTigerId(config.tigerId, config.privateKey) },
      openSocket: nodePushSocket(config.push.pinnedCertificate),
      clock: systemClock,
      random: Math.random,
      listener: {
        onState: ({ name }) => states.push(name),
        onGap: () => undefined,
        onEvent: () => undefined,
        onRefusedSubscription: () => undefined,
        onUsage: () => undefined,
      },
    });
    this.#foreign.push(client);
    client.start();
    return { states, close: () => client.close() };
  }

  /** At the market, so that it fills at once. @returns the broker's id of the order */
  async buy(accountId: string, quantity: string): Promise<string> {
    const { session } = this.#of(accountId);
    const order = orderDraftSchema.parse({
      symbol: 'AAPL',
      market: 'US',
      securityType: 'STK',
      currency: 'USD',
      side: 'BUY',
      orderType: 'MKT',
      quantity,
      limitPrice: null,
      stopPrice: null,
      timeInForce: 'DAY',
      session: 'regular',
    });
    const { orderNumber } = await session.read('orders.reserveNumber', {}, CALL);
    const sending = { order, orderNumber, userMark: `mark-${orderNumber}` };
    return (await session.effect('orders.place', sending, CALL)).brokerOrderId;
  }

  /** What was told of the account, of one kind. */
  of<K extends AccountNews['name']>(accountId: string, name: K): Extract<AccountNews, { name: K }>[] {
    return this.news.filter(
      (each): each is Extract<AccountNews, { name: K }> => each.name === name && each.accountId === accountId,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#foreign.map((client) => client.close()));
    await Promise.all([...this.#up.values()].map(({ session }) => session.stop()));
    await this.hub.settled();
    await this.fixture.close();
  }

  #of(accountId: string): Up {
    const up = this.#up.get(accountId);
    if (up === undefined) throw new Error(`${accountId} is not up`);
    return up;
  }

  #account(id: string): Account {
    const [first] = fakeAccounts(0);
    if (first === undefined) throw new Error('no account');
    return { ...first, id, push: this.statuses.get(id) ?? PUSH_OFF };
  }
}
