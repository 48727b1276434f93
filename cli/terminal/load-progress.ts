import { histogramOf } from '../../harness/load/counts/histogram.ts';
import type { LoadProgress } from '../../harness/load/load-progress.ts';
import { percent, time } from '../../reports/load/load-words.ts';
import { counted } from '../../reports/words/wording.ts';
import type { Screen } from './screen.ts';

/** Real time between two looks (ms). */
const beatMs = 200;

/** Makes a load, and tells how far it is: a live line on a terminal, now and then a line elsewhere. */
export async function tellLoad<Load>(
  on: Screen,
  make: (onBegin: (progress: () => LoadProgress | null) => void) => Promise<Load>,
): Promise<Load> {
  let look: (() => LoadProgress | null) | null = null;
  let isTold = false;
  // Set here, and not when the load begins: inside it this would be virtual time.
  const beat = setInterval(() => {
    if (!look) return;
    const progress = look();
    on.doing(words(progress));
    if (isTold || !progress?.doubt) return;
    isTold = true;
    on.say(`brownout: ${progress.doubt}`);
  }, beatMs);
  try {
    return await make((progress) => {
      look = progress;
    });
  } finally {
    clearInterval(beat);
    on.done();
  }
}

function words(progress: LoadProgress | null): string {
  if (!progress) return 'begins';
  const { phase, nowMs, offered, started, done, open, right, faults } = progress;
  const response = histogramOf(progress.response);
  return [
    `${phase}, at ${time(nowMs)}`,
    `${offered} offered`,
    `${started} started`,
    `${done} done`,
    `${open} open`,
    `goodput ${done === 0 ? '-' : percent(right / done)}`,
    `p50 ${time(response.at(0.5))}`,
    `p99 ${time(response.at(0.99))}`,
    ...(faults > 0 ? [`${counted(faults, 'fault')} on`] : []),
  ].join(', ');
}
