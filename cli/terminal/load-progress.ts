import type { LoadProgress } from '../../harness/load/under-load.ts';
import { percent, time } from '../../reports/load/load-words.ts';
import { counted } from '../../reports/words/wording.ts';
import type { Screen } from './screen.ts';

/** Tells how far a load has come, until it is ended. */
export interface LoadTeller {
  readonly begin: (progress: () => LoadProgress) => void;
  readonly end: () => void;
}

/** Real time between two looks (ms). */
const beatMs = 200;

/** A live line on a terminal, now and then a line elsewhere. */
export function tellLoad(on: Screen): LoadTeller {
  let look: (() => LoadProgress) | null = null;
  // Set here, and not when the load begins: inside it this would be virtual time.
  const beat = setInterval(() => {
    if (look) on.doing(words(look()));
  }, beatMs);
  return {
    begin: (progress) => {
      look = progress;
    },
    end: () => {
      clearInterval(beat);
      on.done();
    },
  };
}

function words({ fold, nowMs }: LoadProgress): string {
  const count = fold.phases.at(-1);
  if (!count) return 'begins';
  const { windows, response, phase } = count;
  const sum = (of: (one: (typeof windows)[number]) => number) =>
    windows.reduce((all, one) => all + of(one), 0);
  const done = sum(({ ended }) => ended);
  const faults = fold.spells.filter(({ toMs }) => toMs === null).length;
  return [
    `${phase.name}, at ${time(nowMs)}`,
    `${sum(({ offered }) => offered)} offered`,
    `${sum(({ started }) => started)} started`,
    `${done} done`,
    `${fold.open()} open`,
    `goodput ${done === 0 ? '-' : percent(sum(({ right }) => right) / done)}`,
    `p50 ${time(response.at(0.5))}`,
    `p99 ${time(response.at(0.99))}`,
    ...(faults > 0 ? [`${counted(faults, 'fault')} on`] : []),
  ].join(', ');
}
