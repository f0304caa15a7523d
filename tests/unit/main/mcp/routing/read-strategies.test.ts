import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type RoutingSettings,
  routeOrder,
} from '../../../../../src/main/mcp/routing/read-strategies.ts';
import { readRoutingSchema } from '../../../../../src/shared/domain/app-settings.ts';

const idOf = (index: number) => `acc_${String(index).padStart(16, '0')}`;
const settings = (readRouting: RoutingSettings['readRouting'], patch: Partial<RoutingSettings> = {}) => ({
  readRouting,
  defaultDataAccountId: null,
  readPriority: [],
  ...patch,
});

function candidate(
  index: number,
  patch: Partial<Candidate> = {},
  account: Partial<Candidate['account']> = {},
): Candidate {
  return {
    account: { id: idOf(index), isDemo: false, state: 'ready', ...account },
    inFlight: 0,
    latencyMs: null,
    lacksPermission: false,
    ...patch,
  };
}

const indexes = (order: readonly Candidate[]) => order.map(({ account }) => Number(account.id.slice(4)));
const THREE = [candidate(0), candidate(1), candidate(2)];

const anyCandidates = fc
  .array(
    fc.record({
      isDemo: fc.boolean(),
      state: fc.constantFrom('ready' as const, 'restarting' as const, 'credentials_needed' as const),
      inFlight: fc.nat(20),
      latencyMs: fc.option(fc.nat(5_000), { nil: null }),
      lacksPermission: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((rows) => rows.map(({ isDemo, state, ...load }, index) => candidate(index, load, { isDemo, state })));
const anySettings = fc.record({
  readRouting: fc.constantFrom(...readRoutingSchema.options),
  defaultDataAccountId: fc.option(fc.nat(8).map(idOf), { nil: null }),
  readPriority: fc.array(fc.nat(8).map(idOf), { maxLength: 8 }),
});

describe('the order in which accounts are asked', () => {
  it('is of ready accounts, each once, and never of both real and simulated ones', () => {
    fc.assert(
      fc.property(anyCandidates, anySettings, fc.nat(100), (visible, wanted, turn) => {
        const order = routeOrder(visible, wanted, turn);
        expect(new Set(indexes(order)).size).toBe(order.length);
        expect(order.every(({ account }) => account.state === 'ready')).toBe(true);
        expect(new Set(order.map(({ account }) => account.isDemo)).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has no demo account while a real one is visible, ready or not, but under default', () => {
    fc.assert(
      fc.property(anyCandidates, anySettings, fc.nat(100), (visible, wanted, turn) => {
        fc.pre(wanted.readRouting !== 'default');
        fc.pre(visible.some(({ account }) => !account.isDemo));
        expect(routeOrder(visible, wanted, turn).some(({ account }) => account.isDemo)).toBe(false);
      }),
    );
  });

  it('puts accounts without the permission last', () => {
    const refused = [candidate(0, { lacksPermission: true }), candidate(1), candidate(2)];
    expect(indexes(routeOrder(refused, settings('default'), 0))).toEqual([1, 2, 0]);
  });
});

describe('default', () => {
  const visible = [candidate(0, {}, { isDemo: true }), candidate(1), candidate(2)];

  it('asks an own account before the demo account', () => {
    expect(indexes(routeOrder(visible, settings('default'), 7))).toEqual([1, 2]);
  });

  it('asks the demo account where no own one is ready', () => {
    const waiting = visible.map((one) =>
      one.account.isDemo ? one : { ...one, account: { ...one.account, state: 'restarting' as const } },
    );
    expect(indexes(routeOrder(waiting, settings('default'), 0))).toEqual([0]);
  });

  it('asks the default data account first while it is ready', () => {
    const chosen = settings('default', { defaultDataAccountId: idOf(2) });
    expect(indexes(routeOrder(visible, chosen, 0))).toEqual([2, 1]);
    expect(indexes(routeOrder(visible.slice(0, 2), chosen, 0))).toEqual([1]);
    expect(indexes(routeOrder(visible, settings('default', { defaultDataAccountId: idOf(0) }), 0))).toEqual([
      0,
    ]);
  });
});

describe('the other strategies', () => {
  it('round robin takes turns', () => {
    const firsts = [0, 1, 2, 3].map((turn) => indexes(routeOrder(THREE, settings('round_robin'), turn))[0]);
    expect(firsts).toEqual([0, 1, 2, 0]);
  });

  it('least loaded takes the one with the fewest reads under way, in turns among equals', () => {
    const loaded = [candidate(0, { inFlight: 2 }), candidate(1), candidate(2)];
    expect(indexes(routeOrder(loaded, settings('least_loaded'), 0))).toEqual([1, 2, 0]);
    expect(indexes(routeOrder(loaded, settings('least_loaded'), 2))).toEqual([2, 1, 0]);
  });

  it('fastest response takes the one that answers soonest, and first one that was never measured', () => {
    const measured = [candidate(0, { latencyMs: 80 }), candidate(1, { latencyMs: 20 }), candidate(2)];
    expect(indexes(routeOrder(measured, settings('fastest_response'), 0))).toEqual([2, 1, 0]);
  });

  it('priority takes the order of the user, then the others', () => {
    const ranked = settings('priority', { readPriority: [idOf(2), idOf(9)] });
    expect(indexes(routeOrder(THREE, ranked, 5))).toEqual([2, 0, 1]);
  });
});
