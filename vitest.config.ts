import { globSync } from 'node:fs';
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

const isLong = process.env['BROWNOUT_LONG'] !== undefined;

/**
 * Tests for `npm run test:long` alone: those that load an agent over time, wait for the real clock,
 * need containers or a browser, install the package anew, or make many runs through the command.
 */
const later = [
  'bench/against-chance.test.ts',
  'cli/{action,agents-under-load,doubtful-search,drawn,explore,explore-mistakes,explored-plan,flat-memory,guides,load,load-workers,loading,matrix,merge,merge-load,never-a-pass,never-yields,otlp,own-checks,package,planted-keys,reader-gone,report-page,run-findings,run-repro,secrets,shrink-limit,skipped,verify,watch}.test.ts',
  'cli/{curves,mcp,terminal}/*.test.ts',
  'docker/*.test.ts',
  'harness/load/*{load,-memory,-targets,-gone,-wire,streams,autocannon,metastability}.test.ts',
  'harness/load/{capacity/*,curves/{sweep,bounds-of-sweep},gates/{bound-gates,gate-watch},parts/merged-load,recovery/herds,tipping/find-tipping-point}.test.ts',
  'harness/run/{containers,declared-hosts,folders/files,on-wire/late-landing}.test.ts',
  'harness/search/{executor/forked,explore/cuts,observe/difference}.test.ts',
  'harness/wire/{agent/{compose,container},ask/{contract,queue/redelivery},docker/{guard,host}}.test.ts',
  'reports/compare/load/compare-loads.test.ts',
  'scenarios/determinism.test.ts',
  'testing/{fuzz/{fuzz,leaks},gallery/*,ways-in/*}.test.ts',
];

/** Tests that `npm run test:long` takes further than `npm test`. */
const further = [
  'cli/readme.test.ts',
  'harness/search/prune/rules.test.ts',
  'scenarios/{determinism,hunt,judged-again,matrix,parity}.test.ts',
  'testing/{agents/*,fuzz}/*.test.ts',
];

/** Tests that are not made this time. */
const left = isLong
  ? globSync('**/*.test.ts', { exclude: ['**/node_modules', 'dist'] }).filter(
      (file) => ![...later, ...further].some((glob) => path.matchesGlob(file, glob)),
    )
  : later;

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
          exclude: ['**/node_modules/**', ...left],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: '2 apart',
          include: ['**/*.test.ts'],
          exclude: ['node_modules', 'dist', command, ...long, ...brief, ...left],
        },
      },
      // A process of its own for each file would take longer than most of the others do.
      {
        extends: true,
        test: {
          name: '3 command',
          include: [command],
          exclude: ['node_modules', ...left],
          globalSetup: 'cli/testing/built-package.ts',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: '4 brief',
          include: brief,
          exclude: ['node_modules', ...long, ...left],
          isolate: false,
        },
      },
    ],
  },
});

export default config;
