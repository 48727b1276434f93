import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist'],
    pool: 'forks',
    // Vitest would leave one processor idle.
    maxWorkers: availableParallelism(),
    testTimeout: 30_000,
    // Tests that run at once start processes: more than the machine has cores only slows them.
    maxConcurrency: 2,
  },
});

export default config;
