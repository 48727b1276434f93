import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import { roles, type Role } from '../../harness/model/phase.ts';
import type { Mix } from '../summary/counts.ts';
import { occurred } from '../summary/tally.ts';
import { outcomeWords } from '../words/wording.ts';

/** The roles of the phases in which a task ended, in their order. */
export function rolesIn(mix: Mix): readonly Role[] {
  return roles.filter((role) => occurred(mix, role).length > 0);
}

/**
 * Renders the outcomes of tasks before, during and after the faults: a stacked bar and its counts
 * for each.
 */
export function mixBars(mix: Mix): VNode {
  const its = rolesIn(mix);
  if (its.length === 0) return view`<span class="soft small">no task ended</span>`;
  return view`<dl class="mix">
    ${its.map(
      (role) => view`<dt>${role}</dt>
        <dd>${mixBar(mix, role, 10)}<span>${mixCounts(mix, role)}</span></dd>`,
    )}
  </dl>`;
}

/** Renders the outcomes of the tasks of one role as a stacked bar, `height` px high. */
export function mixBar(mix: Mix, role: Role, height: number): VNode {
  const all = occurred(mix, role);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  let done = 0;
  const parts = all.map(([outcome, count]) => {
    const part = view`<rect x=${ofWidth(done / total)} width=${ofWidth(count / total)}
      height=${height} style=${fill(outcome)} />`;
    done += count;
    return part;
  });
  return view`<svg width="100%" height=${height} aria-hidden="true">${parts}</svg>`;
}

/** The outcomes of the tasks of one role in words: `7 recovered, 3 unsafe`. */
export function mixCounts(mix: Mix, role: Role): string {
  return occurred(mix, role)
    .map(([outcome, count]) => `${count.toLocaleString('en-US')} ${outcomeWords[outcome]}`)
    .join(', ');
}

/** The colour of an outcome, as an inline style. */
export function fill(outcome: Outcome): string {
  return `fill:var(--o-${outcome})`;
}

/** A share of the width of a picture, as SVG writes it. */
export function ofWidth(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
