import { page, wrap, type Page, type TextOptions, type Tone } from '../text/page.ts';
import { printable } from '../words/printable.ts';
import {
  changeWords,
  stillWords,
  compareHeadline,
  differenceWords,
  marginWords,
  comparedWords,
  valuesWords,
} from './compare-words.ts';
import type {
  Change,
  ComparedMeasure,
  ComparedSide,
  Comparison,
  ComparedResult,
} from './comparison.ts';
import { movementOf, type Movement } from './movement.ts';

/** The most lines of one kind of change. */
const most = 20;

/**
 * A comparison for a terminal: the verdict, what broke or is worse, what cannot be told, what is better, and in one line
 * what did not move.
 */
export function compareText(comparison: Comparison, options: TextOptions): string {
  const on = page(options);
  const { result, base, now, changes, differences, unlike, notes } = comparison;
  const word = comparedWords[result].toUpperCase();
  const [first = '', ...rest] = wrap(printable(compareHeadline(comparison)), on.width - 13);
  const changed = (kind: Change['kind']) => changeLines(changes, kind, on);
  const moved = (...how: readonly Movement[]) => measuresLines(differences, how, on);
  return [
    `${on.paint(tones[result], word)}  ${first}`,
    ...rest,
    ...sideLines('baseline', base, on),
    ...sideLines('now', now, on),
    ...unlike.flatMap((line) => wrap(printable(`not the same: ${line}`), on.width)),
    ...changed('newly-broke'),
    ...moved('worse'),
    ...changed('still-broken'),
    ...moved('unknown'),
    ...changed('no-longer-known'),
    ...changed('no-longer-covered'),
    ...changed('newly-holds'),
    ...moved('better'),
    ...changed('newly-covered'),
    ...moved('moved'),
    ...stillWords(differences).flatMap((line) => ['', ...wrap(line, on.width)]),
    ...(notes.length > 0 ? [''] : []),
    ...notes.flatMap((note) => wrap(printable(note), on.width)),
  ].join('\n');
}

const tones: Readonly<Record<ComparedResult, Tone>> = {
  'not-worse': 'good',
  unknown: 'doubt',
  worse: 'bad',
};

function sideLines(word: string, { file, says }: ComparedSide, on: Page): readonly string[] {
  const lines = wrap(printable(`${file}: ${says}`), on.width - 10);
  return lines.map((line, n) => on.paint('dim', `${(n === 0 ? word : '').padEnd(10)}${line}`));
}

function changeLines(
  changes: readonly Change[],
  kind: Change['kind'],
  on: Page,
): readonly string[] {
  const its = changes.filter((one) => one.kind === kind);
  const lines = its.slice(0, most).flatMap(({ file, title, what, reason, result }) => {
    const says = `${title}${what === '' ? '' : `, ${what}`} (${file}): ${reason}`;
    return told(on.paint(tones[result], comparedWords[result].padEnd(12)), says, on);
  });
  return section(changeWords[kind], lines, its.length, on);
}

const movementWords: Readonly<Partial<Record<Movement, readonly [string, Tone]>>> = {
  worse: ['WORSE', 'bad'],
  unknown: ['cannot tell', 'doubt'],
  better: ['BETTER', 'good'],
};

function measuresLines(
  all: readonly ComparedMeasure[],
  how: readonly Movement[],
  on: Page,
): readonly string[] {
  const its = all.filter((one) => how.includes(movementOf(one)));
  const lines = its.slice(0, most).flatMap((one) => {
    const where = one.where === '' ? '' : ` in ${one.where}`;
    const margin = marginWords(one);
    const asked = margin === '' ? '' : `, may be ${margin} worse`;
    const [word = '', tone = 'dim'] = movementWords[movementOf(one)] ?? [];
    const says = `${one.name}${where}: ${valuesWords(one)}, ${differenceWords(one)}${asked}; ${one.how}`;
    return told(on.paint(tone, word.padEnd(12)), says, on);
  });
  const [name] = how;
  return section(movedWords[name ?? 'moved'], lines, its.length, on);
}

const movedWords: Readonly<Record<Movement, string>> = {
  worse: 'worse',
  unknown: 'cannot tell',
  better: 'better',
  moved: 'moved, within its margin or not asked about',
  still: '',
  untold: '',
};

function section(
  name: string,
  lines: readonly string[],
  count: number,
  on: Page,
): readonly string[] {
  if (count === 0) return [];
  const left = count - most;
  const more = left > 0 ? [`  and ${left} more, in compare.json`] : [];
  return ['', on.paint('strong', `${name}:`), ...lines, ...more];
}

function told(word: string, says: string, on: Page): readonly string[] {
  const [first = '', ...rest] = wrap(printable(says), on.width - 15);
  return [`  ${word} ${first}`, ...rest.map((line) => `${' '.repeat(15)}${line}`)];
}
