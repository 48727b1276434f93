import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Tests of the command, which is packed before they begin. */
const command = 'cli/**/*.test.ts';

/** Tests that make thousands of runs, or runs in real time. */
const long = [
  '{bench,testing}/**/*.test.ts',
  'harness/search/{explore/explore,prune/rules}.test.ts',
  'scenarios/{determinism,hunt,matrix,parity}.test.ts',
];

/** Tests for `npm run test:long` alone, since they wait for the real clock, install the package anew, or try hundreds of loads. */
const later =
  process.env['BROWNOUT_LONG'] === undefined
    ? [
        'cli/{action,agents-under-load,explored-plan,flat-memory,guides,load-workers,never-yields,package,planted-keys}.test.ts',
        'cli/curves/tipping.test.ts',
        'cli/terminal/interrupt.test.ts',
        'docker/*.test.ts',
        'testing/fuzz/leaks.test.ts',
        'harness/load/{autocannon,fifo-on-wire,metastability,on-wire}.test.ts',
        'harness/run/{containers,on-wire/late-landing}.test.ts',
        'harness/wire/{agent/{compose,container},ask/{contract,queue/redelivery},docker/guard}.test.ts',
        'harness/load/tipping/find-tipping-point.test.ts',
        'testing/{gallery,ways-in}/*.test.ts',
      ]
    : [];

/** Tests that leave nothing behind in their process that others would see. */
const brief = [
  '{faults,reports,scenarios}/**/*.test.ts',
  'harness/{checks,model,plans,points,provider,proxy,run,stats}/**/*.test.ts',
  // That one keeps the real clock for itself, from before any run.
  'harness/search/**/!(difference).test.ts',
];

// Processes that tests start from source would each strip and compile all of it anew.
process.env['NODE_COMPILE_CACHE'] ??= path.join(tmpdir(), 'node-compile-cache');

const config: ViteUserConfig = defineConfig({
  test: {
    pool: 'forks',
    // One more than there are processors: many tests wait for a process or for the real clock.
    maxWorkers: availableParallelism() + 1,
    // Bounds what hangs; a test that is slow on a busy machine is none.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests that run at once start processes: more than the machine has cores only slows them.
    maxConcurrency: 2,
    // In the order of their names: long ones first and brief ones last, so that no processor is idle at the end.
    projects: [
      {
        extends: true,
        test: {
          name: '1 long',
          include: long,
          exclude: ['**/node_modules/**', ...later],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: '2 apart',
          include: ['**/*.test.ts'],
          exclude: ['node_modules', 'dist', command, ...long, ...brief, ...later],
        },
      },
      // A process of its own for each file would take longer than most of the others do.
      {
        extends: true,
        test: {
          name: '3 command',
          include: [command],
          exclude: ['node_modules', ...later],
          globalSetup: 'cli/testing/built-package.ts',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: '4 brief',
          include: brief,
          exclude: ['node_modules', ...long, ...later],
          isolate: false,
        },
      },
    ],
  },
});

export default config;
