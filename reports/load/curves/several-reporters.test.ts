import { describe, expect, it, test } from 'vitest';
import { fifo } from '../../../harness/load/fifo-fixture.ts';
import { load } from '../../../harness/load/load.ts';
import type { Result } from '../../../harness/model/trace/verdict.ts';
import { parseMarkup } from '../../testing/markup.ts';
import {
  sampleCapacity,
  sampleCurve,
  sampleLevel,
  sampleTipping,
} from '../../testing/sample-curves.ts';
import { hostile } from '../../testing/sample-runs.ts';
import { loadsOfCapacity } from './loads-of-capacity.ts';
import { loadsOfCurve } from './loads-of-curve.ts';
import { loadsOfTipping } from './loads-of-tipping.ts';
import type { SeveralContext, SeveralLoads } from './several-loads.ts';
import { severalReporters, severalReporterNamed } from './several-reporters.ts';

const context: SeveralContext = {
  command: 'npx brownout load orders.scenario.ts --sweep slow.ms=1..40/2',
  startedAtMs: Date.UTC(2026, 10, 29),
  again: 'npx brownout load orders.scenario.ts --plan .brownout/curve.plan.json',
};
const phases = { baseline: '5 s', fault: '15 s' } as const;
const slo = { goodput: '>= 99 %' };
const shown = await load(fifo({ retries: 3 }), { seed: 1, load: { rate: 25, phases, slo } });

const curve = loadsOfCurve(sampleCurve, shown);
const capacity = loadsOfCapacity(sampleCapacity, shown);
const tipping = loadsOfTipping(sampleTipping, shown);
const all = [curve, capacity, tipping].map((loads) => [loads.stem, loads] as const);
const rendered = (name: string, loads: SeveralLoads) =>
  severalReporterNamed(name).render(loads, context);
const plain = (text: string) =>
  text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll(/\s+/g, ' ');

test('formats are found by name', () => {
  expect(severalReporterNamed('junit').file).toBe('junit.xml');
  expect(() => severalReporterNamed('htm')).toThrow(/text, json.*"htm".*mean html\?/);
});

