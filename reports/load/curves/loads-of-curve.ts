import type { Curve, CurveLevel } from '../../../harness/model/load/curve.ts';
import { counted, strikeLine } from '../../words/wording.ts';
import { curveCharts } from '../charts/curve-charts.ts';
import { percent, shareWords, time } from '../load-words.ts';
import {
  areaWords,
  boundWords,
  curveDoubts,
  curveFacts,
  kneeWords,
  levelCells,
  levelHeads,
  levelWord,
  undecidedAt,
} from './curve-words.ts';
import { loadsOf, type SeveralCase } from './several-loads.ts';

/** A curve as its reports tell it, with the load that shows what is wrong with it. */
export const loadsOfCurve = loadsOf((curve: Curve) => {
  const { plan, axis, levels, phaseMs } = curve;
  const rows = levels.map((level) => levelCells(axis, level));
  return {
    stem: 'curve',
    kind: 'Degradation curve',
    about: `over ${axis.name}`,
    headlines: [kneeWords(curve), boundWords(curve), areaWords(curve)].filter(Boolean),
    facts: curveFacts(curve),
    strikes: plan.map((one, n) => `${strikeLine(one)}${n === axis.strike ? ', varied' : ''}`),
    invalid: [...new Set(levels.flatMap(({ runs }) => runs.flatMap(({ invalid }) => invalid)))],
    doubts: curveDoubts(curve),
    cases: axis.values.flatMap((x) => [levelCase(curve, x), ...boundCases(curve, x)]),
    differences: differences(curve),
    tables: [{ title: 'By level', heads: [axis.name, ...levelHeads], rows }],
    shortHeads: [axis.name, 'goodput', 'band', 'p50', 'p99', 'attempts', 'others', 'bad'],
    charts: levels.length > 0 ? curveCharts(curve) : null,
    footer: `A load beyond what a system can do gets worse for as long as it lasts: the curve is one of ${time(phaseMs)}.`,
  };
});

function levelCase(curve: Curve, x: number): SeveralCase {
  const { axis, bound, levels, cut } = curve;
  const name = `${bound?.text ?? 'no task ends as none may'}, at ${axis.name} ${levelWord(axis, x)}`;
  const level = levels.find((one) => one.x === x);
  if (!level) return { name, result: 'unknown', reason: `not made: ${cut ?? 'it was stopped'}` };
  const { goodput, why } = level;
  const bad = badIn(level);
  if (bad > 0) {
    const reason = `${counted(bad, 'task')} ended silently wrong, unsafe or hung`;
    return { name, result: 'fail', reason };
  }
  if (!goodput) return { name, result: 'unknown', reason: why ?? 'goodput is not known' };
  const reason = `goodput ${shareWords(goodput)}`;
  if (bound && goodput.high < bound.limit) return { name, result: 'fail', reason };
  if (bound && goodput.low < bound.limit) return { name, result: 'unknown', reason };
  const open = undecidedAt(level);
  return open === null
    ? { name, result: 'pass', reason }
    : { name, result: 'unknown', reason: open };
}

/** A case for each other bound, and each check, at a level. */
function boundCases({ axis, levels }: Curve, x: number): readonly SeveralCase[] {
  const { bounds = [] } = levels.find((one) => one.x === x) ?? {};
  return bounds.map(({ gate, result, reason }) => ({
    name: `${gate}, at ${axis.name} ${levelWord(axis, x)}`,
    result,
    reason,
  }));
}

/** What the mildest level that fails has beside the mildest of all. */
function differences(curve: Curve): readonly string[] {
  const { axis, levels } = curve;
  const [first] = levels;
  const failing = levels.find(({ x }) =>
    [levelCase(curve, x), ...boundCases(curve, x)].some(({ result }) => result === 'fail'),
  );
  if (!first || !failing || first === failing) return [];
  const [was, now] = [first, failing].map(meansOf);
  if (!was || !now) return [];
  const differing = [
    `${now.goodput} of its tasks are right and in time (${was.goodput})`,
    `p50 is ${now.p50} (${was.p50})`,
    `p99 is ${now.p99} (${was.p99})`,
    ...(now.attempts === null || was.attempts === null
      ? []
      : [`${now.attempts} attempts for each request (${was.attempts})`]),
  ];
  const at = (level: CurveLevel) => `${axis.name} ${levelWord(axis, level.x)}`;
  return [`At ${at(failing)}, with ${at(first)} in brackets: ${differing.join(', ')}.`];
}

function meansOf({ goodput, runs }: CurveLevel): Readonly<Record<string, string | null>> {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const attempts = runs.flatMap((run) => run.attempts ?? []);
  return {
    goodput: goodput ? percent(goodput.value) : 'an unknown share',
    p50: time(mean(runs.map(({ p50Ms }) => p50Ms))),
    p99: time(mean(runs.map(({ p99Ms }) => p99Ms))),
    attempts: attempts.length === 0 ? null : mean(attempts).toFixed(2),
  };
}

function badIn({ runs }: CurveLevel): number {
  return runs.reduce((sum, { bad }) => sum + bad, 0);
}
