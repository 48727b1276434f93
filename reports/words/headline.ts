import type { Matrix } from '../../harness/model/trace/matrix.ts';
import type { Missed } from '../../harness/model/trace/trace.ts';
import type { SearchSummary } from '../summary/search-summary.ts';
import { openDoubtCounts, openDoubtWords } from './doubt-words.ts';
import { foundWords, stopWords } from './search-words.ts';
import type { Summary } from '../summary/summary.ts';
import { capital, counted } from './wording.ts';

/** The whole report in one sentence. */
export function headline(summary: Summary): string {
  const { totals, matrix, result, meta } = summary;
  const { scenarios, inconclusive } = totals;
  const only = onlySearch(summary);
  if (only && result !== 'unknown') return capital(foundWords(only));
  const broken = faults(summary);
  if (broken.length > 0) return broken.join(', ');
  if (scenarios === 0 && !matrix) return 'Nothing was run';
  const open = only ? openDoubtWords(only) : '';
  if (open !== '') return `Inconclusive: ${open}`;
  if (inconclusive > 0) {
    const all = counted(scenarios, 'scenario');
    return `Nothing failed, but ${inconclusive} of ${all} could not be judged`;
  }
  if (meta.partial) return 'Nothing failed before it was stopped';
  if (matrix)
    return result === 'pass' ? 'Every mutant was flagged, no careful system was' : empty(matrix);
  return scenarios === 1 ? 'The scenario passed' : `All ${scenarios} scenarios passed`;
}

/** The search of a report that holds one search and nothing else. */
function onlySearch({ searches, totals, matrix, errors }: Summary): SearchSummary | undefined {
  return totals.scenarios === 1 && !matrix && errors.length === 0 ? searches[0] : undefined;
}

function empty({ careful, mutants }: Matrix): string {
  if (careful.unknown > 0) {
    return `No false alarm, but ${counted(careful.unknown, 'careful run')} could not be judged`;
  }
  return mutants.length === 0
    ? 'No false alarm, but these scenarios have no mutants to flag'
    : 'No careful system was run';
}

function faults({ totals, matrix, errors }: Summary): readonly string[] {
  const mutants = matrix?.mutants ?? [];
  const missed = mutants.filter(({ flagged }) => !flagged).length;
  const alarms = matrix?.careful.falseAlarms ?? 0;
  const { failed, inconclusive, scenarios } = totals;
  return [
    ...(failed > 0 ? [`${failed} of ${counted(scenarios, 'scenario')} failed`] : []),
    ...(failed > 0 && inconclusive > 0 ? [`${inconclusive} could not be judged`] : []),
    ...(missed > 0 ? [`${missed} of ${counted(mutants.length, 'mutant')} missed`] : []),
    ...(alarms > 0 && failed === 0 ? [counted(alarms, 'false alarm')] : []),
    ...(errors.length > 0
      ? [`${counted(errors.length, 'error')} kept something from running`]
      : []),
  ];
}

/** The totals line: `3 passed, 1 failed, 0 inconclusive`. */
export function totalsLine({ totals }: Summary): string {
  return `${totals.passed} passed, ${totals.failed} failed, ${totals.inconclusive} inconclusive`;
}

/** The number of runs in words; for a matrix, the number of careful runs. */
export function runsWords({ totals, matrix }: Summary): string {
  if (matrix) return counted(matrix.careful.runs, 'careful run');
  return counted(totals.runs + totals.mutantRuns, 'run');
}

/** What limits the report's conclusions; empty for a report that is whole. */
export function warnings(summary: Summary): readonly string[] {
  const { totals, errors, meta, searches } = summary;
  const all: string[] = [];
  if (meta.partial) {
    const each = meta.runsEach === undefined ? '' : `, of ${meta.runsEach} asked of each scenario`;
    const after = `${runsWords(summary)}${each}`;
    all.push(`Partial: stopped in the middle after ${after}; the others are missing.`);
  }
  if (errors.length > 0) {
    const count = counted(errors.length, 'error');
    all.push(`${count} kept something from running: what it would have shown is missing.`);
  }
  if (totals.harnessFailures > 0) {
    const runs = counted(totals.harnessFailures, 'run');
    all.push(`Brownout itself went wrong in ${runs}, which show nothing: see the reason of each.`);
  }
  const awaited = foreignHosts(summary);
  if (awaited.length > 0) {
    const hosts = awaited.slice(0, 5).join(', ');
    const more = awaited.length > 5 ? ` and ${awaited.length - 5} more` : '';
    all.push(
      `Tasks asked for hosts that are no point of their scenario, and were refused: ${hosts}${more}. ` +
        'Make each a point, or have the agent do without it under test.',
    );
  }
  const distrusted = foreignHosts(summary, 'untrusted');
  if (distrusted.length > 0) {
    all.push(
      `Tasks did not trust the certificate of the run, so their requests came to no point: ${distrusted.join(', ')}. ` +
        'Have the agent trust the file `at.certificates`, as NODE_EXTRA_CA_CERTS and SSL_CERT_FILE say for most clients.',
    );
  }
  const unspoken = foreignHosts(summary, 'unspoken');
  if (unspoken.length > 0) {
    all.push(
      `Tasks spoke what no point speaks (a WebSocket, HTTP/2 alone), and were refused: ${unspoken.join(', ')}. ` +
        'Have the agent use HTTP/1.1.',
    );
  }
  for (const { title, stopped, claim, doubts } of searches) {
    if (stopped === 'vacuous') all.push(`The search of "${title}" has shown ${claim}.`);
    else if (!isTold(stopped) && !(meta.partial && stopped === 'interrupted')) {
      all.push(`The search of "${title}" has not shown all it was to show: ${stopWords[stopped]}.`);
    }
    const open = openDoubtCounts({ doubts });
    if (open !== '') all.push(`In the search of "${title}" ${open}: why is told there.`);
  }
  const isEmpty = totals.runs + totals.mutantRuns === 0 && totals.scenarios === 0;
  if (isEmpty && errors.length === 0 && summary.matrix === null) {
    all.push('There was not one run, so nothing was tested.');
  }
  return all;
}

/** Whether the claim or the findings already say how the search ended. */
function isTold(stopped: SearchSummary['stopped']): boolean {
  return stopped === 'done' || stopped === 'found' || stopped === 'broken';
}

/** Hosts that some task called in vain: that are no points, or as `why` says. */
function foreignHosts({ families }: Summary, why?: Missed): readonly string[] {
  const all = families.flatMap(({ scenarios }) => scenarios.flatMap(({ foreign }) => foreign));
  const its = all.filter((one) => one.tasks > 0 && one.why === why);
  return [...new Set(its.map(({ host }) => host))].toSorted();
}

/** The kill matrix in one sentence. */
export function matrixLine({ careful, mutants }: Matrix): string {
  const flagged = mutants.filter((row) => row.flagged).length;
  const alarms = counted(careful.falseAlarms, 'false alarm');
  const runs = counted(careful.runs, 'careful run');
  const caught = `${flagged} of ${counted(mutants.length, 'mutant')} flagged`;
  const unknown = careful.unknown > 0 ? `, ${careful.unknown} unknown` : '';
  return `${mutants.length === 0 ? 'No mutants' : caught}, ${alarms}${unknown} in ${runs}`;
}
