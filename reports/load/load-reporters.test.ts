import { describe, expect, it, test } from 'vitest';
import { fifo } from '../../harness/load/fifo-fixture.ts';
import { traceBuilder } from '../../harness/checks/trace-builder.ts';
import { load } from '../../harness/load/load.ts';
import { loadReportSchema } from '../../harness/model/load/load-report.ts';
import { parseMarkup } from '../testing/markup.ts';
import { hostile } from '../testing/sample-runs.ts';
import type { LoadContext } from './load-reporter.ts';
import { loadReporterNamed, loadReporters } from './load-reporters.ts';

const phases = { baseline: '25 s', fault: '25 s', recovery: '30 s' } as const;
const slo = { goodput: '>= 99 %', recovery: '<= 1 s' };
const report = await load(fifo({ retries: 3 }), { seed: 1, load: { rate: 25, phases, slo } });
const context: LoadContext = {
  command: 'npx brownout load orders.scenario.ts --rate 25',
  startedAtMs: Date.UTC(2026, 10, 29),
};

test('formats have names and files of their own, and are found by name', () => {
  expect(new Set(loadReporters.map(({ name }) => name)).size).toBe(loadReporters.length);
  expect(new Set(loadReporters.map(({ file }) => file)).size).toBe(loadReporters.length);
  expect(loadReporterNamed('junit').file).toBe('load.junit.xml');
  expect(() => loadReporterNamed('pdf')).toThrow(/text, json, junit, markdown, html, otel.*"pdf"/);
});

describe.each(
  loadReporters.filter(({ name }) => name !== 'otel').map((one) => [one.name, one] as const),
)('the %s format', (_, { render }) => {
  const plain = (text: string) => text.replaceAll('&gt;', '>').replaceAll('&lt;', '<');
  it('tells of each gate that fails, and why', () => {
    const failed = report.gates.filter(({ result }) => result === 'fail');
    expect(failed.length).toBeGreaterThan(0);
    const text = plain(render(report, context)).replaceAll(/\s+/g, ' ');
    for (const { gate, reason } of failed) {
      expect(text).toContain(gate);
      expect(text).toContain(reason.slice(0, 20));
    }
  });

  it('says of a load that was invalid, in doubt or stopped that nothing can pass', () => {
    const odd = { ...report, invalid: ['tasks began late'], doubts: ['calls are of no task'] };
    const text = render(odd, context);
    expect(text).toContain('tasks began late');
    expect(text).toContain('calls are of no task');
  });

  it('gives the same bytes for the same report', () => {
    expect(render(report, context)).toBe(render(structuredClone(report), context));
  });

  it('lets no control character through', () => {
    const text = render({ ...report, scenario: hostile, invalid: [hostile] }, context);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('JUnit', () => {
  const { render } = loadReporterNamed('junit');
  const counts = (text: string) => /<testsuites [^>]*/.exec(text)?.[0] ?? '';

  test('a gate is a case: failed, skipped where unknown, passed', () => {
    const text = render(report, context);
    expect(() => parseMarkup(text)).not.toThrow();
    const having = (wanted: string) =>
      report.gates.filter(({ result }) => result === wanted).length;
    expect(counts(text)).toContain(`tests="${report.gates.length + 1}"`);
    expect(counts(text)).toContain(`failures="${having('fail')}" errors="0"`);
    expect(counts(text)).toContain(
      `skipped="${having('unknown') + (report.doubts.length > 0 ? 1 : 0)}"`,
    );
  });

  test('a load that was invalid is an error, no failure', () => {
    const gates = report.gates.map((one) => ({ ...one, result: 'unknown' as const }));
    const text = render({ ...report, gates, invalid: ['tasks began late'] }, context);
    expect(counts(text)).toContain('failures="0" errors="1"');
  });
});

describe('Markdown', () => {
  const text = loadReporterNamed('markdown').render(report, context);
  test('says how to see it again, what may be the cause, and what the worst tasks did', () => {
    expect(text).toContain('npx brownout load orders.scenario.ts --rate 25');
    expect(text).toMatch(/In fault it asks server \d\.\d\d times for each request, 1\.00 in the/);
    expect(text).toMatch(/slow \(.*\) at server.* struck \d+ times/);
    expect(text).toContain('## The worst tasks');
    expect(text).toMatch(/server POST \/work/);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  test('says of each of them what may be the cause, by what it did', () => {
    const told = { outcome: 'failed', retryAfterMs: '1 s' } as const;
    const built = traceBuilder().task('during-1').call('server', 'POST /work', told);
    const trace = built.call('server', 'POST /work').answer('No.', 'failed').trace();
    const kept = [{ ...report.kept[0]!, why: 'worst' as const, task: 'during-1', trace }];
    const said = loadReporterNamed('markdown').render({ ...report, kept }, context);
    expect(said).toContain(
      '- server POST /work asked for a rest of 1 s and was called again at once',
    );
  });

  test('looks for no cause where all is well', () => {
    const well = { ...report, result: 'pass' as const, kept: [] };
    const said = loadReporterNamed('markdown').render(well, context);
    expect(said).not.toContain('may be the cause');
  });
});

test('JSON is what its schema says', () => {
  const text = loadReporterNamed('json').render(report, context);
  expect(() => loadReportSchema.parse(JSON.parse(text))).not.toThrow();
});
