import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { AppSettings } from '../../shared/domain/app-settings.ts';
import {
  gatewayFailedSchema,
  gatewayHelloSchema,
  gatewayReadySchema,
} from '../../shared/ipc/demo-gateway-messages.ts';
import { Secret } from '../../shared/secret.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { awaitMessage } from './await-message.ts';
import { ChildLife } from './child-life.ts';
import type { ForkDemoGateway } from './child-link.ts';
import { Deferred } from './deferred.ts';
import { RestartBudget } from './restart-budget.ts';
import { SUPERVISION_LIMITS, type SupervisionLimits } from './supervision-limits.ts';

export interface DemoGatewayDeps {
  readonly fork: ForkDemoGateway;
  /** Its process ended unasked. */
  readonly onEnded?: (reason: string) => void;
  readonly homeDir: string;
  readonly clockMode: () => AppSettings['demoClock'];
  readonly controlToken: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** It listens again, perhaps elsewhere: the demo account needs the new properties. */
  readonly onReplaced: () => void;
  readonly limits?: SupervisionLimits;
}

const answerSchema = z.union([gatewayReadySchema, gatewayFailedSchema]);

/** The demo exchange's process: started, watched, started again. */
export class DemoGateway {
  readonly #deps: DemoGatewayDeps;
  readonly #limits: SupervisionLimits;
  #life: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #child: ChildLife | null = null;
  #ready = new Deferred<Secret>();
  #hasGivenUp = false;
  #startsTotal = 0;

  constructor(deps: DemoGatewayDeps) {
    this.#deps = deps;
    this.#limits = deps.limits ?? SUPERVISION_LIMITS;
  }

  start(): void {
    const life = new AbortController();
    this.#life = life;
    if (this.#hasGivenUp) this.#ready = new Deferred();
    this.#hasGivenUp = false;
    this.#running = this.#run(life.signal).catch((error: unknown) => {
      if (!life.signal.aborted)
        this.#deps.logger.error({ err: error }, 'the supervision of the demo exchange failed');
    });
  }

  /**
   * The properties text with which the demo account reaches it, as soon as it listens.
   * @throws AppError unavailable if it failed too often
   */
  properties(): Promise<Secret> {
    return this.#ready.promise;
  }

  /** True after too many failures: only a restart by hand helps. */
  get hasGivenUp(): boolean {
    return this.#hasGivenUp;
  }

  async restart(): Promise<void> {
    await this.close();
    this.start();
  }

  async close(): Promise<void> {
    this.#life?.abort();
    await this.#child?.stop(this.#limits.stopTimeoutMs);
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const budget = new RestartBudget(this.#limits, this.#deps.clock);
    while (!signal.aborted) {
      const reason = await this.#liveOnce(signal);
      if (signal.aborted) return;
      this.#deps.logger.warn({ reason }, 'the demo exchange ended unasked');
      this.#deps.onEnded?.(reason);
      const waitMs = budget.nextWaitMs();
      if (waitMs === null) {
        this.#hasGivenUp = true;
        this.#ready.reject(failedForGood(reason));
        return;
      }
      await delay(waitMs, undefined, { signal });
    }
  }

  /** @returns why it ended */
  async #liveOnce(signal: AbortSignal): Promise<string> {
    const link = this.#deps.fork();
    const child = new ChildLife(link);
    this.#child = child;
    try {
      await awaitMessage(link, gatewayHelloSchema, this.#limits.helloTimeoutMs, 'hello');
      const answer = awaitMessage(link, answerSchema, this.#limits.configureTimeoutMs, 'address');
      link.port.post({
        type: 'configure',
        homeDir: this.#deps.homeDir,
        clock: this.#deps.clockMode(),
        controlToken: this.#deps.controlToken,
      });
      const configured = await answer;
      if (configured.type === 'failed') return configured.message;
      if (!signal.aborted) this.#listens(new Secret(configured.properties));
      await child.exited;
      return 'its process ended unexpectedly';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error.message;
    } finally {
      if (this.#ready.isSettled) this.#ready = new Deferred();
      await child.stop(this.#limits.stopTimeoutMs);
    }
  }

  #listens(properties: Secret): void {
    this.#ready.resolve(properties);
    this.#startsTotal += 1;
    this.#deps.logger.info({ startsTotal: this.#startsTotal }, 'the demo exchange listens');
    if (this.#startsTotal > 1) this.#deps.onReplaced();
  }
}

function failedForGood(reason: string): AppError {
  return new AppError('unavailable', `The demo exchange does not start: ${reason}.`, {
    nextStep: 'Look at the log, then press Restart on the demo account.',
    retryable: true,
  });
}
