import { beforeAll, describe, expect, test } from 'vitest';
import { alwaysFail } from '../harness/model/trace/outcome.ts';
import type { RunRecord } from '../harness/model/trace/run-record.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { judge } from '../harness/run/verdict/judge.ts';
import {
  api,
  check,
  completes,
  failed,
  hang,
  http,
  HttpResponse,
  inProcess,
  notApplicable,
  passed,
  run,
  scenario,
  slow,
} from '../index.ts';
import { exitCodeOf } from '../reports/summary/exit-code.ts';
import { reporterNamed } from '../reports/index.ts';
import { inTest } from '../reports/vitest/in-test.ts';
import { summarize } from '../reports/summary/summarize.ts';
import type { Summary } from '../reports/summary/summary.ts';
import { all, parseMarkup } from '../reports/testing/markup.ts';
import { showProgress } from './terminal/progress.ts';
import type { Job } from './suite/job.ts';

const shop = api(() => [http.get('/item', () => HttpResponse.json({ price: 3 }))]);

/** An agent that asks the shop once, and waits for as long as it takes. */
function asking(title: string, more: Partial<Parameters<typeof scenario>[1]> = {}): Scenario {
  return scenario(title, {
    points: { shop },
    system: inProcess((at) => async () => {
      const reply = await fetch(`${at.url('shop')}/item`);
      return { status: 'done', ...((await reply.json()) as object) };
    }),
    tasks: [{ input: 'What is it?' }],
    plan: [slow({ ms: 10 }).at('shop')],
    checks: [completes()],
    ...more,
  });
}

/** What may come of a scenario, and what each part of a report makes of it alone. */
interface Member {
  readonly name: string;
  readonly scenario?: Scenario;
  /** Gravest last: 3 of an inconclusive one is less grave than 1. */
  readonly code: 0 | 1 | 2 | 3 | 4;
  readonly junit: {
    readonly failures: number;
    readonly errors: number;
    readonly unknown: number;
    readonly inapplicable?: number;
  };
}

const neverApplies = check('about-waits', () => notApplicable('nobody was told to wait'));

/** Checks of outcomes that always fail, beside the steady state and the scenario's own. */
const builtIn = alwaysFail.length;

const members: readonly Member[] = [
  {
    name: 'pass',
    scenario: asking('pass'),
    code: 0,
    junit: { failures: 0, errors: 0, unknown: 0 },
  },
  {
    name: 'fail',
    scenario: asking('fail', { checks: [check('never', () => failed('never holds'))] }),
    code: 1,
    junit: { failures: 1, errors: 0, unknown: 0 },
  },
  {
    name: 'unknown',
    scenario: asking('unknown', { plan: [slow().at('shop', { calls: 9 })] }),
    code: 3,
    junit: { failures: 0, errors: 0, unknown: 2 + builtIn },
  },
  {
    name: 'not applicable',
    scenario: asking('not applicable', { checks: [neverApplies] }),
    code: 3,
    junit: { failures: 0, errors: 0, unknown: 1, inapplicable: 1 },
  },
  {
    name: 'not applicable beside a pass',
    scenario: asking('not applicable beside a pass', { checks: [completes(), neverApplies] }),
    code: 0,
    junit: { failures: 0, errors: 0, unknown: 0, inapplicable: 1 },
  },
  {
    name: 'hung',
    scenario: asking('hung', { plan: [hang().at('shop')], deadline: '60 s' }),
    code: 1,
    // By the check of the scenario, and by the outcome itself.
    junit: { failures: 2, errors: 0, unknown: 0 },
  },
  {
    name: 'harness error',
    scenario: asking('harness error', { checks: [check('always', () => passed)] }),
    code: 4,
    junit: { failures: 0, errors: 1, unknown: 2 + builtIn },
  },
  { name: 'not loaded', code: 2, junit: { failures: 0, errors: 1, unknown: 0 } },
];

/** Gravest first. */
const byGravity = [4, 2, 1, 3, 0] as const;

const records = new Map<string, RunRecord>();

beforeAll(async () => {
  for (const { name, scenario: one } of members) {
    if (!one) continue;
    const record = await run(one, { mode: 'sim', seed: 1 });
    records.set(name, name === 'harness error' ? spoiled(record, one) : record);
  }
});

