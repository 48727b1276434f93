import { page, wrap, type Page, type TextOptions, type Tone } from '../text/page.ts';
import { printable } from '../words/printable.ts';
import {
  changeWords,
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

/** The most lines of one kind of change. */
const most = 20;

/** A comparison for a terminal: the verdict, what changed, and each difference with its interval. */
export function compareText(comparison: Comparison, options: TextOptions): string {
  const on = page(options);
  const { result, base, now, changes, differences, notes } = comparison;
  const word = comparedWords[result].toUpperCase();
  const [first = '', ...rest] = wrap(printable(compareHeadline(comparison)), on.width - 13);
  return [
    `${on.paint(tones[result], word)}  ${first}`,
    ...rest,
    ...sideLines('baseline', base, on),
    ...sideLines('now', now, on),
    ...changeLines(changes, on),
    ...(differences.length > 0 ? [''] : []),
    ...differences.flatMap((one) => measureLines(one, on)),
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

function changeLines(changes: readonly Change[], on: Page): readonly string[] {
  return Object.entries(changeWords).flatMap(([kind, words]) => {
    const its = changes.filter((one) => one.kind === kind);
    if (its.length === 0) return [];
    const told = its.slice(0, most).flatMap(({ file, title, what, reason, result }) => {
      const [first = '', ...rest] = wrap(
        printable(`${title}${what === '' ? '' : `, ${what}`} (${file}): ${reason}`),
        on.width - 15,
      );
      const word = on.paint(tones[result], comparedWords[result].padEnd(12));
      return [`  ${word} ${first}`, ...rest.map((line) => `${' '.repeat(15)}${line}`)];
    });
    const left = its.length - most;
    return [
      '',
      on.paint('strong', `${words}:`),
      ...told,
      ...(left > 0 ? [`  and ${left} more, in compare.json`] : []),
    ];
  });
}

function measureLines(one: ComparedMeasure, on: Page): readonly string[] {
  const where = one.where === '' ? '' : ` in ${one.where}`;
  const margin = marginWords(one);
  const asked = margin === '' ? '' : `, may be ${margin} worse`;
  const says = `${one.name}${where}: ${valuesWords(one)}, ${differenceWords(one)}${asked}; ${one.how}`;
  const [first = '', ...rest] = wrap(printable(says), on.width - 15);
  // What is not asked is no verdict.
  const isAsked = one.margin !== null || one.result !== 'not-worse';
  const word = isAsked
    ? on.paint(tones[one.result], comparedWords[one.result].padEnd(12))
    : ' '.repeat(12);
  return [`  ${word} ${first}`, ...rest.map((line) => `${' '.repeat(15)}${line}`)];
}
