import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { timeline } from '../html/timeline.ts';
import { twin } from '../twin/twin-table.ts';
import { outcomeWord } from '../html/word.ts';
import { twinOf } from '../twin/twin.ts';
import { timelineOf } from '../words/timeline.ts';
import { time } from './load-words.ts';

/** Renders the task that ended worst, where no check shows it; null where all kept tasks are right. */
export function worstTask({ kept, checks }: LoadReport): VNode | null {
  const one = kept.find(({ why }) => why === 'worst');
  if (!one || checks.some(({ worst }) => worst?.task === one.task)) return null;
  const { task, phase, outcome, responseMs, trace } = one;
  return view`<section>
    <h2>The worst task</h2>
    <h3>${task}, in ${phase}: ${outcomeWord(outcome)} after ${time(responseMs)}</h3>
    ${timeline(timelineOf(trace, [], new Set([task])))} ${twin(twinOf(trace, [task]))}
  </section>`;
}
