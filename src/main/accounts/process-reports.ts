import type { AccountId } from '../../shared/domain/account.ts';
import type { LogLine, ProcessReport } from '../../shared/domain/process-report.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import type { WorkerReads } from '../../shared/ipc/worker-calls.ts';
import { type LogTail, MAIN_LOG } from '../platform/log-tail.ts';
import { proportionalBytes } from '../platform/proportional-memory.ts';
import type { AccountDirectory } from './account-directory.ts';
import type { KnownProcess, ProcessBook } from './process-book.ts';
import { serviceName } from './process-end.ts';

/** What the operating system says of a process. */
export interface ProcessFigures {
  readonly pid: number;
  readonly residentBytes: number;
  /** Of one core, since the figures before. */
  readonly cpuPercent: number;
}

export interface ProcessReportsDeps {
  readonly accounts: AccountDirectory;
  readonly book: ProcessBook;
  readonly figures: () => readonly ProcessFigures[];
  readonly logTail: LogTail;
  /** Of this process. */
  readonly own: { readonly pid: number; readonly startedAtMs: number };
}

export const EXCHANGE_PROCESS = 'demo-gateway';
const MAIN_PROCESS = 'main';
/** The process answers from memory; one that does not within this time has nothing to show now. */
const HEALTH_TIMEOUT_MS = 2_000;

type Health = Output<WorkerReads, 'worker.health'>;
type Named = Pick<ProcessReport, 'name' | 'role' | 'accountId'>;

/** The processes of the app for a person who looks at them. */
export class ProcessReports {
  readonly #deps: ProcessReportsDeps;

  constructor(deps: ProcessReportsDeps) {
    this.#deps = deps;
  }

  /** Main first, then the demo exchange, then the accounts in their order. */
  async list(): Promise<ProcessReport[]> {
    const { accounts, book, own } = this.#deps;
    const figures = new Map(this.#deps.figures().map((each) => [each.pid, each]));
    const known = (named: Named, health: Promise<Health | null>) =>
      report(named, book.get(named.name), health, figures);
    const main = { ...book.get(MAIN_PROCESS), ...own };
    return Promise.all([
      report({ name: MAIN_PROCESS, role: 'main', accountId: null }, main, NOBODY, figures),
      known({ name: EXCHANGE_PROCESS, role: 'exchange', accountId: null }, NOBODY),
      ...accounts
        .list()
        .map(({ id }) => known({ name: serviceName(id), role: 'account', accountId: id }, this.#health(id))),
    ]);
  }

  log(name: string): LogLine[] {
    const { accounts, logTail } = this.#deps;
    const account = accounts.list().find(({ id }) => serviceName(id) === name);
    return logTail.of([
      name === MAIN_PROCESS ? MAIN_LOG : name,
      ...(account === undefined ? [] : [account.id]),
    ]);
  }

  async #health(accountId: AccountId): Promise<Health | null> {
    try {
      const reads = this.#deps.accounts.reads(accountId);
      return await reads.read('worker.health', {}, { timeoutMs: HEALTH_TIMEOUT_MS });
    } catch {
      return null;
    }
  }
}

const NOBODY = Promise.resolve(null);

async function report(
  named: Named,
  { pid, startedAtMs, restartsTotal, restarts }: KnownProcess,
  asked: Promise<Health | null>,
  figures: ReadonlyMap<number, ProcessFigures>,
): Promise<ProcessReport> {
  const [proportional, health] = await Promise.all([pid === null ? null : proportionalBytes(pid), asked]);
  const measured = pid === null ? undefined : figures.get(pid);
  return {
    ...named,
    pid,
    startedAtMs,
    proportionalBytes: proportional,
    residentBytes: measured?.residentBytes ?? health?.residentBytes ?? null,
    cpuPercent: measured?.cpuPercent ?? null,
    restartsTotal,
    restarts: [...restarts],
    // Less the question itself.
    callsInFlight: health === null ? null : Math.max(0, health.callsInFlight - 1),
    latency: health?.latency ?? null,
    lastError: health?.lastError ?? null,
  };
}
