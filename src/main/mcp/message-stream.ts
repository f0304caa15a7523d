import type { Socket } from 'node:net';
import {
  INVALID_REQUEST,
  type JsonRpcMessage,
  jsonRpcError,
  parseMessage,
  type RequestId,
} from './json-rpc.ts';
import { LineReader } from './line-reader.ts';

/** Four times the largest sensible call; anything beyond is a mistake or an attack. */
const MESSAGE_BYTES_MAX = 4 * 1024 * 1024;
/** A client that has said its last word still gets the answers that are nearly there, but no approval is waited for. */
const LAST_ANSWERS_MS = 2000;
/** Stays open for as long as the client does: no answer to wait for. */
const LISTENING = 'subscriptions/listen';

/**
 * JSON-RPC messages over one socket: one per line, bounded, malformed ones answered here. Reading stops while the
 * client does not take our answers, so neither side's memory grows.
 */
export class MessageStream {
  readonly #socket: Socket;
  readonly #lines = new LineReader(MESSAGE_BYTES_MAX);
  readonly #unanswered = new Set<RequestId>();
  /** Answers that wait for the client to read. */
  readonly #writers: (() => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #onFirst: ((message: JsonRpcMessage | null) => void) | null = null;
  #first: JsonRpcMessage | null = null;
  #onMessage: ((message: JsonRpcMessage) => void) | null = null;
  #lastAnswersTimer: NodeJS.Timeout | null = null;
  #hasEnded = false;
  #isClosed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#lines.push(chunk);
      this.#deliver();
    });
    socket.on('end', () => this.#ended());
    // An error is always followed by close, which is what counts.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed());
    socket.on('drain', () => {
      this.#wakeWriters();
      this.#resume();
    });
  }

  /**
   * The first valid message, which tells what the client speaks; malformed ones before it are answered. It is kept and
   * delivered by start(). null: the connection ended first.
   */
  first(): Promise<JsonRpcMessage | null> {
    return new Promise((resolve) => {
      this.#onFirst = resolve;
      // Adding a data listener to a paused socket does not resume it.
      this.#socket.resume();
    });
  }

  start(onMessage: (message: JsonRpcMessage) => void): void {
    this.#onMessage = onMessage;
    const first = this.#first;
    this.#first = null;
    if (first !== null) this.#hand(first);
    this.#deliver();
    this.#resume();
  }

  /** Resolves when the client can take more. After the end nothing is written and nothing fails. */
  async send(message: object): Promise<void> {
    if (this.#isClosed) return;
    const isTaken = this.#socket.write(`${JSON.stringify(message)}\n`);
    this.#answered(message);
    if (isTaken) return;
    this.#socket.pause();
    await new Promise<void>((resolve) => this.#writers.push(resolve));
  }

  /** What the protocol library does not recognise as a message is answered here. */
  refuse(id: RequestId | null): void {
    void this.send(
      jsonRpcError(id, INVALID_REQUEST, 'Invalid request: not a message of the Model Context Protocol.'),
    );
  }

  onClose(listener: () => void): void {
    if (this.#isClosed) listener();
    else this.#closeListeners.push(listener);
  }

  close(): void {
    if (!this.#isClosed) this.#socket.destroySoon();
  }

  #resume(): void {
    const isWanted = this.#onMessage !== null || this.#onFirst !== null;
    if (isWanted && !this.#socket.writableNeedDrain) this.#socket.resume();
  }

  #deliver(): void {
    while (this.#onMessage !== null || this.#onFirst !== null) {
      const line = this.#lines.next();
      if (line === null) return;
      if (line.kind === 'oversized') {
        void this.send(jsonRpcError(line.id, INVALID_REQUEST, OVERSIZED_TEXT));
        continue;
      }
      const parsed = parseMessage(line.text);
      if (parsed.ok) this.#hand(parsed.message);
      else void this.send(parsed.error);
    }
  }

  #hand(message: JsonRpcMessage): void {
    if (this.#onMessage === null) {
      const onFirst = this.#onFirst;
      this.#onFirst = null;
      this.#first = message;
      this.#socket.pause();
      onFirst?.(message);
      return;
    }
    this.#note(message);
    this.#onMessage(message);
  }

  #note(message: JsonRpcMessage): void {
    if (message.method === undefined) return;
    if (message.id !== undefined && message.method !== LISTENING) this.#unanswered.add(message.id);
    const cancelled =
      message.method === 'notifications/cancelled' ? message.params?.['requestId'] : undefined;
    if (typeof cancelled === 'string' || typeof cancelled === 'number') this.#unanswered.delete(cancelled);
  }

  #answered(message: object): void {
    const { id, method } = message as { id?: RequestId; method?: string };
    if (method !== undefined || id === undefined) return;
    this.#unanswered.delete(id);
    if (this.#hasEnded && this.#unanswered.size === 0) this.close();
  }

  #ended(): void {
    this.#hasEnded = true;
    if (this.#unanswered.size === 0) this.close();
    else this.#lastAnswersTimer = setTimeout(() => this.close(), LAST_ANSWERS_MS);
  }

  #wakeWriters(): void {
    for (const wake of this.#writers.splice(0)) wake();
  }

  #closed(): void {
    this.#isClosed = true;
    if (this.#lastAnswersTimer !== null) clearTimeout(this.#lastAnswersTimer);
    this.#wakeWriters();
    this.#onFirst?.(null);
    this.#onFirst = null;
    for (const listener of this.#closeListeners.splice(0)) listener();
  }
}

const OVERSIZED_TEXT = `Invalid request: a message may have at most ${MESSAGE_BYTES_MAX / 1024 / 1024} MiB. Send less.`;
