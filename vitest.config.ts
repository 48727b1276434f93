import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Tests that touch nothing outside of their process, nor anything of it that others would see. */
const pure = [
  '{bench,faults,reports,scenarios}/**/*.test.ts',
  'harness/{checkers,model,points,provider,stats}/**/*.test.ts',
  // That one keeps the real clock for itself, from before any run.
  'harness/search/!(difference).test.ts',
];

const config: ViteUserConfig = defineConfig({
  test: {
    pool: 'forks',
    // Vitest would leave one processor idle.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    // Tests that run at once start processes: more than the machine has cores only slows them.
    maxConcurrency: 2,
    projects: [
      // A process of its own for each file would take longer than most of these do.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['**/*.test.ts'],
          exclude: ['node_modules', 'dist', ...pure],
        },
      },
    ],
  },
});

export default config;
