import type { Socket } from 'node:net';
import { decodeRequest, encodeResponse, FrameError, FrameReader } from '../../tiger/push/frame-codec.ts';
import type { Request, Request_Connect } from '../../tiger/push/generated/request_pb.ts';
import {
  SocketCommon_Command as Command,
  SocketCommon_DataType as DataType,
} from '../../tiger/push/generated/socket_common_pb.ts';
import type { PushFaults } from '../faults/push-faults.ts';
import { REFUSAL_CODE } from '../gateway-refusal.ts';
import type { PushMessage } from './quote-messages.ts';
import { SessionSubscriptions, SYMBOLS_MAX } from './session-subscriptions.ts';

/** Codes of wire contract 8.3. */
const ANSWER = { usage: 111, subscribed: 112, unsubscribed: 113, error: 200 } as const;
const KICKED_OUT = 4001;
/** Requests of a client are small. */
const REQUEST_BYTES_MAX = 64 * 1024;
/** Who does not say who it is within this time is no client. */
const GREETING_TIMEOUT_MS = 10_000;
/** A client that leaves this much unread is cut off: its news would fill the memory. */
const UNSENT_BYTES_MAX = 8 * 1024 * 1024;
const INTERVAL_MIN_MS = 1_000;
const INTERVAL_MAX_MS = 60_000;
const INTERVAL_DEFAULT_MS = 10_000;
/** The official clients' tolerance, applied to them. */
const TOLERANCE = 1.5;

export interface SessionDeps {
  readonly socket: Socket;
  /** null: unknown developer or wrong signature. */
  readonly accountsOf: (connect: Request_Connect) => readonly string[] | null;
  readonly faults: PushFaults | null;
  readonly onConnected: (session: PushSession) => void;
  readonly onEnded: (session: PushSession) => void;
}

/** One client from its greeting to its end. */
export class PushSession {
  readonly subscriptions: SessionSubscriptions;
  readonly #deps: SessionDeps;
  readonly #reader = new FrameReader(REQUEST_BYTES_MAX);
  #tigerId: string | null = null;
  #accounts: readonly string[] = [];
  #delayed: Uint8Array | null = null;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.subscriptions = new SessionSubscriptions(() => this.#accounts);
    const { socket } = deps;
    socket.setNoDelay(true);
    socket.setTimeout(GREETING_TIMEOUT_MS, () => socket.destroy());
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    // Its text is of no use: `close` follows.
    socket.on('error', () => {});
    socket.once('close', () => deps.onEnded(this));
  }

  /** null until it has connected. */
  get tigerId(): string | null {
    return this.#tigerId;
  }

  push(body: PushMessage): void {
    const { faults, socket } = this.#deps;
    if (faults?.take('drop')) {
      socket.destroy();
      return;
    }
    if (faults?.take('lose')) return;
    const frame = encodeResponse({ command: Command.MESSAGE, body });
    if (this.#delayed === null && faults?.take('reorder')) {
      this.#delayed = frame;
      return;
    }
    this.#write(frame);
    if (faults?.take('duplicate')) this.#write(frame);
    if (this.#delayed === null) return;
    this.#write(this.#delayed);
    this.#delayed = null;
  }

  /** The socket closes after the frame: with it left open, an official client never ends (wire contract 8.5). */
  kickOut(): void {
    this.#endWith(KICKED_OUT, 'kick out by a new connection');
  }

  close(): void {
    this.#deps.socket.destroy();
  }

  #receive(bytes: Buffer): void {
    try {
      for (const message of this.#reader.read(bytes)) this.#handle(decodeRequest(message));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#deps.socket.destroy();
    }
  }

  #handle(request: Request): void {
    const { command, id, connect, subscribe } = request;
    if (command === Command.CONNECT && connect !== undefined && this.#tigerId === null) {
      this.#connect(id, connect);
      return;
    }
    if (this.#tigerId === null) {
      this.#endWith(REFUSAL_CODE.forbidden, 'connect first', id);
      return;
    }
    if (command === Command.HEARTBEAT) this.#write(encodeResponse({ command: Command.HEARTBEAT, id }));
    else if (command === Command.SEND) this.#answer(id, ANSWER.usage, this.#usageText());
    else if (command === Command.DISCONNECT) this.#deps.socket.end();
    else if (command === Command.SUBSCRIBE && subscribe !== undefined) {
      const { refusal } = this.subscriptions.subscribe(subscribe);
      this.#answer(id, refusal === null ? ANSWER.subscribed : ANSWER.error, refusal ?? 'success');
    } else if (command === Command.UNSUBSCRIBE && subscribe !== undefined) {
      this.subscriptions.unsubscribe(subscribe);
      this.#answer(id, ANSWER.unsubscribed, 'success');
    } else this.#answer(id, ANSWER.error, 'unknown command');
  }

  #connect(id: number, connect: Request_Connect): void {
    const accounts = this.#deps.accountsOf(connect);
    if (accounts === null) {
      this.#endWith(REFUSAL_CODE.forbidden, 'failed to verify signature', id);
      return;
    }
    this.#tigerId = connect.tigerId;
    this.#accounts = accounts;
    const sendMs = interval(connect.sendInterval);
    const receiveMs = interval(connect.receiveInterval);
    this.#deps.socket.setTimeout(sendMs * TOLERANCE);
    const msg = JSON.stringify({ version: '3', 'heart-beat': `${sendMs},${receiveMs}` });
    this.#write(encodeResponse({ command: Command.CONNECTED, id, msg }));
    this.#deps.onConnected(this);
  }

  #usageText(): string {
    const names = (dataType: number) => [...this.subscriptions.symbols(dataType)];
    const quotes = names(DataType.Quote);
    const depths = names(DataType.QuoteDepth);
    const trades = names(DataType.TradeTick);
    return JSON.stringify({
      limit: SYMBOLS_MAX,
      used: quotes.length,
      subscribedSymbols: quotes,
      askBidLimit: SYMBOLS_MAX,
      askBidUsed: depths.length,
      subscribedAskBidSymbols: depths,
      tradeTickLimit: SYMBOLS_MAX,
      tradeTickUsed: trades.length,
      subscribedTradeTickSymbols: trades,
    });
  }

  #answer(id: number, code: number, msg: string): void {
    this.#write(encodeResponse({ command: Command.MESSAGE, id, code, msg }));
  }

  #endWith(code: number, msg: string, id?: number): void {
    const { socket } = this.#deps;
    const frame = encodeResponse({ command: Command.ERROR, code, msg, ...(id === undefined ? {} : { id }) });
    // The client may never close its end.
    socket.end(frame, () => socket.destroy());
  }

  #write(frame: Uint8Array): void {
    const { socket, faults } = this.#deps;
    if (socket.destroyed || socket.writableEnded || faults?.isSilent === true) return;
    socket.write(frame);
    if (socket.writableLength > UNSENT_BYTES_MAX) socket.destroy();
  }
}

function interval(asked: number | undefined): number {
  if (asked === undefined || asked === 0) return INTERVAL_DEFAULT_MS;
  return Math.min(INTERVAL_MAX_MS, Math.max(INTERVAL_MIN_MS, asked));
}
