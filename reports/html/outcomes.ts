import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Summary } from '../summary/summary.ts';
import type { Mix } from '../summary/counts.ts';
import { counted } from '../words/wording.ts';
import { fill, mixBar, mixCounts, rolesIn } from './mix.ts';
import { outcomeWord, word } from './word.ts';

/** Renders the outcomes of all scenarios' tasks together, before, during and after the faults. */
export function outcomesSection({ families }: Summary): VNode | null {
  const mix = sumOf(families.flatMap(({ scenarios }) => scenarios.map((one) => one.mix)));
  const roles = rolesIn(mix);
  if (roles.length === 0) return null;
  const used = outcomes.filter((outcome) => roles.some((role) => mix[role][outcome] > 0));
  return view`<section id="outcomes">
    <h2>How tasks ended</h2>
    <dl class="ends">${roles.map((role) => mixRow(mix, role))}</dl>
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

function mixRow(mix: Mix, role: Role): VNode {
  const tasks = Object.values(mix[role]).reduce((sum, count) => sum + count, 0);
  return view`<div>
    <dt>${word(role, role)} <span class="soft">${counted(tasks, 'task')}</span></dt>
    <dd>${mixBar(mix, role, 20)}<span>${mixCounts(mix, role)}</span></dd>
  </div>`;
}

function sumOf(mixes: readonly Mix[]): Mix {
  const sum = (role: Role) =>
    Object.fromEntries(
      outcomes.map((outcome) => [
        outcome,
        mixes.reduce((total, mix) => total + mix[role][outcome], 0),
      ]),
    ) as Mix[Role];
  return { before: sum('before'), during: sum('during'), after: sum('after') };
}
