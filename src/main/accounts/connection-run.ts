import { AppError, toErrorWire } from '../../shared/app-error.ts';
import type { AccountId, AccountMode } from '../../shared/domain/account.ts';
import {
  type ConnectionStep,
  type ConnectionStepName,
  type ConnectionTest,
  connectionStepNames,
} from '../../shared/domain/connection-test.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { WorkerReads } from '../../shared/ipc/worker-calls.ts';
import type { InspectedAccount } from '../../shared/ipc/worker-messages.ts';
import { Secret } from '../../shared/secret.ts';
import type { AccountSession } from './account-session.ts';
import {
  accountStep,
  clockStep,
  failed,
  fileStep,
  keyStep,
  lastDigits,
  modeStep,
  newSteps,
  passed,
  permissionsStep,
  quotasStep,
  type StepResult,
  warning,
} from './connection-steps.ts';
import { Deferred } from './deferred.ts';

export interface ConnectionRunInput {
  readonly id: string;
  /** The id that the process is configured with: of the account, or of one that may come to be. */
  readonly processAccountId: AccountId;
  /** The account whose credentials these would replace; null: they are for a new one. */
  readonly replaces: {
    readonly id: AccountId;
    readonly lastFour: string | null;
    readonly mode: AccountMode;
  } | null;
  readonly properties: Secret;
  readonly tokenFile: Secret | null;
  /** A process of the test's own. */
  readonly open: () => AccountSession;
  readonly changed: () => void;
  /** Of the process; the market data calls of a test are few. */
  readonly readTimeoutMs: number;
}

type Check = Output<WorkerReads, 'account.check'>;

/** One test of credentials, step by step, in a process that ends with it. Nothing is kept and nothing is exchanged. */
export class ConnectionRun {
  readonly #input: ConnectionRunInput;
  readonly #choice = new Deferred<number>();
  readonly #session: AccountSession;
  #steps: ConnectionStep[] = newSteps(connectionStepNames);
  #state: ConnectionTest['state'] = 'running';
  #found: readonly InspectedAccount[] = [];
  #chosen: InspectedAccount | null = null;
  #tokenFile: Secret | null;
  #check: Check | null = null;

  constructor(input: ConnectionRunInput) {
    this.#input = input;
    this.#tokenFile = input.tokenFile;
    this.#session = input.open();
  }

