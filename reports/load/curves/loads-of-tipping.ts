import type { FrontierPoint, Tipping } from '../../../harness/model/load/tipping.ts';
import { faultsChart } from '../charts/faults-chart.ts';
import { time } from '../load-words.ts';
import { levelWord } from './curve-words.ts';
import { loadsOf, type SeveralCase } from './several-loads.ts';
import {
  faultCells,
  faultHeads,
  frontierCells,
  frontierHeads,
  tippingDoubts,
  tippingFacts,
  tippingStrikes,
  tippingWords,
} from './tipping-words.ts';

/** A tipping point as its reports tell it, with the load that shows the smallest fault. */
export const loadsOfTipping = loadsOf((tipping: Tipping) => {
  const { trials, shrinking, axis, frontier } = tipping;
  const faults = [...trials, ...shrinking].toSorted((a, b) => a.x - b.x || a.faultMs - b.faultMs);
  return {
    stem: 'tipping',
    kind: 'Tipping point',
    about: 'tipping point',
    headlines: [tippingWords(tipping)],
    facts: tippingFacts(tipping),
    strikes: tippingStrikes(tipping),
    invalid: [...new Set(trials.flatMap(({ invalid }) => invalid))],
    doubts: tippingDoubts(tipping),
    cases: frontier.map((point) => depthCase(tipping, point)),
    differences: [],
    tables: [
      {
        title: 'For how long it bears each depth',
        heads: [axis.name, ...frontierHeads],
        rows: frontier.map((point) => frontierCells(tipping, point)),
      },
      {
        title: 'Faults that were tried',
        heads: [axis.name, ...faultHeads],
        rows: faults.map((trial) => faultCells(tipping, trial)),
      },
    ],
    shortHeads: [axis.name, 'comes back after', 'does not after'],
    charts: trials.length > 0 ? faultsChart(tipping) : null,
    footer:
      'Each fault is a load of its own. It tips the system where that stays bad once the fault is off, and either recovers when the load is lowered for a while, or not even then.',
  };
});

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
