import { expect, test } from 'vitest';
import type { RunRecord } from '../harness/model/trace/run-record.ts';
import { reporterNamed, reporters } from './index.ts';
import { summarize } from './summary/summarize.ts';
import { doubleBooking, sampleMeta, sampleRun } from './testing/sample-runs.ts';

const check = 'exactly-once';
const signature = 'flights POST /book: 2 effects for 1';

/** A failing run that two more runs of its plan did not bear out. */
const alone = (seed: number): RunRecord => {
  const run = doubleBooking({ seed });
  return { ...run, shrunk: [{ check, signature, run, notAgainIn: 2 }] };
};

const shown = (name: string, runs: readonly RunRecord[]) =>
  reporterNamed(name).render(summarize(runs, sampleMeta()));

test.for(reporters)('$name says that a failure did not come again', ({ name }) => {
  const isFact = name === 'json';
  const first = isFact ? '"notAgainIn": 2' : '1 of 3 runs, not reproduced';
  expect(shown(name, [alone(1)])).toContain(first);
  const second = isFact ? '"notAgainIn": 2' : '1 of 4 runs, not reproduced';
  expect(shown(name, [sampleRun({ seed: 9 }), alone(1)])).toContain(second);
});

test('a failure that two runs show has come again', () => {
  expect(shown('text', [alone(1), alone(2)])).toContain('2 of 2 runs, shown');
  expect(shown('text', [alone(1), alone(2)])).not.toContain('not reproduced');
});

test('it fails all the same', () => {
  expect(summarize([alone(1)], sampleMeta())).toMatchObject({
    result: 'fail',
    findings: [{ count: 1, ofRuns: 1, notAgainIn: 2 }],
  });
});
