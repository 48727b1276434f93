import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import type { Phase } from '../../harness/model/trace/trace.ts';
import type { Summary } from '../summary/summary.ts';
import type { Mix } from '../summary/counts.ts';
import { counted, phaseWords } from '../words/wording.ts';
import { fill, phaseBar, phaseCounts, phasesIn } from './mix.ts';
import { outcomeWord, word } from './word.ts';

/** How the tasks of all scenarios ended, taken together, before, during and after the faults. */
export function outcomesSection({ families }: Summary): VNode | null {
  const mix = sumOf(families.flatMap(({ scenarios }) => scenarios.map((one) => one.mix)));
  const phases = phasesIn(mix);
  if (phases.length === 0) return null;
  const used = outcomes.filter((outcome) => phases.some((phase) => mix[phase][outcome] > 0));
  return view`<section id="outcomes">
    <h2>How tasks ended</h2>
    <dl class="ends">${phases.map((phase) => phaseRow(mix, phase))}</dl>
    <ul class="legend" aria-label="Outcomes of tasks">
      ${used.map(
        (outcome) => view`<li>
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" style=${fill(outcome)} />
          </svg>
          ${outcomeWord(outcome)}
        </li>`,
      )}
    </ul>
  </section>`;
}

function phaseRow(mix: Mix, phase: Phase): VNode {
  const tasks = Object.values(mix[phase]).reduce((sum, count) => sum + count, 0);
  const name = phaseWords[phase];
  return view`<div>
    <dt>${word(name, name)} <span class="soft">${counted(tasks, 'task')}</span></dt>
    <dd>${phaseBar(mix, phase, 20)}<span>${phaseCounts(mix, phase)}</span></dd>
  </div>`;
}

function sumOf(mixes: readonly Mix[]): Mix {
  const sum = (phase: Phase) =>
    Object.fromEntries(
      outcomes.map((outcome) => [
        outcome,
        mixes.reduce((total, mix) => total + mix[phase][outcome], 0),
      ]),
    ) as Mix[Phase];
  return { baseline: sum('baseline'), storm: sum('storm'), calm: sum('calm') };
}
