import type {
  Curve,
  CurveAxis,
  CurveBound,
  CurveLevel,
} from '../../../harness/model/load/curve.ts';
import { counted } from '../../words/wording.ts';
import { number, percent, time } from '../load-words.ts';

/** A value of what is varied, as people read it: `1.2 s`, `40`. */
export function levelWord({ unit }: CurveAxis, x: number): string {
  return unit === 'ms' ? time(x) : number(x);
}

/** Where goodput leaves its bound, in one sentence; what is known of it where nothing was asked. */
export function kneeWords({ axis, bound, knee, levels }: Curve): string {
  const at = (x: number) => `${axis.name} ${levelWord(axis, x)}`;
  if (!bound || !knee) {
    return 'No bound on goodput was asked for, so there is no knee: --slo "goodput>=95%" gives one.';
  }
  const { holdsAt, failsAt } = knee;
  const fails = failsAt === null ? '' : `; it does not at ${at(failsAt)}`;
  if (holdsAt === axis.values.at(-1))
    return `${bound.text} holds over the whole range, up to ${at(holdsAt)}.`;
  if (holdsAt !== null)
    return `${bound.text} holds up to ${at(holdsAt)}${fails || ', as far as is known'}.`;
  const [first] = levels;
  if (!first) return `Whether ${bound.text} holds is not known at any level.`;
  return failsAt === first.x
    ? `${bound.text} does not hold at any level from ${at(first.x)} on.`
    : `Whether ${bound.text} holds is not known at ${at(first.x)}${fails}.`;
}

/** The area under the curve, in words. */
export function areaWords({ audc }: Curve): string {
  if (!audc) return 'The area under the curve is not known.';
  const { value, low, high } = audc;
  return `Area under the curve: ${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) of what it would be without any loss.`;
}

/** How it was made, in a few facts. */
export function curveFacts(curve: Curve): readonly string[] {
  const { axis, arrivals, rate, withinMs, mode, phase, phaseMs, seeds, variant } = curve;
  return [
    axis.name === 'rate' ? `${arrivals} arrivals` : `${rate} tasks a second (${arrivals})`,
    `right within ${time(withinMs)}`,
    `measured over ${time(phaseMs)} of ${phase}`,
    `${counted(seeds.length, 'seed')} a level, from ${seeds[0] ?? 0} on`,
    mode,
    ...(variant === 'careful' ? [] : [variant]),
  ];
}

/** What the loads of a level came to: its share, what is sure of it, and the spread over its loads. */
export function levelCells(axis: CurveAxis, level: CurveLevel): readonly string[] {
  const { x, goodput, runs, why } = level;
  const bad = runs.reduce((sum, one) => sum + one.bad, 0);
  const attempts = runs.flatMap((one) => one.attempts ?? []);
  return [
    levelWord(axis, x),
    goodput ? percent(goodput.value) : 'unknown',
    goodput ? `${percent(goodput.low)} to ${percent(goodput.high)}` : (why ?? ''),
    spread(
      runs.map(({ p50Ms }) => p50Ms),
      time,
    ),
    spread(
      runs.map(({ p99Ms }) => p99Ms),
      time,
    ),
    spread(attempts, (value) => value.toFixed(2)),
    boundsCell(level),
    bad === 0 ? '-' : String(bad),
  ];
}

/** What the cells of a level are. */
export const levelHeads: readonly string[] = [
  'Goodput',
  'Band',
  'p50 of each load',
  'p99 of each load',
  'Attempts a request',
  'Other bounds and checks',
  'Wrong, unsafe or hung',
];

/** Which other bounds do not hold at a level, in a few words: those that fail, else those that are unknown. */
function boundsCell({ bounds }: CurveLevel): string {
  const named = (result: CurveBound['result']) =>
    bounds.flatMap((one) => (one.result === result ? [one.gate] : []));
  const [failed, open] = [named('fail'), named('unknown')];
  if (failed.length > 0) return `fails: ${failed.join(', ')}`;
  if (open.length > 0) return `unknown: ${open.join(', ')}`;
  return bounds.length === 0 ? '-' : 'hold';
}

/** The mildest level at which another bound or a check fails, in one sentence; '' where none does. */
export function boundWords({ axis, levels }: Curve): string {
  for (const { x, bounds } of levels) {
    const one = bounds.find(({ result }) => result === 'fail');
    if (one) return `At ${axis.name} ${levelWord(axis, x)} ${one.gate} fails: ${one.reason}.`;
  }
  return '';
}

function spread(values: readonly number[], words: (value: number) => string): string {
  if (values.length === 0) return '-';
  const [low, high] = [words(Math.min(...values)), words(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

/** All that keeps a curve from being known. */
export function curveDoubts({ cut, levels, axis }: Curve): readonly string[] {
  const unknown = levels.flatMap((level) => {
    const open = level.bounds.find(({ result }) => result === 'unknown');
    const why = level.why ?? undecidedAt(level) ?? (open ? `${open.gate}: ${open.reason}` : null);
    return why === null ? [] : [`${axis.name} ${levelWord(axis, level.x)}: ${why}`];
  });
  return [...(cut === null ? [] : [`${cut}: the levels before it are whole`]), ...unknown];
}

/** What cannot be told of tasks of a level, by the first of its loads that has any; null where all is told. */
export function undecidedAt({ runs }: CurveLevel): string | null {
  return runs.flatMap(({ undecided }) => undecided)[0] ?? null;
}
