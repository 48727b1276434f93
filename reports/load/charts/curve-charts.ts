import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Curve, CurveLevel, CurveRun } from '../../../harness/model/load/curve.ts';
import { percent, time } from '../load-words.ts';
import { boundLine } from './bound-line.ts';
import { chart } from './chart.ts';
import { levelAxes, type LevelAxes } from './level-axes.ts';
import { kneeWords, levelWord } from '../curves/curve-words.ts';

/** Renders all that is known over what was varied. */
export function curveCharts(curve: Curve): VNode {
  return view`<section>
    <h2>Over ${curve.axis.name}</h2>
    ${goodputCurve(curve)} ${p99Curve(curve)} ${attemptsCurve(curve)}
    ${spendingCurves(curve)}</section>`;
}

/** Renders goodput over what was varied, with its band, the bound on it, and the knee. */
function goodputCurve(curve: Curve): VNode {
  const { axis, levels, bound, knee } = curve;
  const on = axesOf(curve, 1, percent);
  const known = stretches(levels).map((its) =>
    its.flatMap(({ x, goodput }) => (goodput ? [{ x, ...goodput }] : [])),
  );
  const says = `Goodput over ${axis.name}: ${levels
    .map(
      ({ x, goodput }) => `${levelWord(axis, x)} ${goodput ? percent(goodput.value) : 'unknown'}`,
    )
    .join(', ')}. ${kneeWords(curve)}`;
  const kneeAt = knee?.holdsAt ?? null;
  const body = view`${known.map((its) =>
    band(
      its.map(({ x, low, high }) => [x, low, high]),
      on,
    ),
  )}
    ${bound && boundLine(bound, on)}
    ${kneeAt !== null && kneeMark(`knee: ${levelWord(axis, kneeAt)}`, kneeAt, on)}
    ${known.map((its) =>
      line(
        its.map(({ x, value }) => [x, value]),
        on,
      ),
    )}
    ${levels.filter(({ goodput }) => !goodput).map(({ x }) => view`<text x=${on.x(x)} y=${on.y(0) - 6} text-anchor="middle">?</text>`)}`;
  return chart({
    title: 'Goodput: tasks that were right, in time',
    says,
    on,
    body,
    note: 'Band: holds the truth at all levels together with 95 % confidence.',
  });
}

/** Renders p99 of the response over what was varied: the middle load of each level, between the fastest and the slowest. */
function p99Curve(curve: Curve): VNode {
  return spreadCurve(curve, {
    title: 'p99 of the response, from when tasks were meant to begin',
    of: ({ p99Ms }) => p99Ms,
    words: time,
  });
}

/** Renders what is spent for each task that is right over what was varied: tokens, and money where prices are given. */
function spendingCurves(curve: Curve): readonly VNode[] {
  const kinds: readonly Spread[] = [
    {
      title: 'Tokens for each task that is right',
      of: ({ tokensPerRight }) => tokensPerRight,
      words: (value) => String(Math.round(value)),
    },
    {
      title: 'Cost of each task that is right',
      of: ({ costPerRight }) => costPerRight,
      words: (value) => String(Number(value.toPrecision(2))),
    },
  ];
  const runs = curve.levels.flatMap((level) => level.runs);
  return kinds
    .filter(({ of }) => runs.some((run) => (of(run) ?? 0) > 0))
    .map((kind) => spreadCurve(curve, kind));
}

/** Renders the attempts for each request over what was varied; null where nothing was asked twice. */
function attemptsCurve(curve: Curve): VNode | null {
  const all = curve.levels.flatMap(({ runs }) => runs.flatMap(({ attempts }) => attempts ?? []));
  if (Math.max(0, ...all) <= 1) return null;
  return spreadCurve(curve, {
    title: 'Attempts for each request, where they are most',
    of: ({ attempts }) => attempts,
    words: (value) => value.toFixed(value < 10 ? 1 : 0),
  });
}

interface Spread {
  readonly title: string;
  /** Null where it is not known. */
  readonly of: (run: CurveRun) => number | null;
  readonly words: (value: number) => string;
}

function spreadCurve(curve: Curve, { title, of, words }: Spread): VNode {
  const rows = curve.levels
    .map(({ x, runs }) => ({
      x,
      values: runs.flatMap((run) => of(run) ?? []).toSorted((a, b) => a - b),
    }))
    .filter(({ values }) => values.length > 0);
  const most = Math.max(...rows.flatMap(({ values }) => values), Number.MIN_VALUE);
  const on = axesOf(curve, most, words);
  const middle = (values: readonly number[]) => values[Math.floor((values.length - 1) / 2)] ?? 0;
  const says = `${title}: ${rows.map(({ x, values }) => `${levelWord(curve.axis, x)} ${words(middle(values))}`).join(', ')}`;
  const body = view`${band(
    rows.map(({ x, values }) => [x, values[0] ?? 0, values.at(-1) ?? 0]),
    on,
  )}
    ${line(
      rows.map(({ x, values }) => [x, middle(values)]),
      on,
    )}`;
  return chart({
    title,
    says,
    on,
    body,
    note: 'The middle load of each level; band: the lowest to the highest of its loads.',
  });
}

function axesOf(curve: Curve, most: number, yWords: (value: number) => string): LevelAxes {
  const { axis } = curve;
  const xWords = (value: number) => levelWord(axis, value);
  return levelAxes({ levels: axis.values, most, title: axis.name, xWords, yWords });
}

/** The levels that are known, in unbroken rows: no line is drawn across what is not known. */
function stretches(levels: readonly CurveLevel[]): readonly (readonly CurveLevel[])[] {
  const rows: CurveLevel[][] = [[]];
  for (const level of levels) {
    if (level.goodput) rows.at(-1)?.push(level);
    else rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

function band(
  points: readonly (readonly [x: number, low: number, high: number])[],
  on: LevelAxes,
): VNode {
  const above = points.map(([x, , high]) => [x, high] as const);
  const below = points.map(([x, low]) => [x, low] as const);
  return view`<polygon class="band" points=${on.line([...above, ...below.toReversed()])} />`;
}

function line(points: readonly (readonly [x: number, y: number])[], on: LevelAxes): VNode {
  return view`<polyline class="curve" points=${on.line(points)} />
    ${points.map(([x, y]) => view`<circle class="dot" cx=${on.x(x)} cy=${on.y(y)} r="3" />`)}`;
}

function kneeMark(text: string, x: number, on: LevelAxes): VNode {
  const at = on.x(x);
  const isRight = at > (on.left + on.right) / 2;
  return view`<line class="knee" x1=${at} x2=${at} y1=${on.top} y2=${on.bottom} />
    <text x=${at + (isRight ? -6 : 6)} y=${on.bottom - 8} text-anchor=${isRight ? 'end' : 'start'}>${text}</text>`;
}
