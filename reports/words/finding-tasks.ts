import { askedIn } from '../../harness/model/scenario.ts';
import { tasksOf } from '../../harness/model/trace/failures-in.ts';
import { eventsOf, type Ending, type Event, type Trace } from '../../harness/model/trace/trace.ts';
import type { FindingTask } from '../summary/finding.ts';
import { printable } from './printable.ts';
import { snippet } from './snippet.ts';
import { counted } from './wording.ts';

/** The most tasks of one finding. */
const mostTasks = 5;

/** The tasks that some events belong to, with their input, expectation and ending. */
export function findingTasks(trace: Trace, seqs: readonly number[]): readonly FindingTask[] {
  const tasks = tasksOf(trace, seqs);
  const endings = new Map<string, Ending>();
  for (const { task, ending } of eventsOf(trace, 'task.end')) endings.set(task, ending);
  return eventsOf(trace, 'task.start')
    .filter(({ task }) => tasks.has(task))
    .slice(0, mostTasks)
    .map((start) => ({
      task: start.task,
      input: askedIn(start),
      expected: expectedWords(start),
      ending: endings.get(start.task) ?? null,
    }));
}

function expectedWords({
  shouldAbstain,
  shouldDo,
  shouldSay,
  shouldNotSay,
}: Extract<Event, { kind: 'task.start' }>): string {
  const effects = Object.entries(shouldDo ?? {}).map(([label, wanted]) =>
    typeof wanted === 'number'
      ? `${label} ${counted(wanted, 'time')}`
      : `${label} with ${snippet(wanted, 200)}`,
  );
  const answer = shouldAbstain === null ? [] : [shouldAbstain ? 'to abstain' : 'an answer'];
  const said = shouldSay === undefined ? [] : [`the answer ${printable(shouldSay, 200)}`];
  const not = shouldNotSay === undefined ? [] : [`never ${printable(shouldNotSay, 200)}`];
  return [...effects, ...answer, ...said, ...not].join(', ');
}