describe.each(
  severalReporters.filter(({ name }) => name !== 'otel').map((one) => [one.name, one] as const),
)('the %s format', (name, { render }) => {
  it.each(all)('tells of a %s what it came to', (_, loads) => {
    const text = plain(render(loads, context));
    expect(text).toContain('books');
    const key = { curve: '1.5', capacity: '84', tipping: '25' }[loads.stem];
    expect(text).toContain(name === 'json' && loads.stem === 'curve' ? '1500' : key);
  });

  it('tells of a bound other than that on goodput that fails', () => {
    const failed = { gate: 'p99 <= 1 s', result: 'fail', reason: 'fails in 4 of 5 loads' } as const;
    const level = { ...sampleCurve.levels[0]!, bounds: [failed] };
    const levels = [level, ...sampleCurve.levels.slice(1)];
    const loads = loadsOfCurve({ ...sampleCurve, levels }, null);
    const text = plain(render(loads, context));
    expect(text).toContain('p99 <= 1 s');
    expect(text).toContain('fails in 4 of 5 loads');
  });

  it('lets no control character through', () => {
    const odd = loadsOfCurve({ ...sampleCurve, scenario: hostile, cut: hostile }, shown);
    const text = render(odd, { ...context, command: hostile });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('JUnit', () => {
  const counts = (loads: SeveralLoads) =>
    /<testsuites [^>]*/.exec(rendered('junit', loads))?.[0] ?? '';

  test('each level is a case: passed, failed, skipped where it is not known', () => {
    const unknown = sampleLevel(200, 0.93, { goodput: null, why: 'tasks began late' });
    const levels = [sampleCurve.levels[0]!, unknown, sampleCurve.levels[2]!];
    const loads = loadsOfCurve({ ...sampleCurve, levels }, null);
    const text = rendered('junit', loads);
    expect(() => parseMarkup(text)).not.toThrow();
    expect(loads.cases.map(({ result }) => result)).toEqual(['pass', 'unknown', 'fail']);
    expect(counts(loads)).toContain('tests="4" failures="1" errors="0" skipped="2"');
    expect(text).toContain('goodput >= 90 %, at slow.ms 1.5 s'.replace('>', '&gt;'));
    expect(text).toContain('tasks began late');
  });

  test('tasks that ended as none may fail their level, whatever its goodput', () => {
    const [first, ...others] = sampleCurve.levels;
    const runs = first!.runs.map((run, n) => ({ ...run, bad: n }));
    const loads = loadsOfCurve({ ...sampleCurve, levels: [{ ...first!, runs }, ...others] }, null);
    expect(loads.cases[0]).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('1 task'),
    });
  });

  test('a level whose tasks a check cannot tell does not pass', () => {
    const [first, ...others] = sampleCurve.levels;
    const undecided = ['discloses: cannot be told of 3 of 5 tasks'];
    const runs = first!.runs.map((run) => ({ ...run, undecided }));
    const loads = loadsOfCurve({ ...sampleCurve, levels: [{ ...first!, runs }, ...others] }, null);
    expect(loads.cases[0]).toMatchObject({ result: 'unknown', reason: undecided[0] });
    expect(rendered('text', loads)).toContain(`not known: slow.ms 100 ms: ${undecided[0]}`);
  });

  test('of a curve that was stopped, levels that were not made are skipped', () => {
    const levels = sampleCurve.levels.slice(0, 1);
    const loads = loadsOfCurve({ ...sampleCurve, levels, cut: 'stopped at level 2 of 3' }, null);
    expect(loads.cases.map(({ result }) => result)).toEqual(['pass', 'unknown', 'unknown']);
    expect(counts(loads)).toContain('failures="0" errors="0" skipped="3"');
  });

  test('loads that were not what they should be are an error', () => {
    const runs = sampleCurve.levels[0]!.runs.map((run) => ({ ...run, invalid: ['began late'] }));
    const level = { ...sampleCurve.levels[0]!, runs, goodput: null, why: 'began late' };
    expect(counts(loadsOfCurve({ ...sampleCurve, levels: [level] }, null))).toContain('errors="1"');
  });

  test.each<[Result, string]>([
    ['pass', 'failures="0" errors="0" skipped="0"'],
    ['fail', 'failures="1" errors="0" skipped="0"'],
    ['unknown', 'failures="0" errors="0" skipped="1"'],
  ])('a capacity that is %s', (result, words) => {
    expect(counts(loadsOfCapacity({ ...sampleCapacity, result }, null))).toContain(words);
  });

  test('each depth of a tipping point is a case', () => {
    expect(tipping.cases.map(({ result }) => result)).toEqual(['pass', 'fail', 'fail']);
    const frontier = [{ x: 10, returnsAtMs: 2000, tipsAtMs: null }];
    expect(loadsOfTipping({ ...sampleTipping, frontier }, null).cases).toMatchObject([
      { result: 'unknown' },
    ]);
  });
});

describe('Markdown', () => {
  test('says how to see it again, what may be the cause, and what tasks of the load that shows it did', () => {
    const text = rendered('markdown', curve);
    expect(text).toContain(context.command);
    expect(text).toContain(context.again);
    expect(plain(text)).toMatch(
      /At slow\.ms 1\.5 s, with slow\.ms 100 ms in brackets: 50 % of its/,
    );
    expect(text).toMatch(/In fault it asks server \d\.\d\d times for each request, 1\.00 in the/);
    expect(text).toMatch(/never hung|goodput.*in fault fails: /);
    expect(text).toContain('curve.load.json');
    expect(text).toMatch(/server POST \/work/);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  test('of a capacity it tells what differs between the rates; without such a load there is none', () => {
    const text = rendered('markdown', loadsOfCapacity(sampleCapacity, null));
    expect(text).toContain('At 84 tasks a second, with 80 in brackets');
    expect(text).not.toMatch(/The load that shows it|capacity\.load\.json/);
  });
});

test('spans are those of the load that shows it', () => {
  expect(rendered('otel', curve)).toContain('invoke_agent');
  const none = JSON.parse(rendered('otel', loadsOfCurve(sampleCurve, null))) as unknown;
  expect(none).toEqual({ resourceSpans: [] });
});
