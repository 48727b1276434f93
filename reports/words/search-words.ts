import {
  pruneRules,
  type Exploration,
  type LevelReport,
  type PruneRule,
} from '../../harness/model/trace/exploration.ts';
import type { CellState, SearchSummary } from '../summary/search-summary.ts';
import { openDoubtCounts } from './doubt-words.ts';
import { counted } from './wording.ts';

/** The names of the pruning rules in reports. */
export const ruleWords: Readonly<Record<PruneRule, string>> = {
  kinds: 'same kind',
  absorbed: 'absorbed',
  converged: 'converged',
  alike: 'like task',
};

/** The name of each cell state. */
export const cellWords: Readonly<Record<CellState, string>> = {
  broke: 'broke',
  struck: 'held',
  unknown: 'unknown',
  idle: 'idle',
  ...ruleWords,
  unreached: 'not tried',
};

/** The meaning of each cell state. */
export const cellMeanings: Readonly<Record<CellState, string>> = {
  broke: 'it struck, and a check broke: by it alone, or with others that broke nothing alone',
  struck: 'it struck, and every check held',
  unknown: 'it struck, no check broke, and at least one could not tell',
  idle: 'it was sent, but there was nothing in that reply it could change',
  kinds: 'left out by rule: another fault had shown the same future there',
  absorbed: 'left out by rule: the fault before it had left no mark',
  converged: 'left out by rule: after another fault the run goes on in the same way',
  alike: 'left out by rule: a task that is like this one was struck in the same manner',
  unreached: 'the call was seen, but no schedule of this search tried the fault there',
};

/** The sign of each cell state, for readers who see no colours. */
export const cellSigns: Readonly<Record<CellState, string>> = {
  broke: '✕',
  struck: '●',
  unknown: '◐',
  idle: '○',
  kinds: '=',
  absorbed: '~',
  converged: '»',
  alike: '≈',
  unreached: '?',
};

/** What a search has shown, or why it has shown nothing. */
export function claimWords({ claim, stopped, difference, vacuity }: Exploration): string {
  if (stopped === 'nondeterministic') {
    return `nothing: two runs of the same seed differ, at ${difference ?? 'an unknown event'}`;
  }
  if (stopped === 'broken') return 'nothing: the agent does not do its work without faults';
  if (vacuity !== null) return `nothing, for no fault struck: ${vacuity}`;
  const early = stopped === 'done' ? '' : ` (${stopWords[stopped]})`;
  return `${claim ?? 'nothing yet: no level was finished'}${early}`;
}

/** Why a search ended, in words. */
export const stopWords: Readonly<Record<Exploration['stopped'], string>> = {
  done: 'it went to its end',
  found: 'it stopped at its first finding',
  budget: 'it stopped early: its budget of runs was used up',
  time: 'it stopped early: its time was used up',
  interrupted: 'it stopped early: it was interrupted',
  nondeterministic: 'it was not begun: two runs of the same seed differ',
  broken: 'it was not begun: the agent does not do its work without faults',
  vacuous: 'no fault struck',
};

/** How many ways to break the system were found. */
export function foundWords({
  found,
  result,
  doubts,
}: Pick<SearchSummary, 'found' | 'result' | 'doubts'>): string {
  if (found.length > 0) return `${counted(found.length, 'way')} to break it`;
  if (result === 'pass') return 'no way to break it';
  const open = openDoubtCounts({ doubts });
  return open === '' ? 'no way to break it so far' : `nothing for sure: ${open}`;
}

/** A search's subject and effort: `careful, seed 1: 15 faults at 74 sites, 1,102 runs`. */
export function effortWords(search: SearchSummary): string {
  const { variant, seed, faults, sites, runs } = search;
  const what = `${counted(faults.length, 'fault')} at ${counted(sites, 'site')}`;
  return `${variant}, seed ${seed}: ${what}, ${counted(runs, 'run')}`;
}

/** One level in words: `level 2: 1,814 schedules, 938 run, 778 same kind …`. */
export function levelWords(level: LevelReport): string {
  const { schedules, run, pruned, audited, refuted } = level;
  const parts = [
    `${counted(schedules, 'schedule')}`,
    `${run.toLocaleString('en-US')} run`,
    ...pruneRules.flatMap((rule) =>
      pruned[rule] > 0 ? [`${pruned[rule].toLocaleString('en-US')} ${ruleWords[rule]}`] : [],
    ),
    ...(audited > 0 ? [`${audited} audited`, `${refuted} refuted`] : []),
    level.isFinished ? 'finished' : 'not finished',
  ];
  return `level ${level.level}: ${parts.join(', ')}`;
}

/** The number of cells in each state: `210 held, 5 broke, 35 not tried`. */
export function coverageWords({
  counts,
  stopped,
}: Pick<SearchSummary, 'counts' | 'stopped'>): string {
  const order: readonly CellState[] = [
    'struck',
    'broke',
    'unknown',
    'idle',
    ...pruneRules,
    'unreached',
  ];
  const parts = order.flatMap((state) =>
    counts[state] > 0 ? [`${counts[state].toLocaleString('en-US')} ${cellWords[state]}`] : [],
  );
  if (parts.length === 0) return 'nothing';
  // All schedules were tried, so a call that none could strike comes after the last fault that one may have.
  const isBehind = stopped === 'done' && counts.unreached > 0;
  return (
    parts.join(', ') + (isBehind ? ' (they come after as many faults as were to be tried)' : '')
  );
}
