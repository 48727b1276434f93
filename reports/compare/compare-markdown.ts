import { code, safe } from '../markdown/escape.ts';
import { cleansed, clip } from '../words/printable.ts';
import { counted } from '../words/wording.ts';
import {
  changeWords,
  compareHeadline,
  differenceWords,
  marginWords,
  comparedWords,
  valuesWords,
} from './compare-words.ts';
import type { Change, ComparedMeasure, Comparison } from './comparison.ts';

/** The most rows of a table. */
const most = 100;

/** A comparison as GitHub Markdown, for a pull request. */
export function compareMarkdown(given: Comparison): string {
  const comparison = cleansed(given);
  const { base, now, changes, differences, notes } = comparison;
  const asked = differences.filter(
    ({ margin, result }) => margin !== null || result !== 'not-worse',
  );
  const others = differences.filter((one) => !asked.includes(one));
  return `${[
    `# Brownout: ${safe(compareHeadline(comparison))}`,
    `${code(base.file)} ${safe(base.says)}<br>${code(now.file)} ${safe(now.says)}`,
    ...changeTable(changes),
    ...(asked.length > 0 ? ['## Gates', measureTable(asked)] : []),
    ...(others.length > 0
      ? [
          `<details><summary>${counted(others.length, 'other difference')}, not asked about</summary>`,
          measureTable(others),
          '</details>',
        ]
      : []),
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
      comparedWords[one.result],
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