  get view(): ConnectionTest {
    return {
      id: this.#input.id,
      accountId: this.#input.replaces?.id ?? null,
      state: this.#state,
      steps: this.#steps.map((step) => ({ ...step })),
      choices: this.#found.map(({ account, tigerId, license }) => ({
        lastFour: lastDigits(account),
        tigerIdLastFour: lastDigits(tigerId),
        license,
      })),
      lastFour: this.#chosen === null ? null : lastDigits(this.#chosen.account),
      mode: this.#check?.profile.mode ?? null,
    };
  }

  /** What was tested; null while nothing usable is known: the key has to parse at least. */
  get credentials(): { readonly properties: Secret; readonly tokenFile: Secret | null } | null {
    if (this.#chosen === null || this.#chosen.problem !== null) return null;
    return { properties: new Secret(this.#chosen.properties), tokenFile: this.#tokenFile };
  }

  /** A token that the process has renewed takes the place of the one it was given. */
  tokenRenewed(tokenFile: Secret): void {
    this.#tokenFile = tokenFile;
  }

  /** @throws AppError invalid_input if there is no such choice, or it was made */
  choose(index: number): void {
    if (this.#state !== 'choosing' || this.#found[index] === undefined) {
      throw new AppError('invalid_input', 'There is nothing to choose there.', {
        nextStep: 'Choose one of the accounts that the test shows.',
      });
    }
    this.#state = 'running';
    this.#choice.resolve(index);
  }

  /** Ends the process too. Never rejects: what goes wrong is a step that failed. */
  async run(): Promise<void> {
    try {
      const isUsable = (await this.#readFile()) && (await this.#connect());
      if (isUsable) await this.#lookFurther();
    } finally {
      await this.#session.stop();
      this.#finish();
    }
  }

  async stop(): Promise<void> {
    this.#choice.resolve(-1);
    await this.#session.stop();
  }

  async #readFile(): Promise<boolean> {
    const found = await this.#attempt('file', async () => {
      this.#found = await this.#session.inspect(this.#input.properties);
      return passed('');
    });
    if (!found) return false;
    this.#chosen = await this.#choose();
    if (this.#chosen === null) return false;
    const chosen = this.#chosen;
    return (
      (await this.#attempt('file', async () => fileStep(chosen))) &&
      (await this.#attempt('key', async () => keyStep(chosen)))
    );
  }

  async #choose(): Promise<InspectedAccount | null> {
    const [only] = this.#found;
    if (this.#found.length === 1 && only !== undefined) return only;
    this.#set('file', {
      state: 'running',
      text: `The file is about ${this.#found.length} accounts.`,
      nextStep: 'Choose one of them.',
    });
    this.#state = 'choosing';
    this.#input.changed();
    const chosen = this.#found[await this.#choice.promise] ?? null;
    this.#input.changed();
    return chosen;
  }

  async #connect(): Promise<boolean> {
    const { processAccountId: accountId, readTimeoutMs: timeoutMs, replaces } = this.#input;
    const credentials = this.credentials;
    if (credentials === null) return false;
    const isConfigured = await this.#attempt('token', async () => {
      await this.#session.configure({ accountId, isDemo: false, ...credentials });
      return passed(
        credentials.tokenFile === null ? 'None was given, and none is missing.' : 'It can be read.',
      );
    });
    if (!isConfigured) return false;
    const isAnswered = await this.#attempt('signature', async () => {
      const startedMs = performance.now();
      this.#check = await this.#session.read('account.check', {}, { timeoutMs });
      return passed(`Tiger answered in ${Math.round(performance.now() - startedMs)} ms and accepts the key.`);
    });
    const check = this.#check as Check | null;
    if (!isAnswered || check === null) return false;
    await this.#attempt('clock', async () => clockStep(check));
    return (
      (await this.#attempt('account', async () => accountStep(check, replaces?.lastFour ?? null))) &&
      (await this.#attempt('mode', async () => modeStep(check, provenMode(replaces?.mode))))
    );
  }

  /** An account without these works; what cannot be read is said and does not fail the test. */
  async #lookFurther(): Promise<void> {
    const timeoutMs = this.#input.readTimeoutMs;
    const session = this.#session;
    await this.#attempt('permissions', () =>
      softly(async () => permissionsStep(await session.read('quotas.permissions', {}, { timeoutMs }))),
    );
    await this.#attempt('quotas', () =>
      softly(async () => quotasStep(await session.read('quotas.history', {}, { timeoutMs }))),
    );
  }

  /** @returns whether the test goes on */
  async #attempt(name: ConnectionStepName, work: () => Promise<StepResult>): Promise<boolean> {
    this.#set(name, { state: 'running', text: null, nextStep: null });
    this.#input.changed();
    let result: StepResult;
    try {
      result = await work();
    } catch (error) {
      const { message, nextStep } = toErrorWire(error);
      result = failed(message, nextStep);
    }
    this.#set(name, result);
    this.#input.changed();
    return result.state !== 'failed';
  }

  #set(name: ConnectionStepName, found: Omit<ConnectionStep, 'name'>): void {
    this.#steps = this.#steps.map((step) => (step.name === name ? { name, ...found } : step));
  }

  #finish(): void {
    const hasFailed = this.#steps.some(({ state }) => state === 'failed');
    this.#state = hasFailed || this.#check === null ? 'failed' : 'passed';
    this.#steps = this.#steps.map((step) =>
      step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped' } : step,
    );
    this.#input.changed();
  }
}

/** A mode that was never proven binds nobody. */
function provenMode(mode: AccountMode | undefined): AccountMode | null {
  return mode === undefined || mode === 'unknown' ? null : mode;
}

async function softly(work: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await work();
  } catch (error) {
    const { message, nextStep } = toErrorWire(error);
    return warning(message, nextStep);
  }
}
