import type { KeptTask } from '../../model/load/load-report.ts';
import { draws } from '../../model/random.ts';
import { outcomes } from '../../model/trace/outcome.ts';
import type { Judged } from './task-judge.ts';

/** Keeps the traces of a few tasks: the worst, the slowest and a sample drawn by seed. */
export interface TaskKeeper {
  readonly see: (judged: Judged) => void;
  readonly kept: () => readonly KeptTask[];
}

/** How many of each are kept. */
const most = 3;

/** Why a task is kept, apart from those that failed a check. */
type Why = Exclude<KeptTask['why'], 'failed'>;

const whys: readonly Why[] = ['worst', 'slowest', 'sample'];

/** Those that one load would have kept of what its parts have kept. */
export function keptOf(tasks: readonly KeptTask[], seed: number): readonly KeptTask[] {
  const all = tasks.toSorted((a, b) => placeOf(a.task) - placeOf(b.task));
  return whys.flatMap((why) =>
    all
      .filter((task) => task.why === why)
      .toSorted((a, b) => rankOf(why, b, seed) - rankOf(why, a, seed))
      .slice(0, most),
  );
}

/** The number in an id such as `during-12`. */
function placeOf(id: string): number {
  return Number(id.split('-')[1]);
}

function rankOf(
  why: Why,
  { outcome, responseMs, task }: Pick<KeptTask, 'outcome' | 'responseMs' | 'task'>,
  seed: number,
): number {
  if (why === 'worst') return outcomes.indexOf(outcome);
  return why === 'slowest' ? responseMs : draws(seed, 'sample', task)();
}

/** Nothing kept yet. */
export function taskKeeper(seed: number): TaskKeeper {
  const best: Record<Why, { readonly rank: number; readonly task: KeptTask }[]> = {
    worst: [],
    slowest: [],
    sample: [],
  };
  const offer = (why: Why, judged: Judged) => {
    const list = best[why];
    const { arrival, outcome, responseMs } = judged;
    const { id, phase } = arrival;
    const rank = rankOf(why, { outcome, responseMs, task: id }, seed);
    if (list.length >= most && rank <= (list.at(-1)?.rank ?? 0)) return;
    const task = { why, task: id, phase: phase.name, outcome, responseMs, trace: judged.trace };
    list.push({ rank, task });
    list.sort((a, b) => b.rank - a.rank);
    list.length = Math.min(list.length, most);
  };
  return {
    see: (judged) => {
      // Only what is not as it should be.
      if (!judged.correct || judged.broken) offer('worst', judged);
      offer('slowest', judged);
      offer('sample', judged);
    },
    kept: () => whys.flatMap((why) => best[why].map(({ task }) => task)),
  };
}
