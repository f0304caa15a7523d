import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { openVirtualDisplay } from '../../scripts/bootstrap/display.mjs';
import { launchApp, type RunningApp } from './launch-app.ts';

interface Fixtures {
  /** A folder of its own for the test's app; removed afterwards. */
  readonly homeDir: string;
  /** The built app, started and ended for this test. */
  readonly app: RunningApp;
}

interface WorkerFixtures {
  /** The first worker's is the one that was given; each other one opens a display, which its apps inherit. */
  readonly display: string | undefined;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: see homeDir.
    async ({}, use, { parallelIndex }) => {
      if (parallelIndex === 0) return use(process.env['DISPLAY']);
      const { env, close } = await openVirtualDisplay();
      process.env['DISPLAY'] = env['DISPLAY'];
      await use(env['DISPLAY']);
      close();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and there are none.
  homeDir: async ({}, use) => {
    const homeDir = mkdtempSync(join(tmpdir(), 'tiger-e2e-'));
    await use(homeDir);
    rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 });
  },
  app: async ({ homeDir }, use, testInfo) => {
    const app = await launchApp({ homeDir });
    try {
      await use(app);
    } finally {
      await app.close();
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach('app output', { body: app.output(), contentType: 'text/plain' });
    }
  },
});
