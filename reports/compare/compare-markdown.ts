import { code, safe } from '../markdown/escape.ts';
import { cleansed, clip } from '../words/printable.ts';
import { counted } from '../words/wording.ts';
import {
  changeWords,
  compareHeadline,
  differenceWords,
  marginWords,
  comparedWords,
  stillWords,
  valuesWords,
} from './compare-words.ts';
import type { Change, ComparedMeasure, Comparison } from './comparison.ts';
import { movementOf, type Movement } from './movement.ts';

/** The most rows of a table. */
const most = 100;

/** A comparison as GitHub Markdown, for a pull request. */
export function compareMarkdown(given: Comparison): string {
  const comparison = cleansed(given);
  const { base, now, changes, differences, unlike, notes } = comparison;
  const moved = (...how: readonly Movement[]) =>
    differences
      .filter((one) => how.includes(movementOf(one)))
      .toSorted((a, b) => how.indexOf(movementOf(a)) - how.indexOf(movementOf(b)));
  const telling = moved('worse', 'unknown', 'better');
  const others = moved('moved');
  return `${[
    `# Brownout: ${safe(compareHeadline(comparison))}`,
    `${code(base.file)} ${safe(base.says)}<br>${code(now.file)} ${safe(now.says)}`,
    ...unlike.map((line) => `> [!WARNING]\n> Not the same: ${safe(line)}`),
    ...changeTable(changes),
    ...(telling.length > 0 ? ['## What moved', measureTable(telling)] : []),
    ...(others.length > 0
      ? [
          `<details><summary>${counted(others.length, 'other difference')}, within its margin or not asked about</summary>`,
          measureTable(others),
          '</details>',
        ]
      : []),
    ...stillWords(differences).map((line) => `*${safe(line)}*`),
    ...notes.map((note) => `> ${safe(note)}`),
  ].join('\n\n')}\n`;
}

function changeTable(changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  const order = Object.keys(changeWords);
  const rows = changes
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, most)
    .map(({ kind, file, title, what, reason, result }) => {
      const about = `${safe(clip(title, 200))}${what === '' ? '' : `<br>${code(clip(what, 200))}`}`;
      const cells = [
        result === 'worse' ? `**${changeWords[kind]}**` : changeWords[kind],
        comparedWords[result],
        `${about}<br>${code(clip(file, 200))}`,
        safe(clip(reason, 500)),
      ];
      return `| ${cells.join(' | ')} |`;
    });
  const left = changes.length - rows.length;
  return [
    '## What changed',
    ['| | | scenario | |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...(left > 0 ? [`*and ${left} more, in compare.json*`] : []),
  ];
}

function measureTable(all: readonly ComparedMeasure[]): string {
  const rows = all.slice(0, most).map((one) => {
    const where = one.where === '' ? '' : `<br>${safe(clip(one.where, 100))}`;
    const cells = [
      word(one),
      `${safe(one.name)}${where}`,
      safe(valuesWords(one)),
      safe(differenceWords(one)),
      safe(marginWords(one)),
      safe(clip(one.how, 200)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| | | baseline to now | difference (95 %) | may be worse by | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function word(one: ComparedMeasure): string {
  const how = movementOf(one);
  if (how === 'better') return '**better**';
  return how === 'worse'
    ? `**${comparedWords.worse}**`
    : how === 'unknown'
      ? comparedWords.unknown
      : '';
}
