import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Account } from '../../shared/domain/account.ts';
import type { ProposalState } from '../../shared/domain/proposal.ts';
import type { LaneUsage } from '../../shared/domain/rate-usage.ts';
import type { ChildLink, ForkAccountProcess } from '../accounts/child-link.ts';
import type { ObserveCall } from '../mcp/call-tool.ts';

/** What is counted elsewhere and read when somebody asks. */
export interface MetricSources {
  readonly lanes: () => readonly LaneUsage[];
  readonly accounts: () => readonly Account[];
  readonly proposalsByState: () => Promise<ReadonlyMap<ProposalState, number>>;
  readonly socketConnections: () => number;
  readonly httpSessions: () => number;
}

/** From a figure that is reused to a call that waits for a decision, in seconds. */
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const UNKNOWN_TOOL = 'unknown';

/** What the app counts about itself, for a Prometheus. No figure is about a person's money, and no label holds a name. */
export class AppMetrics {
  readonly #registry = new Registry();
  readonly #calls: Counter<'tool' | 'outcome'>;
  readonly #durations: Histogram<'tool'>;
  readonly #starts: Counter<'process'>;
  readonly #restarts: Counter<'process'>;
  readonly #seen = new Set<string>();

  constructor() {
    const registers = [this.#registry];
    this.#calls = new Counter({
      name: 'tiger_mcp_calls_total',
      help: 'Calls of tools, over MCP and the read-only door.',
      labelNames: ['tool', 'outcome'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'tiger_mcp_call_duration_seconds',
      help: 'From a call to its answer.',
      labelNames: ['tool'],
      buckets: DURATION_BUCKETS,
      registers,
    });
    this.#starts = new Counter({
      name: 'tiger_mcp_process_starts_total',
      help: 'Starts of the processes of accounts.',
      labelNames: ['process'],
      registers,
    });
    this.#restarts = new Counter({
      name: 'tiger_mcp_process_restarts_total',
      help: 'Starts of a process of an account after its first.',
      labelNames: ['process'],
      registers,
    });
  }

  readonly observe: ObserveCall = ({ tool, outcome, durationMs }) => {
    // A client may invent names; a label may not.
    const label = tool ?? UNKNOWN_TOOL;
    this.#calls.inc({ tool: label, outcome });
    this.#durations.observe({ tool: label }, durationMs / 1000);
  };

  /** The same starter, counted. */
  counted(fork: ForkAccountProcess): ForkAccountProcess {
    return (serviceName): ChildLink => {
      this.#starts.inc({ process: serviceName });
      if (this.#seen.has(serviceName)) this.#restarts.inc({ process: serviceName });
      this.#seen.add(serviceName);
      return fork(serviceName);
    };
  }

  /** Once, when there is something to read. */
  read(sources: MetricSources): void {
    const registers = [this.#registry];
    const gauge = (
      name: string,
      help: string,
      labelNames: readonly string[],
      collect: (set: SetFigure) => void | Promise<void>,
    ) =>
      new Gauge({
        name: `tiger_mcp_${name}`,
        help,
        labelNames,
        registers,
        async collect() {
          this.reset();
          await collect((labels, value) => this.set(labels, value));
        },
      });
    gauge('memory_bytes', 'Memory of the main process.', ['kind'], (set) => {
      const { rss, heapUsed, external } = process.memoryUsage();
      set({ kind: 'resident' }, rss);
      set({ kind: 'heap_used' }, heapUsed);
      set({ kind: 'external' }, external);
    });
    gauge('accounts', 'Accounts by mode and state.', ['mode', 'state'], (set) =>
      counted(
        sources.accounts().map(({ mode, state }) => ({ mode, state })),
        set,
      ),
    );
    gauge('proposals', 'Proposals by state.', ['state'], async (set) => {
      for (const [state, count] of await sources.proposalsByState()) set({ state }, count);
    });
    gauge('connections_open', 'Clients that are connected.', ['by'], (set) => {
      set({ by: 'socket' }, sources.socketConnections());
      set({ by: 'http' }, sources.httpSessions());
    });
    gauge('upstream_queue_length', 'Calls to the broker that wait for their time.', LANE, (set) =>
      perMethod(sources.lanes(), ({ waiting }) => waiting, set),
    );
    for (const { name, help, of } of UPSTREAM) {
      new Counter({
        name: `tiger_mcp_${name}`,
        help,
        labelNames: LANE,
        registers,
        collect() {
          this.reset();
          perMethod(
            sources.lanes(),
            (usage) => usage[of],
            (labels, value) => this.inc(labels, value),
          );
        },
      });
    }
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

/** A lane is a developer id of Tiger's, by number: its digits are nobody's business. */
const LANE = ['lane', 'method'] as const;
const UPSTREAM = [
  { name: 'upstream_calls_total', help: 'Calls to the broker.', of: 'bookedTotal' },
  {
    name: 'upstream_refused_total',
    help: 'Calls to the broker that were given no time.',
    of: 'refusedTotal',
  },
] as const;

type SetFigure = (labels: Record<string, string>, value: number) => void;
type Method = LaneUsage['methods'][number];

function perMethod(lanes: readonly LaneUsage[], figure: (method: Method) => number, set: SetFigure): void {
  lanes.forEach(({ methods }, lane) => {
    for (const usage of methods) set({ lane: String(lane + 1), method: usage.method }, figure(usage));
  });
}

function counted(rows: readonly Record<string, string>[], set: SetFigure): void {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(JSON.stringify(row), (counts.get(JSON.stringify(row)) ?? 0) + 1);
  for (const [key, count] of counts) set(JSON.parse(key) as Record<string, string>, count);
}
