import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exploreCommand } from './cli/explore.ts';
import { matrixCommand } from './cli/matrix.ts';
import { mcpCommand } from './cli/mcp/mcp-verb.ts';
import { proxyCommand } from './cli/proxy.ts';
import { replayCommand } from './cli/replay.ts';
import { runCommand } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';
import { catalogue } from './faults/catalogue.ts';
import { slow } from './faults/index.ts';
import { makeFault } from './harness/plans/define.ts';
import { parametersOf } from './harness/plans/parameters.ts';

/** Options that are numbers and no lengths of time; a new one is listed here, or is a `duration`. */
const counts = new Set(
  `atOnce budget calls callsPerOp chance concurrencyLimit contextTokens coverageFloor cpus depth effects extend input maxAttempts
  memoryMb most output port ports queue requestsPerMinute runs
  samples seed shape tokens tokensPerMinute inputTokensPerMinute outputTokensPerMinute weight workers fits`.split(
    /\s+/,
  ),
);
const flagsOfCounts = [
  'budget',
  'depth',
  'keep-runs',
  'port',
  'runs',
  'samples',
  'seed',
  'workers',
];
const otherUnits = /^(ns|us|s|sec|seconds?|min|minutes?|h|hours?|days?)$/;

const verbs = [
  exploreCommand,
  matrixCommand,
  mcpCommand,
  proxyCommand,
  replayCommand,
  runCommand,
  serveCommand,
];

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^(index|verify|harness\/.*)\.ts$/.test(file))
  .filter((file) => !file.endsWith('.test.ts'));

/** What each option is, by the line of its shape: `deadline: duration`. */
const options = sources.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(kindOf())].map(([, name = '', kind = '']) => ({
    name,
    kind,
  })),
);

function kindOf(): RegExp {
  return /\b(\w+): (?:recordOf\(\s*)?(?:either\(\s*)?(amount\(|whole\(|durationTo\(|duration\b)/g;
}

describe('a length of time is a Duration', () => {
  test('in every option', () => {
    expect(options.length).toBeGreaterThan(20);
    const numbers = options.filter(({ kind }) => !kind.startsWith('duration'));
    const unknown = numbers.map(({ name }) => name).filter((name) => !counts.has(name));
    expect(unknown, 'a `duration`, or among `counts` of this file').toEqual([]);
    const times = options.filter(({ kind }) => kind.startsWith('duration'));
    expect(times.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['deadline', 'rest', 'within', 'late', 'window', 'first', 'gap']),
    );
    expect(times.map(({ name }) => name).filter((name) => /Ms$|^ms$/.test(name))).toEqual([]);
  });

  test('in every parameter of a fault, which plans hold in ms', () => {
    let times = 0;
    for (const kind of catalogue.kinds) {
      for (const { name, unit, range } of parametersOf(kind)) {
        expect(unit, `${kind.name}: ${name}`).not.toMatch(otherUnits);
        expect(/^ms$|Ms$/.test(name), `${kind.name}: ${name}`).toBe(unit === 'ms');
        if (unit !== 'ms') continue;
        if (range.kind !== 'whole' && range.kind !== 'number')
          throw new Error(`${name} is no number`);
        const ms = Math.min(range.max, 60_000);
        expect(makeFault(kind, { [name]: `${ms / 1000} s` }).params[name]).toBe(ms);
        expect(makeFault(kind, { [name]: ms }).params[name]).toBe(ms);
        times += 1;
      }
    }
    expect(times).toBeGreaterThan(8);
  });

  test('in the window of a target', () => {
    const { when } = slow().at('tool', { ms: ['1 s', 2_500] });
    expect(when).toEqual({ ms: [1_000, 2_500] });
    expect(() => slow().at('tool', { ms: ['2 s', '1 s'] })).toThrow(/0 <= from <= to/);
  });

  test('in every flag of the command', () => {
    const all = verbs.flatMap((verb) => verb(() => {}).options);
    const numeric = all.filter(({ flags }) => / <(n|s|ms|seconds|number|count)>/.test(flags));
    const names = numeric.map((option) => option.name());
    expect(names.filter((name) => !flagsOfCounts.includes(name))).toEqual([]);
    expect(all.map((option) => option.name())).toEqual(expect.arrayContaining(['time', 'shrink']));
    for (const flag of all.filter((option) => ['time', 'shrink'].includes(option.name()))) {
      expect(() => flag.parseArg?.('600', undefined)).toThrow(/30s/);
      expect(flag.parseArg?.('10min', undefined)).toBe(600_000);
    }
  });
});
