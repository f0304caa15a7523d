import type { Secret } from '../shared/secret.ts';
import { type Answer, readAnswer } from './answer-reader.ts';
import { brokerText } from './broker-text.ts';
import { CallStatistics, type TigerStatistics } from './call-statistics.ts';
import type { Clock } from './clock.ts';
import type { TigerConfig } from './config.ts';
import { type HttpAnswer, type Transport, TransportError } from './http/transport.ts';
import type { AnyMethod, ReadMethod, TigerReply, WriteMethod } from './method.ts';
import type { RateLimiter } from './rate/rate-limiter.ts';
import { retryDelayMs } from './read-retry.ts';
import { signedRequest } from './signed-request.ts';
import { TigerError } from './tiger-error.ts';
import { stringifyExactJson } from './wire/exact-json.ts';

export interface TigerCallOptions {
  /** For the whole call: waiting for a slot, every try, the pauses between them. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What may be asked of Tiger without changing anything. Code that is given only this cannot send an order. */
export interface TigerReader {
  /** @throws TigerError */
  read<Params, Reply>(
    method: ReadMethod<Params, Reply>,
    params: NoInfer<Params>,
    options: TigerCallOptions,
  ): Promise<TigerReply<Reply>>;
}

/** Calls with effects. */
export interface TigerWriter {
  /**
   * Sends once, on a connection of its own. `signal` counts only until the request is on the wire.
   * @throws TigerError; look at `outcomeUnknown` before anything else
   */
  write<Params, Reply>(
    method: WriteMethod<Params, Reply>,
    params: NoInfer<Params>,
    options: TigerCallOptions,
  ): Promise<TigerReply<Reply>>;
}

export interface TigerClientDeps {
  readonly config: TigerConfig;
  readonly deviceId: string;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly rateLimiter: RateLimiter;
}

/** An order that waited longer for its slot was decided on a price that may be gone. */
const WRITE_WAIT_MAX_MS = 3_000;

/** One account's door to Tiger. `close()` ends its connections. */
export class TigerClient implements TigerReader, TigerWriter {
  readonly #deps: TigerClientDeps;
  #config: TigerConfig;
  readonly #statistics = new CallStatistics();

  constructor(deps: TigerClientDeps) {
    this.#deps = deps;
    this.#config = deps.config;
  }

  get statistics(): TigerStatistics {
    return this.#statistics.view;
  }

  async read<Params, Reply>(
    method: ReadMethod<Params, Reply>,
    params: NoInfer<Params>,
    options: TigerCallOptions,
  ): Promise<TigerReply<Reply>> {
    const { clock, rateLimiter } = this.#deps;
    const deadlineMs = clock.monotonicMs() + options.timeoutMs;
    const signal = options.signal === undefined ? {} : { signal: options.signal };
    for (let tries = 1; ; tries += 1) {
      try {
        await rateLimiter.takeSlot(method.name, { waitMaxMs: this.#remainingMs(deadlineMs), ...signal });
        return await this.#exchange(method, params as object, this.#remainingMs(deadlineMs), signal);
      } catch (error) {
        const pauseMs = retryDelayMs(error, tries);
        if (pauseMs === null || pauseMs >= this.#remainingMs(deadlineMs)) throw error;
        await clock.sleep(pauseMs, options.signal).catch(() => {
          throw new TigerError('cancelled', method.name, 'cancelled');
        });
      }
    }
  }

  async write<Params, Reply>(
    method: WriteMethod<Params, Reply>,
    params: NoInfer<Params>,
    options: TigerCallOptions,
  ): Promise<TigerReply<Reply>> {
    const { clock, rateLimiter } = this.#deps;
    const deadlineMs = clock.monotonicMs() + options.timeoutMs;
    await rateLimiter.takeSlot(method.name, {
      waitMaxMs: Math.min(WRITE_WAIT_MAX_MS, options.timeoutMs),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    if (options.signal?.aborted) {
      throw new TigerError('cancelled', method.name, 'cancelled before it was sent');
    }
    return this.#exchange(method, params as object, this.#remainingMs(deadlineMs), {});
  }

  /** For calls from now on; calls on their way keep the token they were sent with. */
  takeToken(token: Secret): void {
    this.#config = { ...this.#config, token };
  }

  close(): void {
    this.#deps.transport.close();
  }

  #remainingMs(deadlineMs: number): number {
    return Math.max(1, Math.ceil(deadlineMs - this.#deps.clock.monotonicMs()));
  }

  /** One request, one answer. */
  async #exchange<Reply>(
    method: AnyMethod<Reply>,
    params: object,
    timeoutMs: number,
    signal: { readonly signal?: AbortSignal },
  ): Promise<TigerReply<Reply>> {
    const { clock, deviceId } = this.#deps;
    const config = this.#config;
    const hasEffects = method.effect === 'order';
    const body = signedRequest(method, params, { config, deviceId, nowMs: clock.nowMs() });
    const startedMs = clock.monotonicMs();
    this.#statistics.begun();
    try {
      const httpAnswer = await this.#post(method, stringifyExactJson(body), timeoutMs, signal);
      const receivedAtMs = clock.nowMs();
      const answer = readAnswer(httpAnswer, {
        method: method.name,
        hasEffects,
        server: method.server,
        timestamp: body.timestamp,
        gatewayPublicKey: config.gatewayPublicKey,
        clean: (text) => brokerText(text, config, body.sign),
      });
      return { ...readReply(method, answer), receivedAtMs };
    } catch (error) {
      this.#statistics.failed(error, clock.nowMs());
      throw error;
    } finally {
      this.#statistics.ended(clock.monotonicMs() - startedMs);
    }
  }

  async #post(
    method: AnyMethod,
    body: string,
    timeoutMs: number,
    signal: { readonly signal?: AbortSignal },
  ): Promise<HttpAnswer> {
    const { transport } = this.#deps;
    const hasEffects = method.effect === 'order';
    try {
      return await transport.post({
        url: method.server === 'trade' ? this.#config.tradeUrl : this.#config.quoteUrl,
        headers: this.#headers(body),
        body,
        timeoutMs,
        freshConnection: hasEffects,
        ...signal,
      });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      throw transportFailure(error, method.name, hasEffects);
    }
  }

  #headers(body: string): Record<string, string> {
    const { token } = this.#config;
    return {
      'Content-Type': 'application/json;charset=UTF-8',
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-cache',
      'Accept-Encoding': 'identity',
      'User-Agent': 'tiger-mcp-desktop',
      // The bare token, without a scheme, and not part of the signed text (wire contract 6).
      ...(token === null ? {} : { Authorization: token.reveal() }),
    };
  }
}

function transportFailure(error: TransportError, method: string, hasEffects: boolean): TigerError {
  const kinds = {
    connection: 'network',
    timeout: 'timeout',
    cancelled: 'cancelled',
    too_large: 'unreadable_answer',
    closed: 'cancelled',
  } as const;
  return new TigerError(kinds[error.fault], method, error.message, {
    outcomeUnknown: hasEffects && error.wasSent,
  });
}

function readReply<Reply>(method: AnyMethod<Reply>, answer: Answer): Omit<TigerReply<Reply>, 'receivedAtMs'> {
  const parsed = method.reply.safeParse(answer.data);
  if (parsed.success) {
    return { data: parsed.data, brokerTimeMs: answer.brokerTimeMs, isSimulated: answer.isSimulated };
  }
  const where = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new TigerError('unreadable_answer', method.name, `the answer has another form: ${where.join('; ')}`, {
    outcomeUnknown: method.effect === 'order',
  });
}
