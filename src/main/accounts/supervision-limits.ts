import { WORKER_HELLO_TIMEOUT_MS } from '../../shared/ipc/worker-messages.ts';

/** How long main waits for a process of its own, and how often it tries again. */
export const SUPERVISION_LIMITS = {
  helloTimeoutMs: WORKER_HELLO_TIMEOUT_MS,
  /** Parsing a properties file and a key takes milliseconds. */
  configureTimeoutMs: 10_000,
  healthEveryMs: 5_000,
  healthTimeoutMs: 5_000,
  /** One missed answer can be a machine that sleeps; two in a row are a process that hangs. */
  healthMissesMax: 2,
  restartsMax: 5,
  restartWindowMs: 600_000,
  restartWaitFirstMs: 500,
  restartWaitMaxMs: 30_000,
  /** A broker that cannot be reached at start is asked again, gently. */
  brokerWaitFirstMs: 1_000,
  brokerWaitMaxMs: 30_000,
  profileTimeoutMs: 15_000,
  /** Processes that load their code at the same moment; more take the machine from each other and miss the hello. */
  startsAtOnceMax: 4,
  /** Whoever gives way to its successor still answers what is under way: the longest read has 15 s. */
  drainTimeoutMs: 20_000,
  /** What is on the wire gets this long for its answer; afterwards its outcome is unknown and is reconciled at the next start. */
  stopTimeoutMs: 5_000,
} as const;

export type SupervisionLimits = { readonly [K in keyof typeof SUPERVISION_LIMITS]: number };
