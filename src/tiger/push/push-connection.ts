import type { MessageInitShape } from '@bufbuild/protobuf';
import type { Clock } from '../clock.ts';
import { decodeResponse, encodeRequest, FrameError, FrameReader } from './frame-codec.ts';
import type { RequestSchema } from './generated/request_pb.ts';
import type { Response } from './generated/response_pb.ts';
import { SocketCommon_Command as Command } from './generated/socket_common_pb.ts';
import { HEART_BEAT_WANTED_MS, readHeartBeat } from './heart-beat.ts';
import { eventsOf } from './mapping/events-of.ts';
import type { PushAddress } from './push-address.ts';
import { ANSWER_CODE, isSuccess, KICKED_OUT_CODE, readUsage, vendorText } from './push-answer.ts';
import type { PushListener } from './push-listener.ts';
import type { OpenPushSocket, PushSocket } from './push-socket.ts';
import { type PushSubscription, subscribeMember } from './push-subscription.ts';

/** Who connects. The signature is the same for ever, so whoever has it can connect too: it is a secret. */
export interface PushIdentity {
  readonly tigerId: string;
  readonly signature: string;
}

export interface ConnectionDeps {
  readonly address: PushAddress;
  readonly identity: PushIdentity;
  readonly openSocket: OpenPushSocket;
  readonly clock: Clock;
  readonly listener: Pick<PushListener, 'onEvent' | 'onUsage' | 'onRefusedSubscription'>;
  /** CONNECTED arrived: subscriptions may be sent. */
  readonly onReady: () => void;
  /** The subscription of this request was refused, so it is not asked for again. */
  readonly onDropped: (subscription: PushSubscription) => void;
}

export interface ConnectionEnd {
  readonly kind: 'lost' | 'kicked_out' | 'refused' | 'closed';
  readonly text: string;
}

/** TCP, TLS and CONNECT together. */
const HANDSHAKE_TIMEOUT_MS = 15_000;
/** Requests are small; a server that leaves this much unread is not reading. */
const UNSENT_BYTES_MAX = 256 * 1024;
/** Requests whose answer is awaited; the oldest is forgotten, since not every server answers. */
const AWAITED_MAX = 1_000;
/** Codes in the handshake that will pass by themselves (wire contract 7.1): server error, read timeout, rate limit. */
const PASSING_CODES: ReadonlySet<number> = new Set([1, 2, 5]);
/** What we say we are; the gateway knows the official clients' protocol 3. */
const SDK_VERSION = 'tiger-mcp-desktop';
const ACCEPT_VERSION = '3';

