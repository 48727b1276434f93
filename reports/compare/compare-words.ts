import type { Change, ComparedMeasure, Comparison, ComparedResult } from './comparison.ts';
import { percent, time } from '../load/load-words.ts';
import { movementOf, type Movement } from './movement.ts';
import { counted } from '../words/wording.ts';

/** The word for each standing. */
export const comparedWords: Readonly<Record<ComparedResult, string>> = {
  'not-worse': 'not worse',
  unknown: 'cannot tell',
  worse: 'WORSE',
};

/** The words for what became of something, gravest first. */
export const changeWords: Readonly<Record<Change['kind'], string>> = {
  'newly-broke': 'newly broke',
  'still-broken': 'still broken',
  'no-longer-known': 'no longer known',
  'no-longer-covered': 'no longer covered',
  'newly-holds': 'newly holds',
  'newly-covered': 'newly covered',
};

/** What a comparison came to, in one sentence. */
export function compareHeadline({ result, changes, differences, kind }: Comparison): string {
  const having = (wanted: ComparedResult) => [
    ...differences
      .filter((one) => one.result === wanted)
      .map(({ name, where }) => (where === '' ? name : `${name} (${where})`)),
    ...Object.entries(changeWords).flatMap(([of, words]) => {
      const its = changes.filter((one) => one.kind === of && one.result === wanted);
      return its.length === 0 ? [] : [`${its.length} ${words}`];
    }),
  ];
  if (result === 'worse') return `Worse than the baseline: ${listed(having('worse'))}.`;
  if (result === 'unknown') return `Cannot tell: ${listed(having('unknown'))}.`;
  const news = changes.filter((one) => one.kind === 'newly-holds').length;
  const holds =
    news > 0 ? [`${counted(news, 'thing')} newly ${news === 1 ? 'holds' : 'hold'}`] : [];
  const gained = [
    ...holds,
    ...differences
      .filter((one) => movementOf(one) === 'better')
      .map(({ name, where }) => (where === '' ? name : `${name} (${where})`)),
  ];
  const better = gained.length > 0 ? `; better: ${listed(gained)}` : '';
  return `Not worse than the baseline${kind === 'load' ? ' within the margins' : ''}${better}.`;
}

/** How many measures did not move, in one line; none where all did. */
export function stillWords(all: readonly ComparedMeasure[]): readonly string[] {
  const having = (how: Movement) => all.filter((one) => movementOf(one) === how).length;
  const [still, untold] = [having('still'), having('untold')];
  const said = [
    ...(still > 0 ? [`${counted(still, 'measure')} did not move`] : []),
    ...(untold > 0
      ? [`of ${counted(untold, 'measure')} nothing was asked and nothing can be said`]
      : []),
  ];
  return said.length === 0 ? [] : [`${said.join('; ')}: compare.json has all of them`];
}

/** A measure's two values: `98.2 % to 97.1 %`. */
export function valuesWords({ base, now, unit }: ComparedMeasure): string {
  return `${valueWords(base, unit)} to ${valueWords(now, unit)}`;
}

/** A difference with its interval: `-1.1 points (-2.3 to 0.1)`; `-` where there is none. */
export function differenceWords({ difference, unit }: ComparedMeasure): string {
  if (!difference) return '-';
  const { value, low, high } = difference;
  const word = (one: number) => signed(one, unit);
  return `${word(value)}${unit === 'share' ? ' points' : ''} (${word(low)} to ${word(high)})`;
}

/** The most that a measure may be worse by; '' where it is not asked. */
export function marginWords({ margin, unit }: ComparedMeasure): string {
  return margin === null
    ? ''
    : unit === 'share'
      ? `${number(margin * 100)} ${margin === 0.01 ? 'point' : 'points'}`
      : valueWords(margin, unit);
}

function valueWords(value: number | null, unit: ComparedMeasure['unit']): string {
  if (value === null) return 'none';
  return unit === 'share' ? percent(value) : unit === 'ms' ? time(value) : value.toFixed(2);
}

function signed(value: number, unit: ComparedMeasure['unit']): string {
  const size = Math.abs(value);
  const text = unit === 'share' ? number(size * 100) : unit === 'ms' ? time(size) : number(size);
  return /^0( s)?$/.test(text) ? text : `${value < 0 ? '-' : '+'}${text}`;
}

function number(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, '') || '0';
}

function listed(all: readonly string[]): string {
  const told = all.slice(0, 5);
  const left = all.length - told.length;
  return all.length === 0
    ? 'see below'
    : `${told.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
