import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorTarget, fixtureDoorTarget } from '../support/conformance/door-targets.ts';
import { fixtureTarget, productTarget, type Target } from '../support/conformance/fronts.ts';
import { type Check, runSuite, type SuitePackage, scenariosOf } from '../support/conformance/run-suite.ts';
import {
  CHECKS_LEFT_OUT,
  LEFT_OUT,
  OF_THE_DOOR,
  OF_THE_FIXTURE,
  OF_THE_PRODUCT,
} from '../support/conformance/scenarios.ts';

// The official conformance suite. It drives servers by URL alone, so a front that only passes messages on stands
// before the bridge; `scenarios.ts` names every scenario that is run or left out, and why.
const SUITE_TIMEOUT_MS = 120_000;

const STABLE = '@modelcontextprotocol/conformance';
const NEXT = 'conformance-next';

type Revision = keyof typeof OF_THE_PRODUCT;

const RUNS: readonly {
  suite: SuitePackage;
  revision: Revision;
  args: readonly string[];
  misses: readonly string[];
}[] = [
  // This release has no such scenario yet.
  { suite: STABLE, revision: '2025-11-25', args: [], misses: ['server-session-lifecycle'] },
  { suite: NEXT, revision: '2025-11-25', args: ['--requirements', '2025-11-25'], misses: [] },
  { suite: NEXT, revision: '2026-07-28', args: ['--requirements', '2026-07-28'], misses: [] },
];

const TARGETS = [
  { target: 'the product', start: productTarget, scenarios: OF_THE_PRODUCT },
  { target: 'the adapters over a fixture', start: fixtureTarget, scenarios: OF_THE_FIXTURE },
  { target: 'the door for HTTP', start: doorTarget, scenarios: OF_THE_DOOR },
  { target: 'the door over a fixture', start: fixtureDoorTarget, scenarios: OF_THE_FIXTURE },
] as const;

describe.each(RUNS)('$suite for revision $revision', ({ suite, revision, args, misses }) => {
  describe.each(TARGETS)('against $target', ({ start, scenarios }) => {
    let running: Target;
    let results: ReadonlyMap<string, readonly Check[]>;

    beforeAll(async () => {
      running = await start();
      results = await runSuite(suite, running.url, args);
    }, SUITE_TIMEOUT_MS);

    afterAll(() => running.close());

    it.each(scenarios[revision].filter((name) => !misses.includes(name)))('%s', (scenario) => {
      const checks = results.get(scenario) ?? [];
      expect(checks.filter(({ status }) => status === 'SUCCESS').length).toBeGreaterThan(0);
      const failures = checks.filter(
        ({ id, status }) => status === 'FAILURE' && !Object.hasOwn(CHECKS_LEFT_OUT, id),
      );
      expect(failures, JSON.stringify(failures)).toEqual([]);
    });
  });
});

it.each([STABLE, NEXT] as const)('every scenario of %s is run or left out, none both', async (suite) => {
  const run = new Set<string>([OF_THE_DOOR, OF_THE_FIXTURE].flatMap((part) => Object.values(part).flat()));
  for (const name of await scenariosOf(suite)) {
    expect(Number(run.has(name)) + Number(Object.hasOwn(LEFT_OUT, name)), name).toBe(1);
  }
});

it('no name stands here that the suite does not know', async () => {
  const known = [...(await scenariosOf(STABLE)), ...(await scenariosOf(NEXT))];
  expect(known).toEqual(expect.arrayContaining(Object.keys(LEFT_OUT)));
  expect(known.length).toBeGreaterThan(60);
});
