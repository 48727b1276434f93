import { expect, test } from 'vitest';
import { degrades } from '../../checks/degrades.ts';
import { traceBuilder, type TraceBuilder } from '../../checks/trace-builder.ts';
import { check } from '../../model/trace/checker.ts';
import { eventsOf, type Disposition, type Trace } from '../../model/trace/trace.ts';
import { notApplicable, passed, unknown } from '../../model/trace/verdict.ts';
import { judge, restingOnReading } from './judge.ts';
import { readingsOf } from './readings.ts';

/** Ends a task with words that may be meant in more than one way. */
function says(
  trace: TraceBuilder,
  task: string,
  ...[disposition, ...mayBe]: readonly Disposition[]
) {
  if (disposition === undefined) throw new Error('no way to mean it');
  const ending = { how: 'answered', answer: `words of ${task}`, correct: null } as const;
  return trace.add({ kind: 'task.end', task, ending: { ...ending, disposition, mayBe } });
}

/** Two tasks with one input; the first finds the flights down, the second the hotels, too. */
function twins(first: readonly Disposition[], second: readonly Disposition[]): Trace {
  const down = { outcome: 'failed' as const };
  const a = traceBuilder().task('a', { input: 'trip' }).call('flights', 'GET /', down);
  const both = says(a, 'a', ...first).task('b', { input: 'trip' });
  const b = both.call('flights', 'GET /', down).call('hotels', 'GET /', down);
  return says(b, 'b', ...second).trace();
}

const any = degrades(() => ['full', 'degraded', 'abstained']);

test.each<[string, readonly Disposition[], readonly Disposition[], string]>([
  ['agree, and are clear', ['degraded'], ['degraded'], 'pass'],
  ['agree in each reading, and not in mixed ones', ['degraded', 'full'], ['degraded', 'full'], 'unknown'],
  ['agree whatever the one means', ['full', 'degraded'], ['degraded'], 'pass'],
  ['agree in all meanings but the third', ['degraded'], ['degraded', 'abstained', 'full'], 'unknown'],
  ['never agree', ['degraded', 'abstained'], ['full'], 'fail'],
])('of two answers that %s', (_, first, second, result) => {
  const judged = judge(twins(first, second), [any]);
  expect(judged.result).toBe(result);
  const [verdict] = judged.verdicts;
  if (result === 'unknown') {
    expect(verdict?.verdict).toMatchObject({
      result,
      reason: expect.stringMatching(/words of [ab].*may be degraded or /),
    });
  }
}); // prettier-ignore

/** A check that says this of each way in which the only answer may be meant. */
const by = (rulings: Partial<Record<Disposition, ReturnType<typeof unknown>>>) =>
  check('by', (trace) => {
    const [end] = eventsOf(trace, 'task.end');
    const read = end?.ending.how === 'answered' ? end.ending.disposition : 'failed';
    return rulings[read] ?? passed;
  });

test('a pass that another reading would not give is none', () => {
  const told = (...ways: readonly Disposition[]) => says(traceBuilder().task('a'), 'a', ...ways);
  const result = (rulings: Parameters<typeof by>[0]) => {
    const judged = judge(told('full', 'degraded').trace(), [by(rulings)]);
    return [judged.result, judged.verdicts[0]?.verdict.result];
  };
  expect(result({})).toEqual(['pass', 'pass']);
  expect(result({ degraded: unknown('who knows') })).toEqual(['unknown', 'unknown']);
  expect(result({ full: unknown('who knows') })).toEqual(['unknown', 'unknown']);
  // Nothing to judge is no doubt of what was judged, but of a run in which nothing else was.
  expect(result({ degraded: notApplicable('nothing') })).toEqual(['unknown', 'pass']);
  const beside = [by({ degraded: notApplicable('nothing') }), check('other', () => passed)];
  expect(judge(told('full', 'degraded').trace(), beside).result).toBe('pass');
});

test('of many answers in doubt each is read alone, and all together, in so many readings', () => {
  const many = (count: number) => {
    let trace = traceBuilder();
    for (let n = 0; n < count; n += 1) trace = says(trace.task(`t${n}`), `t${n}`, 'full', 'failed');
    return readingsOf(trace.trace()).map((read) =>
      eventsOf(read, 'task.end').filter(({ ending }) => 'disposition' in ending && ending.disposition === 'failed')
        .map(({ task }) => task),
    ); // prettier-ignore
  };
  expect(many(0)).toEqual([[]]);
  expect(many(2)).toEqual([[], ['t1'], ['t0'], ['t0', 't1']]);
  const some = many(40);
  for (let n = 0; n < 40; n += 1) expect(some).toContainEqual([`t${n}`]);
  expect(some.map(({ length }) => length)).toContain(40);
  const lots = many(1_000);
  expect(lots.length).toBeLessThan(100);
  expect(new Set(lots.filter(({ length }) => length < 1_000).flat()).size).toBe(1_000);
});

test('what rests on the reading is known from the trace', () => {
  const trace = says(traceBuilder().task('a'), 'a', 'failed').trace();
  const checks = [check('no failure', (one) => eventsOf(one, 'task.end').every(({ ending }) =>
    ending.how !== 'answered' || ending.disposition !== 'failed')),
    check('never', () => false)]; // prettier-ignore
  const { verdicts } = judge(trace, checks);
  expect(restingOnReading(trace, checks, verdicts)).toEqual(['no failure']);
  expect(restingOnReading({ ...trace, reader: 'own' }, checks, verdicts)).toEqual([]);
});
