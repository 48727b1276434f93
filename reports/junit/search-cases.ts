import { isOpen } from '../../harness/model/trace/exploration.ts';
import type { SearchSummary } from '../summary/search-summary.ts';
import { doubtLines, doubtNotes } from '../words/doubt-words.ts';
import { coverageWords } from '../words/search-words.ts';
import type { Finding } from '../summary/finding.ts';
import { findingBlock } from '../text/finding.ts';
import { page } from '../text/page.ts';
import type { Case } from './case.ts';

const sheet = page({ color: false, width: 100, isWhole: true });

/**
 * The cases of a search: one for its coverage, one for each check that was unknown or not
 * applicable, and a failure for each finding.
 */
export function searchCases(search: SearchSummary, all: readonly Finding[]): readonly Case[] {
  const { family, file, title, found, claim, stopped, tookMs, doubts } = search;
  const quiet = doubts.filter((one) => isOpen(one) || one.unknown === 0);
  const told = all.filter(({ isExpected }) => !isExpected);
  const base = { classname: `${family}.${file}`, timeMs: 0 };
  const isWhole = stopped === 'done';
  return [
    {
      classname: base.classname,
      timeMs: tookMs,
      name: `${title}: searched to the end`,
      verdict: isWhole ? 'passed' : 'unknown',
      message: isWhole ? '' : `shown: ${claim}`,
      details: isWhole ? `shown: ${claim}\ncovered: ${coverageWords(search)}` : '',
    },
    ...quiet.map((one): Case => ({
      ...base,
      name: `${title}: ${one.check}`,
      verdict: isOpen(one) ? 'unknown' : 'not-applicable',
      message: doubtLines([one]).join(),
      details: doubtNotes({ doubts: [one] })
        .flatMap(({ such }) => such.flatMap(({ line, again }) => [line, again ?? []]).flat())
        .join('\n'),
    })),
    ...found.map((met): Case => {
      const finding = told[met.finding - 1];
      return {
        ...base,
        name: `${title}: ${met.check}: ${met.signature}`,
        verdict: 'failure',
        message: finding?.reason ?? met.signature,
        details: finding ? findingBlock(finding, met.finding, sheet).join('\n') : '',
      };
    }),
  ];
}
