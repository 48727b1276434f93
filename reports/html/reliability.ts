import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Estimate } from '../../harness/stats/wilson.ts';
import { clip } from '../words/printable.ts';
import type { Measured, Reliability } from '../reliability/reliability.ts';
import { passWords, reliabilityRows, shareWords } from '../reliability/words.ts';
import type { ScenarioSummary, Summary } from '../summary/summary.ts';
import { counted } from '../words/wording.ts';
import { claimOf } from './links.ts';
import { riskCurve } from './risk-curve.ts';

const mostRows = 100;

/**
 * Renders the reliability over several runs of each scenario; null where each scenario has one run.
 */
export function reliabilitySection({ reliability, families }: Summary): VNode | null {
  if (!reliability) return null;
  const scenarios = families.flatMap((family) => family.scenarios);
  return view`<section id="reliability">
    <h2>Reliability over several runs</h2>
    <p class="soft">Each number with its 95 % interval: a share of plans such as were run, not of
      production. pass^k is the chance that k runs all pass. Tasks
      of one run go together, so intervals count runs.</p>
    <dl class="ends rates">${reliabilityRows(reliability).map(
      ({ name, text, share }) => view`<div>
        <dt>${name}</dt>
        <dd>${share && interval(share)}<span>${text}</span></dd>
      </div>`,
    )}</dl>
    ${riskCurve(reliability.selective)} ${scenarios.length > 1 && byScenario(scenarios)}
  </section>`;
}

/** Renders a share with its interval, on a track from 0 to 100 %. */
function interval({ value, low, high }: Estimate): VNode {
  const at = (share: number) => `${(100 * share).toFixed(2)}%`;
  return view`<svg width="100%" height="14" aria-hidden="true" class="interval">
    <rect class="track" y="6" width="100%" height="2" />
    <rect class="span" x=${at(low)} y="3" width=${at(Math.max(0.004, high - low))} height="8" rx="2" />
    <circle class="dot" cx=${at(value)} cy="7" r="4" />
  </svg>`;
}

function byScenario(scenarios: readonly ScenarioSummary[]): VNode {
  const left = scenarios.length - mostRows;
  return view`<details>
    <summary>By scenario</summary>
    <table class="rates-table stack">
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">pass^k</th>
          <th scope="col">Safe success under faults</th>
          <th scope="col">Abstention</th>
        </tr>
      </thead>
      <tbody>
        ${scenarios
          .slice(0, mostRows)
          .map(({ title, reliability }) => reliability && scenarioRow(title, reliability))}
      </tbody>
    </table>
    ${left > 0 && view`<p class="left">${counted(left, 'more scenario')} had no room on this page.</p>`}
  </details>`;
}

function scenarioRow(title: string, reliability: Reliability): VNode {
  const { precision, recall, safeSuccess } = reliability;
  const abstention = [...named('precision', precision), ...named('recall', recall)];
  return view`<tr>
    <th scope="row"><div class="claim">${clip(claimOf(title), 300)}</div></th>
    <td data-label="pass^k">${passWords(reliability)}</td>
    <td data-label="Safe success under faults">${
      safeSuccess.underFaults && shareWords(safeSuccess.underFaults)
    }</td>
    ${
      abstention.length > 0
        ? view`<td data-label="Abstention">${abstention.join('; ')}</td>`
        : view`<td></td>`
    }
  </tr>`;
}

function named(name: string, measured: Measured | null): readonly string[] {
  return measured === null ? [] : [`${name} ${shareWords(measured)}`];
}
