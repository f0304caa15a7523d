import { defineConfig } from 'vitest/config';

const everyProject = {
  setupFiles: ['tests/support/fail-on-console.ts'],
  restoreMocks: true,
  unstubEnvs: true,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...everyProject,
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/architecture.test.ts'],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          ...everyProject,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/eval/**/*.test.ts'],
          // These start real processes and servers: one file at a time, so that two cores are enough.
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
