import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import type { ClientRules } from '../../shared/domain/client-entry.ts';
import type { AttackResult, RedTeamRun, RedTeamStatus } from '../../shared/domain/red-team.ts';
import type { RiskSettings } from '../../shared/domain/risk-settings.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Attack } from './attack.ts';
import type { AttackRange } from './attack-range.ts';
import type { RunFile } from './run-file.ts';

/** What a run is about: copies of the user's rules. */
export interface AttackedRules {
  readonly alias: string;
  readonly settings: RiskSettings;
  readonly settingsVersion: number;
  readonly client: { readonly name: string; readonly rules: Omit<ClientRules, 'accounts'> };
  /** False: the user has no client that may propose; the rules are what one would be given. */
  readonly isClientTheUsers: boolean;
}

export interface RedTeamDeps {
  readonly attacks: readonly Attack[];
  /** A fresh app for one attack. */
  readonly startApp: (
    rules: AttackedRules,
  ) => Promise<{ readonly range: AttackRange; close(): Promise<void> }>;
  /** @throws AppError not_found */
  readonly rulesOf: (accountId: AccountId) => Promise<AttackedRules>;
  readonly runs: RunFile;
  readonly exportsDir: string;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

interface Running {
  readonly accountId: AccountId;
  readonly startedAtMs: number;
  attackName: string | null;
  readonly results: AttackResult[];
  isEnding: boolean;
}

/** Attacks the user's settings, one attack after the other, each on an app of its own. */
export class RedTeam {
  readonly #deps: RedTeamDeps;
  #running: Running | null = null;
  #problem: string | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: RedTeamDeps) {
    this.#deps = deps;
  }

  status(): RedTeamStatus {
    const { attacks, runs } = this.#deps;
    const { startedAtMs: _start, ...running } = this.#running ?? { startedAtMs: 0 };
    return {
      running:
        'accountId' in running ? { ...running, results: [...running.results], total: attacks.length } : null,
      problem: this.#problem,
      runs: [...runs.list()],
    };
  }

  /** Returns as soon as it is under way. @throws AppError conflict, not_found */
  async start(accountId: AccountId): Promise<void> {
    if (this.#running !== null)
      throw new AppError('conflict', 'The attacks are under way already.', {
        nextStep: 'Wait for their end.',
      });
    const startedAtMs = this.#deps.clock.nowMs();
    const running: Running = { accountId, startedAtMs, attackName: null, results: [], isEnding: false };
    this.#running = running;
    this.#problem = null;
    const rules = await this.#deps.rulesOf(accountId).catch((error: unknown) => {
      this.#running = null;
      throw error;
    });
    this.#work = this.#run(running, rules)
      .catch((error: unknown) => this.#brokeOff(error))
      .finally(() => {
        this.#running = null;
        this.#changed();
      });
    this.#changed();
  }

  end(): void {
    if (this.#running !== null) this.#running.isEnding = true;
    this.#changed();
  }

  exportNewest(): string {
    return this.#deps.runs.exportNewest(this.#deps.exportsDir);
  }

  /** Ends what is under way; resolves when its app is gone. */
  async close(): Promise<void> {
    this.end();
    await this.#work;
  }

  async #run(running: Running, rules: AttackedRules): Promise<void> {
    const { attacks, runs, appVersion, clock } = this.#deps;
    for (const attack of attacks) {
      if (running.isEnding) break;
      running.attackName = attack.name;
      this.#changed();
      running.results.push(await this.#attempt(attack, rules));
    }
    if (running.results.length === 0) return;
    const run: RedTeamRun = {
      startedAtMs: running.startedAtMs,
      endedAtMs: clock.nowMs(),
      appVersion,
      accountId: running.accountId,
      accountAlias: rules.alias,
      settingsVersion: rules.settingsVersion,
      clientName: rules.isClientTheUsers ? rules.client.name : null,
      results: running.results,
      isComplete: running.results.length === attacks.length,
    };
    runs.add(run);
  }

  /** An attack that cannot be carried out proves nothing, and the others go on. */
  async #attempt(attack: Attack, rules: AttackedRules): Promise<AttackResult> {
    const { id, name, tries } = attack;
    const startedMs = performance.now();
    const result = (
      rest: Pick<AttackResult, 'outcome' | 'text' | 'stoppedBy' | 'settings'>,
    ): AttackResult => {
      return { id, name, tries, ...rest, durationMs: Math.round(performance.now() - startedMs) };
    };
    try {
      const app = await this.#deps.startApp(rules);
      try {
        const { isStopped, stoppedBy, text } = await attack.run(app.range);
        return isStopped
          ? result({ outcome: 'stopped', text, stoppedBy: [...stoppedBy], settings: [] })
          : result({ outcome: 'got_through', text, stoppedBy: [], settings: [...attack.settings] });
      } finally {
        await app.close();
      }
    } catch (error) {
      this.#deps.logger.error({ err: error, attack: id }, 'an attack could not be carried out');
      return result({ outcome: 'failed', text: wordsOf(error), stoppedBy: [], settings: [] });
    }
  }

  #brokeOff(error: unknown): void {
    this.#deps.logger.error({ err: error }, 'the attacks broke off');
    this.#problem = wordsOf(error);
  }

  #changed(): void {
    this.#deps.publish('redTeam.changed', {});
  }
}

function wordsOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'An error in the app; the log has it.';
}