/** One connection from its opening to its end; it never comes back to life. */
export class PushConnection {
  readonly ended: Promise<ConnectionEnd>;
  readonly #deps: ConnectionDeps;
  readonly #socket: PushSocket;
  readonly #reader = new FrameReader();
  readonly #life = new AbortController();
  readonly #awaited = new Map<number, PushSubscription>();
  #settle: (end: ConnectionEnd) => void = () => {};
  #nextId = 1;
  #heardAtMs: number;
  #isReady = false;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#heardAtMs = deps.clock.monotonicMs();
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#socket = deps.openSocket(deps.address, {
      opened: () => this.#connect(),
      received: (bytes) => this.#receive(bytes),
      ended: (reason) => this.#end('lost', reason),
    });
    void this.#whileAlive(async (signal) => {
      await deps.clock.sleep(HANDSHAKE_TIMEOUT_MS, signal);
      if (!this.#isReady) this.#end('lost', 'no answer to the greeting');
    });
  }

  get isReady(): boolean {
    return this.#isReady && !this.#life.signal.aborted;
  }

  subscribe(subscription: PushSubscription): void {
    this.#ask({ command: Command.SUBSCRIBE, subscribe: subscribeMember(subscription) }, subscription);
  }

  unsubscribe(subscription: PushSubscription): void {
    this.#ask({ command: Command.UNSUBSCRIBE, subscribe: subscribeMember(subscription) }, subscription);
  }

  askUsage(): void {
    this.#send({ command: Command.SEND });
  }

  close(): void {
    if (this.isReady) this.#send({ command: Command.DISCONNECT });
    this.#end('closed', 'closed by us');
  }

  #connect(): void {
    const { tigerId, signature } = this.#deps.identity;
    this.#send({
      command: Command.CONNECT,
      connect: {
        tigerId,
        sign: signature,
        sdkVersion: SDK_VERSION,
        acceptVersion: ACCEPT_VERSION,
        sendInterval: HEART_BEAT_WANTED_MS,
        receiveInterval: HEART_BEAT_WANTED_MS,
        useFullTick: false,
      },
    });
  }

  #ask(request: MessageInitShape<typeof RequestSchema>, subscription: PushSubscription): void {
    const id = this.#send(request);
    this.#awaited.set(id, subscription);
    if (this.#awaited.size <= AWAITED_MAX) return;
    const [oldest] = this.#awaited.keys();
    if (oldest !== undefined) this.#awaited.delete(oldest);
  }

  #send(request: MessageInitShape<typeof RequestSchema>): number {
    const id = this.#nextId++;
    if (this.#life.signal.aborted) return id;
    this.#socket.send(encodeRequest({ ...request, id }));
    if (this.#socket.unsentBytes > UNSENT_BYTES_MAX) this.#end('lost', 'the service does not read');
    return id;
  }

  #receive(bytes: Uint8Array): void {
    this.#heardAtMs = this.#deps.clock.monotonicMs();
    try {
      for (const message of this.#reader.read(bytes)) {
        if (this.#life.signal.aborted) return;
        this.#handle(decodeResponse(message));
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#end('lost', error.message);
    }
  }

  #handle(response: Response): void {
    switch (response.command) {
      case Command.CONNECTED:
        this.#connected(response);
        return;
      case Command.MESSAGE:
        if (response.body === undefined) this.#answered(response);
        else for (const event of eventsOf(response.body)) this.#deps.listener.onEvent(event);
        return;
      case Command.ERROR:
        this.#failed(response);
        return;
      case Command.DISCONNECT:
        this.#end('lost', vendorText(response.msg, 'the service said goodbye'));
    }
  }

  #connected({ msg }: Response): void {
    if (this.#isReady) return;
    this.#isReady = true;
    const { sendEveryMs, silenceMaxMs } = readHeartBeat(msg);
    void this.#whileAlive((signal) => this.#beat(sendEveryMs, signal));
    void this.#whileAlive((signal) => this.#listenFor(silenceMaxMs, signal));
    this.#deps.onReady();
  }

  #answered({ id, code, msg }: Response): void {
    const subscription = this.#takeAwaited(id);
    if (code === ANSWER_CODE.usage) {
      const usage = readUsage(msg ?? '');
      if (usage !== null) this.#deps.listener.onUsage(usage);
      return;
    }
    const isDone = (code === ANSWER_CODE.subscribed || code === ANSWER_CODE.unsubscribed) && isSuccess(msg);
    if (!isDone) this.#refusedSubscription(subscription, code, msg);
  }

  #failed({ id, code, msg }: Response): void {
    const text = vendorText(msg, code === undefined ? 'no reason given' : `code ${code}`);
    if (code === KICKED_OUT_CODE) this.#end('kicked_out', text);
    else if (this.#isReady) this.#refusedSubscription(this.#takeAwaited(id), code, msg);
    else this.#end(code !== undefined && PASSING_CODES.has(code) ? 'lost' : 'refused', text);
  }

  #refusedSubscription(
    subscription: PushSubscription | null,
    code: number | undefined,
    msg: string | undefined,
  ): void {
    if (subscription !== null) this.#deps.onDropped(subscription);
    const text = vendorText(msg, 'no reason given');
    this.#deps.listener.onRefusedSubscription({ subscription, code: code ?? null, text });
  }

  #takeAwaited(id: number | undefined): PushSubscription | null {
    const subscription = this.#awaited.get(id ?? 0) ?? null;
    this.#awaited.delete(id ?? 0);
    return subscription;
  }

  async #beat(everyMs: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#deps.clock.sleep(everyMs, signal);
      this.#send({ command: Command.HEARTBEAT });
    }
  }

  /** Any frame is a sign of life (wire contract 8.2). */
  async #listenFor(silenceMaxMs: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const silentMs = this.#deps.clock.monotonicMs() - this.#heardAtMs;
      if (silentMs >= silenceMaxMs) {
        this.#end('lost', 'the service fell silent');
        return;
      }
      await this.#deps.clock.sleep(silenceMaxMs - silentMs, signal);
    }
  }

  /** A sleep that is cut short by the end of the connection is no failure. */
  async #whileAlive(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#life;
    try {
      await task(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #end(kind: ConnectionEnd['kind'], text: string): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#socket.destroy();
    this.#settle({ kind, text });
  }
}
