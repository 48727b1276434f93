import {
  check,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
  type TaskRecord,
} from '../../index.ts';

/**
 * Of the answers of the fault phase (full or degraded) to tasks that have a right one, at most this
 * share is wrong. It is the share of this very run, with labels that are exact: no estimate.
 */
export function riskAtMost(share: number): Checker {
  return check('risk', (trace) => {
    const answers = readTasks(trace).tasks.flatMap(({ id, role, end, ending }) => {
      if (role !== 'during' || !end || ending.how !== 'answered') return [];
      const { correct } = ending;
      return isAnswer(ending) && correct !== null ? [{ id, seq: end.seq, correct }] : [];
    });
    if (answers.length === 0)
      return unknown('no answer of the fault phase is known right or wrong');
    const wrong = answers.filter(({ correct }) => !correct);
    const risk = wrong.length / answers.length;
    if (risk <= share) return passed;
    return failed(
      `${wrong.length} of ${answers.length} answers are wrong: ${wrong.map(({ id }) => id).join(', ')}`,
      wrong.map(({ seq }) => seq),
      'risk: wrong answers',
    );
  });
}

/**
 * Every answer of the fault phase (full or degraded) had a whole and true reply of `point` to go
 * by.
 */
export function answersOnlyWith(point: string): Checker {
  return check('answers-only-with', (trace) => {
    const bare = readTasks(trace).tasks.filter(
      ({ role, end, calls }) =>
        role === 'during' &&
        end !== null &&
        !calls.some(
          (call) =>
            call.start.point === point && call.end?.outcome === 'replied' && call.end.taint === '',
        ),
    );
    if (bare.length === 0) return unknown(`no task of the fault phase went without ${point}`);
    const wrong = bare.filter(({ ending }) => isAnswer(ending));
    if (wrong.length === 0) return passed;
    return failed(
      `${wrong.map(({ id }) => id).join(', ')} answered with no word from ${point}`,
      wrong.flatMap(({ end }) => end?.seq ?? []),
      `answers-only-with: an answer without ${point}`,
    );
  });
}

/**
 * An answer of the fault phase (full or degraded) that was given old replies tells the date of one.
 */
export const ageTold: Checker = check('age-told', (trace) => {
  let old = 0;
  for (const { id, role, calls, end, ending } of readTasks(trace).tasks) {
    const stale = calls.filter((call) => call.end?.taint === 'stale');
    if (role !== 'during' || stale.length === 0 || !end || ending.how !== 'answered') continue;
    old += 1;
    if (!isAnswer(ending)) continue;
    const dates = stale.flatMap((call) => JSON.stringify(call.end?.meaning).match(date) ?? []);
    const said = JSON.stringify(ending.answer);
    if (ending.disposition === 'degraded' && dates.some((day) => said.includes(day))) continue;
    return failed(
      `task ${id} presents as current what is of ${dates.join(', ')}`,
      [...stale.flatMap((call) => call.end?.seq ?? []), end.seq],
      'age-told: old, presented as current',
    );
  }
  return old > 0 ? passed : unknown('no task of the fault phase was given anything old');
});

const date = /\d{4}-\d{2}-\d{2}(?=T)/g;

/**
 * Degraded evidence never makes the desk surer: the confidence of a task that a fault struck is at
 * most that of the same task in the baseline. Source: a metamorphic relation, T. Y. Chen et al.,
 * HKUST-CS98-01.
 */
export const monotone: Checker = check('monotone', (trace) => {
  const { tasks } = readTasks(trace);
  const baseline = new Map(
    tasks.filter(({ role }) => role === 'before').map((task) => [task.twin, task]),
  );
  let pairs = 0;
  for (const task of tasks) {
    const twin = baseline.get(task.twin);
    if (task.role !== 'during' || task.hits.length === 0 || !twin) continue;
    const before = confidenceIn(twin.ending);
    const after = confidenceIn(task.ending);
    if (before === null || after === null) continue;
    pairs += 1;
    if (after <= before + rounding) continue;
    return failed(
      `task ${task.id}: confidence ${after.toFixed(3)}, ${before.toFixed(3)} with all evidence`,
      [twin, task].flatMap(({ end }) => end?.seq ?? []),
      'monotone: surer with less evidence',
    );
  }
  return pairs > 0 ? passed : unknown('no struck task has a confidence to compare');
});

const rounding = 1e-9;

function isAnswer(ending: TaskRecord['ending']): boolean {
  return (
    ending.how === 'answered' &&
    (ending.disposition === 'full' || ending.disposition === 'degraded')
  );
}

function confidenceIn(ending: TaskRecord['ending']): number | null {
  const answer = ending.how === 'answered' ? ending.answer : null;
  const { confidence } = (answer ?? {}) as { readonly confidence?: unknown };
  return typeof confidence === 'number' ? confidence : null;
}