/** The same run, had Brownout itself gone wrong at its end. */
function spoiled(record: RunRecord, { checks }: Scenario): RunRecord {
  const { events } = record.trace;
  const { atMs = 0 } = events.at(-1) ?? {};
  const error = { seq: events.length, atMs, kind: 'harness.error', message: 'boom' } as const;
  const trace = { ...record.trace, events: [...events, error] };
  return { ...record, trace, ...judge(trace, checks) };
}

function summaryOf(some: readonly Member[]): Summary {
  const errors = some.some(({ name }) => name === 'not loaded')
    ? [{ file: 'x.scenario.ts', message: 'a mistake in it' }]
    : [];
  const runs = some.flatMap(({ name }) => records.get(name) ?? []);
  return summarize(runs, { ...inTest(1), errors });
}

const strict = { allowUnknown: false };
const lenient = { allowUnknown: true };

/** All ways to take some of the members. */
const suites = Array.from({ length: 2 ** members.length - 1 }, (_, at) =>
  members.filter((__, place) => ((at + 1) >> place) % 2 === 1),
);

describe('a suite of all that may come', () => {
  test.for(suites.map((some) => [some.map(({ name }) => name).join(', '), some] as const))(
    '%s',
    ([, some]) => {
      const summary = summaryOf(some);
      const codes = some.map(({ code }) => code);
      const gravest = byGravity.find((code) => codes.includes(code));
      expect(exitCodeOf(summary, strict)).toBe(gravest);
      expect(exitCodeOf(summary, lenient)).toBe(gravest === 3 ? 0 : gravest);

      const root = parseMarkup(reporterNamed('junit').render(summary));
      const sum = (name: keyof Member['junit']) =>
        some.reduce((total, { junit }) => total + (junit[name] ?? 0), 0);
      expect(root.attributes).toMatchObject({
        failures: String(sum('failures')),
        errors: String(sum('errors')),
        skipped: String(sum('unknown') + sum('inapplicable')),
      });
      const counts = all(root, 'property').filter(
        ({ attributes }) => attributes['name'] === 'unknown',
      );
      const unknown = counts.reduce(
        (total, { attributes }) => total + Number(attributes['value']),
        0,
      );
      expect(unknown).toBe(sum('unknown'));
    },
  );

  test('every format has unknown as a cell and a count of its own', () => {
    const summary = summaryOf(members);
    expect(summary.totals).toMatchObject({ passed: 2, failed: 2, inconclusive: 3, runs: 7 });
    const text = reporterNamed('text').render(summary);
    expect(text).toMatch(/^ {2}unknown {2}unknown /m);
    expect(text).toContain('2 passed, 2 failed, 3 inconclusive (7 runs');
    const markdown = reporterNamed('markdown').render(summary);
    expect(markdown).toContain('| unknown | scenarios | unknown | 1 |');
    expect(markdown).toContain('**2 passed, 2 failed, 3 inconclusive**');
    const page = reporterNamed('html').render(summary);
    expect(page).toMatch(/<span class="verdict unknown"><button [^>]*>unknown<\/button><\/span>/);
    expect(page).toMatch(/<dt>inconclusive<\/dt><dd class="doubt">3<\/dd>/);
  });

  test('runs of one scenario that end in different ways are each counted', () => {
    const [good, bad, lost] = ['pass', 'fail', 'unknown'].map((name) => {
      const record = records.get(name);
      if (!record) throw new Error(`no ${name}`);
      return { ...record, trace: { ...record.trace, scenario: 'one claim' } };
    });
    const runs = [good, good, bad, lost, lost, lost].flatMap((one) => one ?? []);
    const summary = summarize(runs, inTest(1));
    const words = '1 failed, 3 unknown, 2 passed';
    for (const name of ['text', 'markdown', 'html']) {
      expect(reporterNamed(name).render(summary)).toContain(words);
    }
    const lines: string[] = [];
    const on = { doing: () => {}, did: (line: string) => lines.push(line) };
    const notes = runs.map(({ result }) => ({
      scenario: 'one claim',
      result,
      runs: 1,
      records: [],
    }));
    const ended = {
      what: 'file',
      title: 'a',
      file: 'a',
      filesDone: 1,
      files: 1,
      errors: [],
    } as const;
    showProgress({ ...on, color: false, width: 80, say: () => {}, done: () => {} }, {
      verb: 'run',
    } as Job)({ ...ended, notes });
    expect(lines).toEqual([`  FAIL     one claim  (6 runs, ${words})`]);
  });
});
