import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Each test drives an app of its own and mostly waits for it; two at once keep two cores busy. Each has a display of
  // its own then (tests/e2e/fixture.ts), since on one they would take the keyboard from each other.
  workers: process.env['TIGER_DISPLAY_EACH'] === undefined ? 1 : 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
