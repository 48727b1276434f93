import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import { table } from './load-table.ts';
import { time } from './load-words.ts';
import { mechanismWords } from './recovery-words.ts';
import { amount, ratioWords } from './use-words.ts';

/** Renders how the system came out of the faults: retries and bursts at each point; null where there was none. */
export function recoverySection({ recovery, herds, phases }: LoadReport): VNode | null {
  if (!recovery) return null;
  const { kind, reason, drainMs, mechanism, high, margin } = recovery;
  const facts = [
    `${kind}: ${reason}`,
    ...(mechanism === null ? [] : [mechanismWords(mechanism, high)]),
    ...(drainMs === null || drainMs === 0
      ? []
      : [`the queue alone takes ${time(drainMs)} to drain`]),
    ...(margin === null
      ? []
      : [`vulnerability margin ${margin.toFixed(2)} (1 − rate × most attempts / capacity)`]),
  ];
  return view`<section>
    <h2>Out of the faults</h2>
    <ul class="facts">${facts.map((fact) => view`<li>${fact}</li>`)}</ul>
    ${retries(phases)} ${bursts(herds)}
  </section>`;
}

function retries(phases: LoadReport['phases']): VNode | null {
  const rows = phases.flatMap(({ name, amplification }) =>
    amplification.map((one) => [
      one.point,
      name,
      ratioWords(one),
      one.firstMs === null ? '-' : `from ${time(one.firstMs)} on`,
    ]),
  );
  if (rows.length === 0) return null;
  return table(['Retries at', 'Phase', 'Times the baseline', 'High'], rows);
}

function bursts(herds: LoadReport['herds']): VNode | null {
  if (herds.length === 0) return null;
  const heads = ['Calls after the faults at', 'Usual', 'Peak in 100 ms', 'Dispersion', 'Herd'];
  const rows = herds.map((one) => [
    one.point,
    `${amount(one.usualPerSecond)} a second`,
    `${amount(one.peakPerSecond)} a second, ${time(one.peakAfterMs)} after`,
    `${amount(one.dispersion)} (usual ${amount(one.usualDispersion)})`,
    one.isHerd ? 'yes' : 'no',
  ]);
  return table(heads, rows);
}
