import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Tests that leave nothing behind in their process that others would see. */
const shared = [
  '{bench,faults,reports,scenarios}/**/*.test.ts',
  'harness/{checkers,model,points,provider,proxy,run,stats}/**/*.test.ts',
  // That one keeps the real clock for itself, from before any run.
  'harness/search/!(difference).test.ts',
];

/** Tests of the command, which is packed before they begin. */
const command = 'cli/**/*.test.ts';

const config: ViteUserConfig = defineConfig({
  test: {
    pool: 'forks',
    // Vitest would leave one processor idle.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    // Tests that run at once start processes: more than the machine has cores only slows them.
    maxConcurrency: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'command',
          include: [command],
          globalSetup: 'cli/testing/built-package.ts',
          isolate: false,
        },
      },
      // A process of its own for each file would take longer than most of these do.
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['**/*.test.ts'],
          exclude: ['node_modules', 'dist', command, ...shared],
        },
      },
    ],
  },
});

export default config;
