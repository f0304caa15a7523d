import type { Server } from 'node:http';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import type { HttpState } from '../../shared/domain/http-access.ts';
import { isLoopback } from '../../shared/domain/http-settings.ts';
import type { Logger } from '../platform/logger.ts';
import type { Settings } from '../platform/settings.ts';
import {
  type AnswerRequest,
  ServerFailure,
  type ServerPlace,
  startServer,
  stopServer,
} from './http-server.ts';
import { hostOf } from './request-guard.ts';

export interface HttpGateDeps {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly answer: AnswerRequest;
  /** What is open ends before the server does. */
  readonly endSessions: () => void;
  readonly sessionsOpen: () => number;
  readonly isKeyStored: () => Promise<boolean>;
  /** It opened or closed; `url` null: it closed. */
  readonly moved: (url: string | null) => Promise<void>;
  readonly changed: () => void;
}

type Failure = Extract<HttpState, { kind: 'failed' }>;

/** Opens and closes the door as the settings say, while the app runs. */
export class HttpGate {
  readonly #deps: HttpGateDeps;
  #server: { readonly server: Server; readonly place: ServerPlace } | null = null;
  #failure: Failure | null = null;
  /** One change after the other. */
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(deps: HttpGateDeps) {
    this.#deps = deps;
    deps.settings.onChange((after, { before }) => {
      if (isSamePlace(after, before)) return;
      void this.apply();
    });
  }

  async state(): Promise<HttpState> {
    await this.#last;
    if (this.#server === null) return this.#failure ?? { kind: 'off' };
    const { place } = this.#server;
    return {
      kind: 'listening',
      url: urlOf(place),
      isTls: place.tls !== null,
      isLoopback: isLoopback(place.address),
      sessionsOpen: this.#deps.sessionsOpen(),
      isKeyStored: await this.#deps.isKeyStored(),
    };
  }

  /** Brings it to what the settings say. It never rejects: what failed is its state. */
  apply(): Promise<void> {
    this.#last = this.#last.then(() => this.#apply());
    return this.#last;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.apply();
  }

  async #apply(): Promise<void> {
    const { settings, logger, changed } = this.#deps;
    try {
      await this.#stop();
      this.#failure = null;
      if (!this.#isClosed && settings.get().isHttpOn) await this.#start(settings.get());
    } catch (error) {
      logger.error({ err: error }, 'the door for HTTP did not open');
      this.#failure = failureOf(error instanceof ServerFailure ? error.reason : 'internal', settings.get());
    }
    changed();
  }

  async #start(wanted: AppSettings): Promise<void> {
    const place = placeOf(wanted);
    if (place.tls === null && !isLoopback(place.address)) {
      this.#failure = failureOf('tls_needed', wanted);
      return;
    }
    const server = await startServer(place, this.#deps.answer);
    this.#server = { server, place };
    await this.#deps.moved(urlOf(place));
  }

  async #stop(): Promise<void> {
    const running = this.#server;
    if (running === null) return;
    this.#server = null;
    this.#deps.endSessions();
    await stopServer(running.server);
    await this.#deps.moved(null);
  }
}

function placeOf({ httpAddress, httpPort, httpTlsCertFile, httpTlsKeyFile }: AppSettings): ServerPlace {
  const hasTls = httpTlsCertFile !== null && httpTlsKeyFile !== null;
  const tls = hasTls ? { certFile: httpTlsCertFile, keyFile: httpTlsKeyFile } : null;
  return { address: httpAddress, port: httpPort, tls };
}

function urlOf({ address, port, tls }: ServerPlace): string {
  return `${tls === null ? 'http' : 'https'}://${hostOf(address)}:${port}`;
}

function isSamePlace(left: AppSettings, right: AppSettings): boolean {
  const facts = (each: AppSettings) => JSON.stringify([each.isHttpOn, placeOf(each)]);
  return facts(left) === facts(right);
}

function failureOf(reason: Failure['reason'], { httpPort, httpAddress }: AppSettings): Failure {
  const [text, nextStep] = FAILURES[reason](httpPort, httpAddress);
  return { kind: 'failed', reason, text, nextStep };
}

const FAILURES: Readonly<
  Record<Failure['reason'], (port: number, address: string) => readonly [string, string]>
> = {
  port_taken: (port) => [
    `Port ${port} is taken by another program.`,
    'Choose another port below, or end that program and try again.',
  ],
  address_unavailable: (_port, address) => [
    `This computer does not have the address ${address}.`,
    'Go back to this computer alone, or choose an address that it has.',
  ],
  tls_needed: (_port, address) => [
    `${address} is reached by other computers, and no certificate is set.`,
    'Open it to other computers again with a certificate and its key, or go back to this computer alone.',
  ],
  tls_unreadable: () => [
    'The certificate or its key cannot be used.',
    'Check that both are PEM files which belong together and which you can read; then try again.',
  ],
  internal: () => ['The door for HTTP did not open.', 'The log has the cause. Try again.'],
};
