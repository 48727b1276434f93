import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { outcomes, type Outcome } from '../../harness/model/outcome.ts';
import type { Phase } from '../../harness/model/trace.ts';
import type { Mix } from '../summary.ts';
import { occurred } from '../tally.ts';
import { outcomeWords, phaseWords } from '../wording.ts';

/** How tasks ended before, during and after the faults: a stacked bar and its words for each. */
export function mixBars(mix: Mix): VNode {
  const phases = (['baseline', 'storm', 'calm'] as const).filter(
    (phase) => occurred(mix, phase).length > 0,
  );
  if (phases.length === 0) return view`<span class="soft small">no task ended</span>`;
  return view`<dl class="mix">${phases.map((phase) => phaseBar(mix, phase))}</dl>`;
}

/** What the colours of stacked bars mean; only those that occur. */
export function mixLegend(mixes: readonly Mix[]): VNode | null {
  const used = outcomes.filter((outcome) =>
    mixes.some((mix) => mix.baseline[outcome] + mix.storm[outcome] + mix.calm[outcome] > 0),
  );
  if (used.length === 0) return null;
  return view`<ul class="legend" aria-label="Outcomes of tasks">
    ${used.map(
      (outcome) => view`<li>
        <svg width="12" height="12" aria-hidden="true">
          <rect width="12" height="12" style=${fill(outcome)} />
        </svg>
        <span>${outcomeWords[outcome]}</span>
      </li>`,
    )}
  </ul>`;
}

function phaseBar(mix: Mix, phase: Phase): VNode {
  const all = occurred(mix, phase);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  let done = 0;
  const parts = all.map(([outcome, count]) => {
    const part = view`<rect x=${percent(done / total)} width=${percent(count / total)}
      height="10" style=${fill(outcome)} />`;
    done += count;
    return part;
  });
  const words = all.map(([outcome, count]) => `${count} ${outcomeWords[outcome]}`).join(', ');
  return view`<dt>${phaseWords[phase]}</dt>
    <dd><svg width="100%" height="10" aria-hidden="true">${parts}</svg><span>${words}</span></dd>`;
}

function fill(outcome: Outcome): string {
  return `fill:var(--o-${outcome})`;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
