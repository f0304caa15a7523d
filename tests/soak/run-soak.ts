import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULT_KINDS } from '../../src/gateway/faults/fault-plan.ts';
import type { LedgerState } from '../../src/gateway/ledger/ledger-state.ts';
import { LedgerStore } from '../../src/gateway/store/ledger-store.ts';
import { Random } from '../support/random.ts';
import { AccountActor } from './account-actor.ts';
import { bookDifferences } from './books.ts';
import { GatewayProcess, SOAK_SETUP } from './gateway-process.ts';
import { viewDifferences } from './order-views.ts';
import { Counts } from './sent-order.ts';

export interface SoakResult {
  readonly seed: number;
  readonly seconds: number;
  readonly orders: number;
  readonly executions: number;
  readonly movements: number;
  readonly faults: number;
  readonly counts: string;
  /** Empty: everything agrees. */
  readonly differences: readonly string[];
}

const FAULT_PAUSE_MS = [300, 2_500] as const;
const FAULT_LATENCY_MS = 400;
/** Longer than a cancel takes, and than the time for which a lost request may still arrive. */
const SETTLE_MS = 6_000;
const METHODS = [
  ...['place_order', 'place_order', 'place_order', 'modify_order', 'cancel_order', 'order_no', 'orders'],
  ...['active_orders', 'prime_assets', 'positions', 'quote_real_time', 'kline', 'quote_depth', 'contracts'],
];
const PUSH_FAULTS = ['duplicate', 'reorder', 'drop', 'lose'] as const;

/** Everything at once for a while, then quiet, then the account of it. */
export async function runSoak(options: {
  readonly seconds: number;
  readonly seed: number;
}): Promise<SoakResult> {
  const homeDir = mkdtempSync(join(tmpdir(), 'soak-'));
  const gateway = await GatewayProcess.start(homeDir, options.seed);
  const actors = SOAK_SETUP.flatMap(({ tigerId, accounts }) =>
    accounts.map(({ account }, index) => {
      const random = new Random(options.seed * 1_000 + Number(tigerId.slice(-2)) * 10 + index);
      return new AccountActor(account, gateway.properties(tigerId, account), random);
    }),
  );
  try {
    for (const actor of actors) await actor.prepare();
    const endMs = Date.now() + options.seconds * 1_000;
    const mischief = makeMischief(gateway, new Random(options.seed), endMs);
    const [faultCount] = await Promise.all([mischief, ...actors.map((actor) => actor.run(endMs))]);
    await gateway.control({ action: 'clear_faults' });
    await sleep(SETTLE_MS);
    for (const actor of actors) await actor.settle();
    await sleep(SETTLE_MS);
    const views = await readViews(actors);
    for (const actor of actors) await actor.stop();
    await gateway.stop();
    return summary(options, { actors, views, faultCount, state: readLedger(homeDir) });
  } finally {
    await gateway.stop();
    rmSync(homeDir, { recursive: true, force: true });
  }
}

async function makeMischief(gateway: GatewayProcess, random: Random, endMs: number): Promise<number> {
  let count = 0;
  while (Date.now() < endMs) {
    await sleep(random.integer(...FAULT_PAUSE_MS));
    const rule = {
      kind: random.pick(FAULT_KINDS),
      method: random.pick(METHODS),
      count: 1,
      latencyMs: FAULT_LATENCY_MS,
    };
    if (random.next() < 0.2) {
      await gateway.control({ action: 'add_push_fault', fault: { kind: random.pick(PUSH_FAULTS) } });
    } else await gateway.control({ action: 'add_fault', rule });
    count += 1;
  }
  return count;
}

type Views = ReadonlyMap<string, Awaited<ReturnType<AccountActor['view']>>>;

/** What the account processes say of every order that they know; slowly, because calls are limited. */
async function readViews(actors: readonly AccountActor[]): Promise<Views> {
  const views = new Map<string, Awaited<ReturnType<AccountActor['view']>>>();
  await Promise.all(
    actors.map(async (actor) => {
      for (const { id } of actor.sent.slice(-VIEWS_MAX)) {
        if (id !== null) views.set(id, await actor.view(id));
      }
    }),
  );
  return views;
}

/** As many single reads as fit under the limits within a few minutes; the newest orders are the doubtful ones. */
const VIEWS_MAX = 100;

function readLedger(homeDir: string): LedgerState {
  const store = new LedgerStore({ homeDir });
  const state = structuredClone(store.state);
  store.close();
  return state;
}

function summary(
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
  run: {
    readonly actors: readonly AccountActor[];
    readonly views: Views;
    readonly faultCount: number;
    readonly state: LedgerState;
  },
): SoakResult {
  const { actors, views, faultCount, state } = run;
  const total = new Counts();
  for (const actor of actors) actor.counts.addTo(total);
  for (const { outcome } of actors.flatMap((actor) => actor.sent)) total.add(`order ${outcome}`);
  return {
    seed,
    seconds,
    orders: Object.keys(state.orders).length,
    executions: state.executions.length,
    movements: state.movements.length,
    faults: faultCount,
    counts: total.toString(),
    differences: [
      ...actors.flatMap((actor) => actor.defects.map((text) => `${actor.account}: ${text}`)),
      ...bookDifferences(state),
      ...viewDifferences(state, actors, views),
    ],
  };
}
