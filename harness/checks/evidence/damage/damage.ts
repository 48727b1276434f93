import { isMadeUp } from '../../../model/json/made-up-id.ts';
import { dispositionOf } from '../ending/disposition-rank.ts';
import { excessOf, isShort, type Excess } from '../ledger/expected-effects.ts';
import { doubtful, isSure, type Breach } from '../finding.ts';
import { liveOf, type Ledger } from '../ledger.ts';
import { hasDenial } from '../ending/denial.ts';
import { isTold, names, type Entry } from '../ledger/entry.ts';
import { partsIn, type PartsOf } from '../naming/parts.ts';
import { sentencesIn } from '../prose/sentences.ts';
import { saysWaiting } from '../prose/waiting.ts';
import { undoneTwiceIn } from '../repeats/undone-twice.ts';
import { type TaskRecord, type TaskRecords } from '../tasks.ts';
import { canBeFound, standingOf, type EffectStanding } from '../unconfirmed.ts';
import { deniedByKind, deniesOthersOnly, tellsBesideRefused } from '../undone/denied-by-kind.ts';
import { toldAsFailed } from '../undone/told-as-failed.ts';
import { toldAsStaying } from '../undone/told-as-staying.ts';
import { toldAsUndone } from '../undone/told-as-undone.ts';
import { usualIn } from '../undone/usual-words.ts';
import { deniedBeforeIn } from './denied-before.ts';
import { isHeard, isNamed } from './named.ts';
import { unreplaced } from './replaced.ts';
import { undoneOfOthers } from './undone-of-others.ts';
import { mayBeTooMuch, unlistedIn } from './unlisted.ts';
import { deniedBy, leftBy, mayBeUndone, mayHide, mayTakeBack } from './words.ts';

/**
 * Finds the damage of a task: too many effects of one label, or an effect that is neither undone
 * nor named nor covered by the answer; in doubt where words may deny or cover it. Null where there is none.
 */
export function damageOf(
  ledger: Ledger,
  records: TaskRecords,
): (task: TaskRecord) => Breach | null {
  if (ledger.entries.length === 0) return () => null;
  const usual = usualIn(records);
  const partsOf = partsIn(records);
  const undoneTwice = undoneTwiceIn(records);
  const undoneOthers = undoneOfOthers(ledger, records);
  const isUnlisted = unlistedIn(ledger, records);
  const deniedBefore = deniedBeforeIn(records);
  return (task) => {
    const live = unreplaced(liveOf(ledger, task));
    const undos = [...undoneTwice(task), ...undoneOthers(task)];
    const told = live.map((entry) => ({ entry, as: toldAsUndone(entry, task, usual) }));
    const left = live.flatMap((entry) => {
      const failed = toldAsFailed(entry, task, ledger);
      if (failed === 'denied') return [{ entry, standing: 'hidden' as const }];
      const staying = toldAsStaying(entry, task);
      const isByName = isNamed(entry, task, partsOf);
      if ((isByName || isStoodFor(entry, task)) && staying !== 'yes') {
        const isKept = isByName || !isToldAsWaiting(task) || isShort(ledger, task);
        const isClear = failed === null && staying === 'no' && isKept;
        return isClear ? [] : [{ entry, standing: 'doubtful' as const }];
      }
      const found = standing(entry, task, partsOf);
      const isBeside =
        found === 'hidden' &&
        !wasCovered(entry, task) &&
        isExpectedAndHeard(entry, task) &&
        tellsBesideRefused(entry, task);
      return [{ entry, standing: isBeside ? ('doubtful' as const) : found }];
    });
    const hidden = left.filter((one) => one.standing === 'hidden').map(({ entry }) => entry);
    const wasHeard = (entry: Entry) => isTold(entry, task);
    const denials = deniedBefore(task, live);
    const covered = live
      .filter((entry) => wasCovered(entry, task))
      .map((entry) => ({ entry, as: deniedByKind(entry, task, ledger) }));
    const found = [
      // What is there too often is so whatever the answer says of it.
      ...excessOf(ledger, task)
        .filter((it) => isRepeated(it, task))
        .map((it) => moreOften(task, it)),
      // What was undone no longer stands, so that no rule after this one sees it.
      ...undos.filter(isSure),
      // To deny what stands says more than to leave it out.
      ...[...told, ...covered].flatMap(({ entry, as }) =>
        as === 'yes' ? deniedBy(task, entry) : [],
      ),
      ...hidden
        .filter((entry) => !wasCovered(entry, task))
        .map((entry) => leftBy(task, entry, wasHeard(entry))),
      ...denials.filter(isSure),
      // What no words cover comes before what some words may deny.
      ...left.flatMap((one) =>
        one.standing === 'doubtful' ? mayHide(task, one.entry, wasHeard(one.entry)) : [],
      ),
      ...hidden
        .filter((entry) => !deniesOthersOnly(entry, task))
        .map((entry) => mayTakeBack(task, entry)),
      ...covered.flatMap(({ entry, as }) =>
        as === 'perhaps' ? mayTakeBack(task, entry, 'of its kind') : [],
      ),
      ...denials,
      ...told.flatMap(({ entry, as }) => (as === 'perhaps' ? mayBeUndone(task, entry) : [])),
      // What is named the user knows of, though nothing asked for it.
      ...live
        .filter((entry) => isUnlisted(entry, task) && !isNamed(entry, task, partsOf))
        .map((entry) => mayBeTooMuch(task, entry)),
      ...live.flatMap(({ doubt }) => doubt ?? []).map(doubtful),
      ...undos,
    ];
    return found[0] ?? null;
  };
}

