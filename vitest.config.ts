import { defineConfig } from 'vitest/config';

const everyProject = {
  setupFiles: ['tests/support/fail-on-console.ts'],
  restoreMocks: true,
  unstubEnvs: true,
  // What comes at all comes in milliseconds; on a machine that is busy with something else it may take seconds.
  expect: { poll: { timeout: 20_000, interval: 5 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...everyProject,
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/architecture.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...everyProject,
          name: 'endurance',
          // Long runs that mostly wait for processes: `npm test` makes them beside the integration tests.
          include: ['tests/endurance/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...everyProject,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/eval/**/*.test.ts'],
          // These start real processes and servers: one file at a time, so that two cores are enough.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
