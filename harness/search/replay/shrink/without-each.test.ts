import { expect, test } from 'vitest';
import { lostReply, outage } from '../../../../faults/index.ts';
import { traceBuilder } from '../../../checks/trace-builder.ts';
import type { Plan } from '../../../model/fault/plan.ts';
import type { RunRecord } from '../../../model/trace/run-record.ts';
import {
  failed,
  notApplicable,
  passed,
  unknown,
  type Verdict,
} from '../../../model/trace/verdict.ts';
import { withoutEach } from './without-each.ts';

const pair: Plan = [lostReply().at('flights'), outage().at('hotels')];
const failure = failed('booked twice', [], 'twice');

/** A record in which the first strike struck, or none. */
function recordOf(plan: Plan, verdict: Verdict, isStruck = true): RunRecord {
  const trace = traceBuilder({ plan })
    .task('t1')
    .call('flights', 'POST /book', isStruck ? { hit: 0 } : {});
  const result = verdict.result === 'not-applicable' ? 'pass' : verdict.result;
  return {
    version: 2,
    id: 'r',
    family: '',
    file: '',
    trace: trace.answer('Booked.').trace(),
    verdicts: [{ check: 'mine', verdict }],
    outcomes: [],
    result,
    why: null,
    output: [],
    repro: null,
    tookMs: 1,
  };
}

/** What is said without each strike of the pair, where a plan so long comes to this record. */
const said = (runOf: (plan: Plan) => RunRecord | null) =>
  withoutEach(
    { plan: pair },
    {
      runOf: (plan) => Promise.resolve(runOf(plan)),
      fails: () => Promise.resolve(null),
      count: () => 0,
    },
    { check: 'mine', isSame: ({ verdicts }) => verdicts[0]?.verdict === failure },
  );

test('each verdict has a word of its own, and a run that was not made another', async () => {
  const words = new Map<Verdict, string>([
    [passed, 'passes'],
    [failure, 'fails'],
    [failed('lost', [], 'lost'), 'differs'],
    [notApplicable('nobody asked'), 'idle'],
    [unknown('truncated'), 'unknown'],
  ]);
  for (const [verdict, word] of words) {
    expect(await said((plan) => recordOf(plan, verdict))).toEqual([word, word]);
  }
  expect(await said(() => null)).toEqual(['not-tried', 'not-tried']);
});

test('a check that the run was not asked is not said to pass', async () => {
  expect(await said((plan) => ({ ...recordOf(plan, passed), verdicts: [] }))).toEqual([
    'unknown',
    'unknown',
  ]);
});

test('where what is left strikes nothing, the run without faults tells', async () => {
  const missing = (verdict: Verdict) => (plan: Plan) =>
    plan.length === 0
      ? recordOf([], verdict, false)
      : recordOf(plan, unknown('never struck'), false);
  expect(await said(missing(passed))).toEqual(['passes', 'passes']);
  expect(await said(missing(failure))).toEqual(['fails', 'fails']);
});
