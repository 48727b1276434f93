import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { Phase } from '../../harness/model/trace/trace.ts';
import type { Mix } from '../summary/counts.ts';
import { occurred } from '../summary/tally.ts';
import { outcomeWords, phaseWords } from '../words/wording.ts';

/** The phases in which a task ended, in their order. */
export function phasesIn(mix: Mix): readonly Phase[] {
  return (['baseline', 'storm', 'calm'] as const).filter(
    (phase) => occurred(mix, phase).length > 0,
  );
}

/** How tasks ended before, during and after the faults: a stacked bar and its words for each. */
export function mixBars(mix: Mix): VNode {
  const phases = phasesIn(mix);
  if (phases.length === 0) return view`<span class="soft small">no task ended</span>`;
  return view`<dl class="mix">
    ${phases.map(
      (phase) => view`<dt>${phaseWords[phase]}</dt>
        <dd>${phaseBar(mix, phase, 10)}<span>${phaseCounts(mix, phase)}</span></dd>`,
    )}
  </dl>`;
}

/** How the tasks of a phase ended, as one stacked bar `height` px high. */
export function phaseBar(mix: Mix, phase: Phase, height: number): VNode {
  const all = occurred(mix, phase);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  let done = 0;
  const parts = all.map(([outcome, count]) => {
    const part = view`<rect x=${percent(done / total)} width=${percent(count / total)}
      height=${height} style=${fill(outcome)} />`;
    done += count;
    return part;
  });
  return view`<svg width="100%" height=${height} aria-hidden="true">${parts}</svg>`;
}

/** The same in words: `7 recovered, 3 unsafe`. */
export function phaseCounts(mix: Mix, phase: Phase): string {
  return occurred(mix, phase)
    .map(([outcome, count]) => `${count.toLocaleString('en-US')} ${outcomeWords[outcome]}`)
    .join(', ');
}

/** The colour of an outcome, as an inline style. */
export function fill(outcome: Outcome): string {
  return `fill:var(--o-${outcome})`;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
