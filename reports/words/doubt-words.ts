import { withoutNonces } from '../../harness/model/json/drawn-word.ts';
import { isMute, isOpen } from '../../harness/model/trace/exploration.ts';
import { byReason } from '../summary/by-reason.ts';
import type { DoubtSummary, SearchSummary } from '../summary/search-summary.ts';
import { clip } from './printable.ts';
import { counted } from './wording.ts';

/** What checks with one reason told nothing of in a search, and a run to look at. */
export interface DoubtNote {
  /** Whether they had nothing to judge: that is no doubt of the agent. */
  readonly isIdle: boolean;
  /** `bounded told nothing in 37 of 37 runs: too few calls`. */
  readonly line: string;
  readonly such: readonly SuchRun[];
}

/** A run in which a check could not tell, and the command that makes it again. */
export interface SuchRun {
  /** `such as under: slow (3 s) at shop GET /price, 1st attempt`. */
  readonly line: string;
  readonly again: string | null;
}

/** The doubts of a search, a note for each reason: first what could not tell, then what had nothing to judge. */
export function doubtNotes({ doubts }: Pick<SearchSummary, 'doubts'>): readonly DoubtNote[] {
  const [idle, open] = [doubts.filter(isIdle), doubts.filter((doubt) => !isIdle(doubt))];
  return [...notesOf(open, false), ...notesOf(idle, true)];
}

/** What leaves a search without a verdict, without reasons: `honest could not tell in 6 of 37 runs`; or ''. */
export function openDoubtCounts({ doubts }: Pick<SearchSummary, 'doubts'>): string {
  const open = doubts.filter(isOpen);
  return open.map((doubt) => `${doubt.check} ${countWords(doubt)}`).join('; ');
}

/** What leaves a search without a verdict, and why, in one line; or ''. */
export function openDoubtWords({ doubts }: Pick<SearchSummary, 'doubts'>): string {
  const [first] = doubts.filter(isOpen);
  if (!first) return '';
  const why = withoutAdvice(first.smallest?.reason ?? first.reason);
  return `${openDoubtCounts({ doubts })}: ${clip(why, mostWhy)}`;
}

/** A reason without what ends the doubt, which it has at its end: ` (give the task an expect.answer)`. */
function withoutAdvice(reason: string): string {
  return reason.replace(/ \((?:[^()]|\([^()]*\))*\)$/, '');
}

/** The most characters of a reason in a line. */
const mostWhy = 300;

/** The doubts of a search as sentences, one for each reason. */
export function doubtLines(doubts: readonly DoubtSummary[]): readonly string[] {
  return byReason(doubts, countWords);
}

function countWords(doubt: DoubtSummary): string {
  const { unknown, runs } = doubt;
  const all = counted(runs, 'run');
  if (isMute(doubt)) return `told nothing in ${runs} of ${all}`;
  return unknown === 0
    ? `had nothing to judge in any of ${all}`
    : `could not tell in ${unknown} of ${all}`;
}

function isIdle({ unknown }: DoubtSummary): boolean {
  return unknown === 0;
}

function notesOf(doubts: readonly DoubtSummary[], areIdle: boolean): readonly DoubtNote[] {
  return [...Map.groupBy(doubts, ({ reason }) => reason).values()].map((its) => ({
    isIdle: areIdle,
    line: doubtLines(its).join('; '),
    such: suchRuns(its),
  }));
}

/** The runs to look at, each once: checks with one reason often could not tell in the same one. */
function suchRuns(doubts: readonly DoubtSummary[]): readonly SuchRun[] {
  const all = doubts.flatMap(({ reason, smallest }): readonly SuchRun[] => {
    if (!smallest) return [];
    const { strikes, again } = smallest;
    const more = strikes.length > mostStrikes ? `; and ${strikes.length - mostStrikes} more` : '';
    // The commonest reasons stand just before.
    const own = withoutAdvice(smallest.reason);
    const why = withoutNonces(reason).includes(withoutNonces(own)) ? '' : `: ${own}`;
    const line = `such as under: ${strikes.slice(0, mostStrikes).join('; ')}${more}${why}`;
    return [{ line, again }];
  });
  const isFirst = ({ line }: SuchRun, at: number) =>
    all.findIndex((other) => other.line === line) === at;
  return all.filter(isFirst).slice(0, mostRuns);
}

/** The most strikes and runs that a note names. */
const mostStrikes = 3;
const mostRuns = 3;
