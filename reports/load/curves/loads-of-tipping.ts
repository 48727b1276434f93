import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import type { FrontierPoint, Tipping } from '../../../harness/model/load/tipping.ts';
import { cleansed } from '../../words/printable.ts';
import { time } from '../load-words.ts';
import { levelWord } from './curve-words.ts';
import type { SeveralCase, SeveralLoads } from './several-loads.ts';
import { tippingPage } from './tipping-page.ts';
import { tippingText } from './tipping-text.ts';
import {
  frontierCells,
  frontierHeads,
  tippingDoubts,
  tippingFacts,
  tippingStrikes,
  tippingWords,
} from './tipping-words.ts';

/** A tipping point as its reports tell it, with the load that shows the smallest fault. */
export function loadsOfTipping(given: Tipping, report: LoadReport | null): SeveralLoads {
  const tipping = cleansed(given);
  const { scenario, file, variant, result, trials, axis, frontier, cut, tookMs } = tipping;
  return {
    stem: 'tipping',
    kind: 'Tipping point',
    scenario,
    file,
    variant,
    result,
    headline: tippingWords(tipping),
    facts: tippingFacts(tipping),
    strikes: tippingStrikes(tipping),
    invalid: [...new Set(trials.flatMap(({ invalid }) => invalid))],
    doubts: tippingDoubts(tipping),
    cut,
    cases: frontier.map((point) => depthCase(tipping, point)),
    differences: [],
    heads: [axis.name, ...frontierHeads],
    rows: frontier.map((point) => frontierCells(tipping, point)),
    shown: report,
    value: given,
    tookMs,
    text: (options) => tippingText(given, options),
    page: () => tippingPage(given),
  };
}

function depthCase(
  { axis, longestMs }: Tipping,
  { x, returnsAtMs, tipsAtMs }: FrontierPoint,
): SeveralCase {
  const name = `comes back by itself from ${axis.name} ${levelWord(axis, x)}`;
  if (tipsAtMs !== null) {
    return { name, result: 'fail', reason: `does not, once that was on for ${time(tipsAtMs)}` };
  }
  if (returnsAtMs === longestMs) {
    return {
      name,
      result: 'pass',
      reason: `does, from the longest that was tried: ${time(longestMs)}`,
    };
  }
  return { name, result: 'unknown', reason: `not known for ${time(longestMs)}` };
}
