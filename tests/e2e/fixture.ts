import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { launchApp, type RunningApp } from './launch-app.ts';

interface Fixtures {
  /** A folder of its own for the test's app; removed afterwards. */
  readonly homeDir: string;
  /** The built app, started and ended for this test. */
  readonly app: RunningApp;
}

export const test = base.extend<Fixtures>({
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