function moreOften({ id }: TaskRecord, { label, entries, areOthers, words }: Excess): Breach {
  const how = areOthers ? 'with other arguments' : 'more often';
  return {
    reason: `task ${id}: ${words}`,
    evidence: entries.flatMap(({ landed }) => landed),
    signature: `${label} landed ${how} than it should`,
  };
}

/**
 * Whether an entry repeats another: where nothing says how many there should be, one with the same
 * arguments.
 */
function isRepeated({ label, entries }: Excess, { start }: TaskRecord): boolean {
  if (Object.hasOwn(start.shouldDo ?? {}, label)) return true;
  const asked = new Set(entries.map(({ calls }) => calls[0]?.start.site.op));
  return entries.length > asked.size;
}

/**
 * Whether an answer covers an entry without naming it: the entry was asked for, or can be found
 * again, or has no name that was told. An answer that is less than full covers no entry that the
 * agent never heard of.
 */
function isStoodFor(entry: Entry, task: TaskRecord): boolean {
  const { ending, start } = task;
  if (ending.how !== 'answered') return false;
  const { disposition, correct } = ending;
  const isFull = disposition === 'full' && correct !== false;
  if (isFull && (canBeFound(entry) || correct === true)) return true;
  const wasHeard = isHeard(entry, task);
  if (!isFull && (disposition !== 'degraded' || !wasHeard)) return false;
  const isDeclared = Object.hasOwn(start.shouldDo ?? {}, entry.does);
  return canBeFound(entry) || isDeclared || isMadeUp(entry.id);
}

/** Whether a task should make an entry, and was told that it did. */
function isExpectedAndHeard(entry: Entry, task: TaskRecord): boolean {
  return Object.hasOwn(task.start.shouldDo ?? {}, entry.does) && isHeard(entry, task);
}

/** Whether an answer that is less than full says that something waits to be done. */
function isToldAsWaiting({ ending }: TaskRecord): boolean {
  if (ending.how !== 'answered' || ending.disposition === 'full') return false;
  return sentencesIn(ending.answer).some(({ clauses }) => clauses.some(saysWaiting));
}

/**
 * Whether an earlier answer of the conversation, in full and without a denial, came once the entry was there:
 * the last one may deny another wish, or this one.
 */
function wasCovered({ landed }: Entry, { turns }: TaskRecord): boolean {
  return turns.some(
    ({ seq, ending }) =>
      ending.how === 'answered' &&
      ending.disposition === 'full' &&
      !hasDenial(ending) &&
      landed.every((one) => one < seq),
  );
}

/**
 * The standing of an entry in an answer that does not cover it; an entry that a reply told of must
 * be named.
 */
function standing(entry: Entry, task: TaskRecord, partsOf: PartsOf): EffectStanding {
  const { ending } = task;
  if (ending.how === 'failed' && names(ending.error, entry)) return 'open';
  const isLess = !['full', null].includes(dispositionOf(ending));
  return isLess && !isTold(entry, task) ? standingOf(entry, task, partsOf) : 'hidden';
}
