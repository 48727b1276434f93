import { html as view } from 'htm/preact';
import type { Curve } from '../../../harness/model/load/curve.ts';
import { cleansed } from '../../words/printable.ts';
import { strikeLine } from '../../words/wording.ts';
import { time } from '../load-words.ts';
import { attemptsCurve, goodputCurve, p99Curve, spendingCurves } from '../charts/curve-charts.ts';
import {
  areaWords,
  boundWords,
  curveDoubts,
  curveFacts,
  kneeWords,
  levelCells,
  levelHeads,
} from './curve-words.ts';
import { table } from '../load-table.ts';
import { loadFrame } from '../load-frame.ts';

/** Renders a curve as one self-contained HTML page, without network access or scripts. */
export function curvePage(given: Curve): string {
  const curve = cleansed(given);
  const { result, scenario, axis, plan, levels, phaseMs } = curve;
  const charts = view`<section>
    <h2>Over ${axis.name}</h2>
    ${goodputCurve(curve)} ${p99Curve(curve)} ${attemptsCurve(curve)}
    ${spendingCurves(curve)}</section>`;
  return loadFrame({
    kind: 'Degradation curve',
    result,
    scenario,
    headline: [kneeWords(curve), boundWords(curve), areaWords(curve)].filter(Boolean).join(' '),
    facts: curveFacts(curve),
    strikes: plan.map((one, n) => `${strikeLine(one)}${n === axis.strike ? ', varied' : ''}`),
    doubts: curveDoubts(curve),
    body: view`${levels.length > 0 && charts}
      <section><h2>By level</h2>${table(
        [axis.name, ...levelHeads],
        levels.map((level) => levelCells(axis, level)),
      )}</section>`,
    footer: `A load beyond what a system can do gets worse for as long as it lasts: the curve is one of ${time(phaseMs)}.`,
  });
}
