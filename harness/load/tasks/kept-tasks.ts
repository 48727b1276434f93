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

type Why = Exclude<KeptTask['why'], 'failed'>;

/** Nothing kept yet. */
export function taskKeeper(seed: number): TaskKeeper {
  const best: Record<Why, { readonly rank: number; readonly task: KeptTask }[]> = {
    worst: [],
    slowest: [],
    sample: [],
  };
  const offer = (why: Why, rank: number, judged: Judged) => {
    const list = best[why];
    if (list.length >= most && rank <= (list.at(-1)?.rank ?? 0)) return;
    const { arrival, outcome, responseMs } = judged;
    const { id, phase } = arrival;
    const task = { why, task: id, phase: phase.name, outcome, responseMs, trace: judged.trace };
    list.push({ rank, task });
    list.sort((a, b) => b.rank - a.rank);
    list.length = Math.min(list.length, most);
  };
  return {
    see: (judged) => {
      const rank = outcomes.indexOf(judged.outcome);
      // Only what is not as it should be.
      if (!judged.correct) offer('worst', rank, judged);
      offer('slowest', judged.responseMs, judged);
      offer('sample', draws(seed, 'sample', judged.arrival.id)(), judged);
    },
    kept: () =>
      (['worst', 'slowest', 'sample'] as const).flatMap((why) => best[why].map(({ task }) => task)),
  };
}
