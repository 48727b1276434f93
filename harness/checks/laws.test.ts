import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { harmWords } from '../../reports/harm/harm.ts';
import { checkMeanings } from '../../reports/words/meanings.ts';
import type { Checker } from '../model/trace/checker.ts';
import * as exported from './index.ts';
import { traceBuilder } from './trace-builder.ts';

/** What `index.ts` exports beside the checks. */
const helpers: ReadonlySet<string> = new Set([
  'check',
  'failed',
  'notApplicable',
  'outcomesOf',
  'passed',
  'promptsOf',
  'readTasks',
  'standardChecks',
  'struck',
  'unknown',
]);

/** The options of checks that need some. */
const options: Readonly<Record<string, readonly unknown[]>> = {
  bounded: [{ calls: 1 }],
  degrades: [() => 'full'],
};

const checks = Object.entries(exported).flatMap(([name, make]) =>
  helpers.has(name) ? [] : [[name, make as (...given: readonly unknown[]) => Checker] as const],
);

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, table = ''] = /^## Checks\n([^]*?)^## /m.exec(readme) ?? [];

/** A run that breaks every claim, its ids and times told by `salt`. */
function disaster(salt: string, lateMs: number) {
  const told = traceBuilder().wait(lateMs).phase('fault').task(`t${salt}`, { shouldAbstain: true });
  const limited = { outcome: 'failed', retryAfterMs: 50, hit: 0 } as const;
  const truth = { text: '', toolCalls: [{ arguments: `{"to":"Rome ${salt}"}` }] };
  told.call('model', 'chat', { outcome: 'broken', truth });
  told.call('flights', 'POST /book', { ...limited, input: { to: 'Ro' }, makes: `BK-1${salt}` });
  told.call('flights', 'POST /book', { ...limited, makes: `BK-2${salt}` });
  told.answer(`BA-0000000${salt}`, 'full', false).task(`u${salt}`).hang();
  return told.phase('recovery').task(`v${salt}`).fail(salt).trace();
}

describe.each(checks)('%s', (name, make) => {
  let checker: Checker;
  beforeAll(() => {
    checker = make(...(options[name] ?? []));
  });

  it('is a check: what is none is among the helpers here, and what needs options has some here', () => {
    expect(checker).toMatchObject({ name: expect.any(String), judge: expect.any(Function) });
  });

  it('is told of: a row of the README, a meaning and a harm', () => {
    const verdict = { result: 'fail', reason: '', evidence: [], signature: '' } as const;
    const trace = traceBuilder().trace();
    const harm = harmWords({ trace, check: checker.name, verdict, outcome: null });
    expect({
      'the table under Checks in README.md': table.includes(`| \`${name}\` |`),
      'reports/words/meanings.ts': Object.hasOwn(checkMeanings, checker.name),
      'reports/harm/harm.ts': !harm.includes(checker.name),
    }).toEqual({
      'the table under Checks in README.md': true,
      'reports/words/meanings.ts': true,
      'reports/harm/harm.ts': true,
    });
  });

  it('has a kebab-case name and cannot tell of an empty trace', () => {
    expect(checker.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(checker.judge(traceBuilder().trace()).result).toBe('unknown');
  });

  it('is pure: a trace saved and read gives the same verdict', () => {
    const trace = disaster('1', 0);
    const saved = JSON.parse(JSON.stringify(trace));
    expect(checker.judge(saved)).toEqual(checker.judge(trace));
  });

  it('fails with evidence and a signature free of ids and times', () => {
    const first = checker.judge(disaster('1', 0));
    const second = checker.judge(disaster('2', 77));
    if (first.result !== 'fail' || second.result !== 'fail')
      throw new Error(`${name} is ${first.result} of disaster(): add a step there that breaks it`);
    expect(first.evidence.length).toBeGreaterThan(0);
    expect(first.signature).toBe(second.signature);
    expect(first.signature.startsWith(`${checker.name}: `)).toBe(true);
  });
});
