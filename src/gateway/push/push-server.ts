import type { Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';
import type { Request_Connect } from '../../tiger/push/generated/request_pb.ts';
import { SocketCommon_DataType as DataType } from '../../tiger/push/generated/socket_common_pb.ts';
import { verifyTigerId } from '../../tiger/wire/signature.ts';
import type { PushFaults } from '../faults/push-faults.ts';
import type { GatewayIdentity } from '../identity/gateway-identity.ts';
import type { GatewayServices } from '../method-table.ts';
import { ledgerMessages } from './ledger-messages.ts';
import { MarketNews } from './market-news.ts';
import { PushSession } from './push-session.ts';
import type { PushMessage } from './quote-messages.ts';

const HOST = '127.0.0.1';
/** One per developer is lasting; the rest are greetings and the kicked out. */
const CONNECTIONS_MAX = 50;
/** Prices move in steps of seconds; a price that a test sets is told this soon. */
const MARKET_NEWS_INTERVAL_MS = 250;

export interface PushServerDeps {
  readonly services: Pick<GatewayServices, 'clock' | 'market' | 'store'>;
  readonly identity: GatewayIdentity;
  readonly faults: PushFaults | null;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
}

/** The push service of the simulated gateway: the other side of wire contract 8. */
export class PushServer {
  readonly #deps: PushServerDeps;
  readonly #server: Server;
  readonly #sessions = new Set<PushSession>();
  readonly #marketNews: MarketNews;
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: PushServerDeps) {
    this.#deps = deps;
    this.#marketNews = new MarketNews(deps.services);
    this.#server = createServer({ ...deps.tls, minVersion: 'TLSv1.2' }, (socket) => this.#accept(socket));
    this.#server.maxConnections = CONNECTIONS_MAX;
    deps.services.store.observe((events) => {
      // After the answer of the request that made the news is on its way, as the vendor's do not wait for each other.
      setImmediate(() => this.#tellAccounts(events));
    });
  }

  /** @returns `ssl,host,port`, as clients are configured */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, HOST, () => {
        const address = this.#server.address();
        if (typeof address !== 'object' || address === null) return;
        this.#timer = setInterval(() => this.#tellMarket(), MARKET_NEWS_INTERVAL_MS);
        resolve(`ssl,${HOST},${address.port}`);
      });
    });
  }

  /** To whoever subscribed to quotes of the symbol: for a load beyond what the market's own steps make. */
  tellQuotes(symbol: string, message: PushMessage): void {
    for (const session of this.#sessions) {
      if (session.subscriptions.symbols(DataType.Quote).has(symbol)) session.push(message);
    }
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const session of this.#sessions) session.close();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    const session = new PushSession({
      socket,
      accountsOf: (connect) => this.#accountsOf(connect),
      faults: this.#deps.faults,
      onConnected: (connected) => this.#kickOutOlder(connected),
      onEnded: (ended) => {
        this.#sessions.delete(ended);
        this.#marketNews.forget(ended);
      },
    });
    this.#sessions.add(session);
  }

  #accountsOf({ tigerId, sign }: Request_Connect): readonly string[] | null {
    const developer = this.#deps.identity.developers.find((item) => item.tigerId === tigerId);
    if (developer === undefined || !verifyTigerId(tigerId, sign, developer.publicKey)) return null;
    return Object.values(this.#deps.services.store.state.accounts)
      .filter((account) => account.tigerId === tigerId)
      .map(({ account }) => account);
  }

  /** Exactly one push connection per tiger id (wire contract 8.5). */
  #kickOutOlder(newest: PushSession): void {
    for (const session of this.#sessions) {
      if (session !== newest && session.tigerId === newest.tigerId) {
        this.#sessions.delete(session);
        session.kickOut();
      }
    }
  }

  #tellMarket(): void {
    for (const session of this.#sessions) {
      for (const message of this.#marketNews.messagesFor(session)) session.push(message);
    }
  }

  #tellAccounts(events: Parameters<typeof ledgerMessages>[1]): void {
    if (this.#sessions.size === 0) return;
    const { store, market, clock } = this.#deps.services;
    const source = { state: store.state, market, nowMs: clock.nowMs() };
    for (const { account, message } of ledgerMessages(source, events)) {
      for (const session of this.#sessions) {
        if (session.subscriptions.hasAccount(account)) session.push(message);
      }
    }
  }
}
