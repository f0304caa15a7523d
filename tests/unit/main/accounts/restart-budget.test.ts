import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processEnv } from '../../../../src/main/accounts/process-env.ts';
import { RestartBudget } from '../../../../src/main/accounts/restart-budget.ts';
import { SUPERVISION_LIMITS } from '../../../../src/main/accounts/supervision-limits.ts';

describe('restart budget', () => {
  it('never allows more than five starts in any ten minutes, and waits longer each time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400_000), { maxLength: 60 }), (gaps) => {
        let nowMs = 0;
        const budget = new RestartBudget(SUPERVISION_LIMITS, { nowMs: () => nowMs });
        const allowedMs: number[] = [];
        for (const gap of gaps) {
          nowMs += gap;
          const waitMs = budget.nextWaitMs();
          if (waitMs === null) continue;
          expect(waitMs).toBeGreaterThanOrEqual(SUPERVISION_LIMITS.restartWaitFirstMs);
          expect(waitMs).toBeLessThanOrEqual(SUPERVISION_LIMITS.restartWaitMaxMs);
          allowedMs.push(nowMs);
        }
        for (const [index, startMs] of allowedMs.entries()) {
          const sixth = allowedMs[index + SUPERVISION_LIMITS.restartsMax];
          if (sixth !== undefined)
            expect(sixth - startMs).toBeGreaterThanOrEqual(SUPERVISION_LIMITS.restartWindowMs);
        }
      }),
    );
  });

  it('doubles the wait', () => {
    const budget = new RestartBudget(SUPERVISION_LIMITS, { nowMs: () => 0 });
    expect(Array.from({ length: 6 }, () => budget.nextWaitMs())).toEqual([500, 1000, 2000, 4000, 8000, null]);
  });
});

describe('environment of our processes', () => {
  it('passes what is listed and nothing that could change what runs', () => {
    const given = processEnv({
      PATH: '/bin',
      HTTPS_PROXY: 'http://proxy:1',
      NODE_OPTIONS: '--require evil',
      ELECTRON_RUN_AS_NODE: '1',
      LD_PRELOAD: '/evil.so',
      DYLD_INSERT_LIBRARIES: '/evil.dylib',
      AWS_SECRET_ACCESS_KEY: 'x',
      TIGER_SQLITE_BINDING: '/x',
    });
    expect(given).toEqual({ PATH: '/bin', HTTPS_PROXY: 'http://proxy:1' });
  });
});
