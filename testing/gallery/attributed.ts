import { check, eventsOf, failed, passed, unknown, type Checker, type Trace } from '../../index.ts';

/** Eight words, of which each stands in the input of one task, and in what that asks its model and its tools. */
export const words = [
  'amber',
  'birch',
  'cedar',
  'dahlia',
  'elder',
  'fennel',
  'ginger',
  'hazel',
] as const;

/** The name of the scenario of that. */
export const atOnceTitle = 'eight tasks at once';

/**
 * The check that each call is attributed to the task that made it: its word, and no other, stands in what the
 * call asks. A call of no task, and tasks that were never all open together, are unknown.
 */
export function attributed(): Checker {
  return check('attributed', (trace) => {
    const wordOf = new Map(
      eventsOf(trace, 'task.start').map((one) => [one.task, inText(one.input)]),
    );
    const calls = eventsOf(trace, 'call.start').filter(({ input }) => inText(input).length > 0);
    const orphans = calls.filter(({ task }) => task === '');
    const wrong = calls.filter(
      ({ task, input }) => task !== '' && String(wordOf.get(task)) !== String(inText(input)),
    );
    const [first] = wrong;
    if (first)
      return failed(
        `a call of ${String(inText(first.input))} is taken for ${first.task}'s`,
        wrong.map(({ seq }) => seq),
      );
    if (orphans.length > 0)
      return unknown(`${orphans.length} of ${calls.length} calls belong to no task`);
    const most = mostOpen(trace);
    return most < words.length ? unknown(`at most ${most} tasks were open together`) : passed;
  });
}

/** The words that stand in something. */
function inText(value: unknown): readonly string[] {
  const text = JSON.stringify(value) ?? '';
  return words.filter((word) => text.includes(word));
}

function mostOpen(trace: Trace): number {
  let open = 0;
  let most = 0;
  for (const { kind } of trace.events) {
    if (kind === 'task.start') open += 1;
    if (kind === 'task.end') open -= 1;
    most = Math.max(most, open);
  }
  return most;
}
