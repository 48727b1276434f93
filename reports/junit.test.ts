import { describe, expect, it } from 'vitest';
import { junit } from './junit.ts';
import { summarize } from './summary/summarize.ts';
import { all, parseMarkup, textIn, type Element } from './testing/markup.ts';
import {
  doubleBooking,
  hostile,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from './testing/sample-runs.ts';
import { cleanSearch, sampleSearch } from './testing/sample-search.ts';

function parsed(...args: Parameters<typeof summarize>): Element {
  return parseMarkup(junit.render(summarize(...args)));
}

describe('JUnit XML', () => {
  const root = parsed(mixedRuns(), sampleMeta());
  const cases = all(root, 'testcase');
  const named = (name: string) => cases.find((one) => one.attributes['name'] === name);

  it('has a suite a family and a case a scenario and check', () => {
    expect(root.name).toBe('testsuites');
    expect(all(root, 'testsuite').map((suite) => suite.attributes['name'])).toEqual([
      'abstention',
      'partial-completion',
    ]);
    expect(cases).toHaveLength(7);
  });

  it('counts what it holds', () => {
    for (const one of [root, ...all(root, 'testsuite')]) {
      const count = (name: string) => String(all(one, name).length);
      expect(one.attributes).toMatchObject({
        tests: count('testcase'),
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
      });
    }
  });

  it('fails with the reason, and with the way to see it again', () => {
    const failing = named('books once, whatever is lost: exactly-once');
    const [failure] = failing ? all(failing, 'failure') : [];
    expect(failure?.attributes['message']).toContain('POST /book took effect 2 times');
    expect(failure && textIn(failure)).toContain('npx brownout replay');
  });

  it('skips what could not be judged, with the reason', () => {
    const doubtful = named('gives up in time: completes');
    const [skipped] = doubtful ? all(doubtful, 'skipped') : [];
    expect(skipped?.attributes['message']).toBe('unknown in 1 of 1 run: the fault never struck');
  });

  it('fails for each missed mutant, and errs for each file not loaded', () => {
    const errors = [{ file: 'x.scenario.ts', message: 'boom' }];
    const one = parsed([sampleRun()], sampleMeta({ matrix: sampleMatrix(false), errors }));
    expect(all(one, 'failure').map(({ attributes }) => attributes['message'])).toEqual([
      'exactly-once did not flag it',
    ]);
    expect(all(one, 'error').map(({ attributes }) => attributes['message'])).toEqual(['boom']);
  });

  it('carries hostile text as text', () => {
    const one = parsed(
      [doubleBooking({ scenario: hostile, family: hostile, file: hostile, output: [hostile] })],
      sampleMeta({ command: hostile }),
    );
    expect(all(one, 'b')).toEqual([]);
    expect(one.attributes['name']).toContain('</script><b>bold</b> ]]> <!-- & "quoted"');
  });

  it('has a failure for each way that a search found, and says how far it went', () => {
    const early = { stopped: 'time', scenario: 'another' } as const;
    const searches = [sampleSearch(), cleanSearch(early)];
    const one = parsed([], sampleMeta({ searches }));
    const [whole, found, stopped] = all(one, 'testcase');
    expect(whole?.attributes['name']).toBe('books once, whatever is lost: searched to the end');
    expect(whole && textIn(whole)).toContain('every reachable schedule of at most 2 faults');
    const [failure] = found ? all(found, 'failure') : [];
    expect(failure?.attributes['message']).toContain('POST /book took effect 2 times');
    expect(failure && textIn(failure)).toContain('npx brownout replay');
    expect(stopped && all(stopped, 'skipped')[0]?.attributes['message']).toContain('its time');
    expect(one.attributes).toMatchObject({ tests: '4', failures: '1', skipped: '2' });
  });
});
