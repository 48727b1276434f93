import type { KeptTask, LoadReport } from '../../harness/model/load/load-report.ts';
import { taskCauses } from '../harm/task-causes.ts';
import { fenced, safe } from '../markdown/escape.ts';
import { chooseLines } from '../summary/choose.ts';
import { twinOf } from '../twin/twin.ts';
import { twinLines } from '../twin/twin-words.ts';
import { timelineOf } from '../words/timeline.ts';
import { moment, outcomeWords } from '../words/wording.ts';
import { time } from './load-words.ts';

/** The most tasks that are shown, and the most lines of each. */
const mostTasks = 3;
const mostLines = 30;

/** The tasks of a load that ended worst, or failed a check worst: each once, at most three. */
export function badTasks({ kept }: LoadReport): readonly KeptTask[] {
  const bad = kept.filter(({ why }) => why === 'worst' || why === 'failed');
  return [...new Map(bad.map((one) => [one.task, one])).values()].slice(0, mostTasks);
}

/** Those, or the slowest one where no task ended badly. */
export function tasksToShow(report: LoadReport): readonly KeptTask[] {
  const bad = badTasks(report);
  return bad.length > 0 ? bad : report.kept.filter(({ why }) => why === 'slowest').slice(0, 1);
}

/** What of a load does not hold, and why: a sentence for each gate. */
export function badGates({ gates }: LoadReport): readonly string[] {
  return gates
    .filter(({ result }) => result === 'fail')
    .map(
      ({ gate, phase, reason }) => `${gate}${phase === '' ? '' : ` in ${phase}`} fails: ${reason}`,
    );
}

/** One task in Markdown: what may be the cause, what it did, and where it left the same task of the baseline. */
export function taskText({ task, phase, outcome, responseMs, trace }: KeptTask): readonly string[] {
  const { lines } = timelineOf(trace, [], new Set([task]));
  const told = chooseLines(
    lines.filter(({ isAbout }) => isAbout),
    mostLines,
  ).map((line) => `${moment(line.atMs).padStart(10)}  ${line.text}`);
  const twin = twinOf(trace, [task]);
  const causes = taskCauses(trace, task, twin);
  return [
    `### ${safe(task)}: ${outcomeWords[outcome]}, in ${safe(phase)}, after ${time(responseMs)}`,
    ...(causes.length > 0 ? [causes.map((one) => `- ${safe(one)}`).join('\n')] : []),
    fenced(told.length > 0 ? told : ['nothing of it is in its trace']),
    ...(twin === null
      ? []
      : [
          'Beside the same task in the baseline (`>` marks the first difference, `*` others):',
          fenced(twinLines(twin)),
        ]),
  ];
}
