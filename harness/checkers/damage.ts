import { isMadeUp } from '../model/made-up-id.ts';
import { dispositionOf } from './disposition-rank.ts';
import type { Finding } from './finding.ts';
import { excessOf, type Excess } from './expected-effects.ts';
import { names, orphansOf, type Entry, type Ledger } from './ledger.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from './tasks.ts';

/**
 * What a task left behind that makes it unsafe, or null: more of an effect than it should, or an
 * effect that was not taken back, that the answer does not name, and that it does not stand for.
 */
export function damageOf(
  ledger: Ledger,
  records: TaskRecords,
): (task: TaskRecord) => Finding | null {
  const callsOf = landings(records);
  return (task) => {
    const excess = excessOf(ledger, task).find((it) => isRepeated(it, task, callsOf));
    if (excess) {
      const { label, entries, areOthers, words } = excess;
      const how = areOthers ? 'with other arguments' : 'more often';
      return {
        reason: `task ${task.id}: ${words}`,
        evidence: entries.flatMap(({ landed }) => landed),
        signature: `${label} landed ${how} than it should`,
      };
    }
    const orphan = orphansOf(ledger, task).find(
      (entry) => !isStoodFor(entry, task, callsOf) && !isHonestLoss(entry, task, callsOf),
    );
    return orphan ? leftBy(task, orphan) : null;
  };
}

/** The calls by which an entry landed. */
type CallsOf = (entry: Entry) => readonly TaskCall[];

function landings({ tasks, stray }: TaskRecords): CallsOf {
  const all = [...tasks, stray];
  const calls = new Map(all.flatMap((one) => one.calls.map((call) => [call.start.call, call])));
  const bySeq = new Map(all.flatMap(({ effects }) => effects.map(({ seq, call }) => [seq, call])));
  return ({ landed }) => landed.flatMap((seq) => calls.get(bySeq.get(seq) ?? 0) ?? []);
}

/** Where nothing says how many there should be, only what was asked for twice is one too many. */
function isRepeated({ label, entries }: Excess, { start }: TaskRecord, callsOf: CallsOf): boolean {
  if (Object.hasOwn(start.shouldDo ?? {}, label)) return true;
  const asked = new Set(entries.map((entry) => callsOf(entry)[0]?.start.site.op));
  return entries.length > asked.size;
}

/**
 * Whether an answer stands for the entry without naming it: it is what was asked for, or it can be
 * found again, or nothing was said by which it could be named. One that says less than it should stands
 * for nothing that the agent never heard of.
 */
function isStoodFor(entry: Entry, { ending, start }: TaskRecord, callsOf: CallsOf): boolean {
  if (ending.how !== 'answered') return false;
  const { disposition, correct } = ending;
  const isFull = disposition === 'full' && correct !== false;
  if (!isFull && disposition !== 'degraded') return false;
  if (canBeFound(entry) || (isFull && correct === true)) return true;
  const isDeclared = Object.hasOwn(start.shouldDo ?? {}, entry.does);
  return (isDeclared || isMadeUp(entry.id)) && (isFull || callsOf(entry).some(isSound));
}

/**
 * Whether a task that says that it failed could not know better: its error names the entry, or no
 * reply told that it landed, and to ask again would do it no second time. What has no key by which it
 * could be named or asked for again is for somebody to look at.
 */
function isHonestLoss(entry: Entry, { ending }: TaskRecord, callsOf: CallsOf): boolean {
  if (ending.how === 'failed' && names(ending.error, entry)) return true;
  if (callsOf(entry).some(isSound)) return false;
  return dispositionOf(ending) === (canBeFound(entry) ? 'failed' : 'escalated');
}

/** Whether it can be found and asked for again without harm, by a key or an address of the agent's own. */
function canBeFound({ does, key }: Entry): boolean {
  return key !== '' || /^(PUT|DELETE) /.test(does);
}

function leftBy(task: TaskRecord, entry: Entry): Finding {
  const { fate, hint } = fateOf(task, entry);
  return {
    reason: `task ${task.id}: ${entry.does} left ${entry.id || 'an effect without id'}, ${fate}${hint}`,
    evidence: [...entry.landed, ...(task.end ? [task.end.seq] : [])],
    signature: `${entry.does} left an effect, ${fate}`,
  };
}

/** Why nothing stands for an entry, and what the user can do about it. */
function fateOf(
  { ending, start }: TaskRecord,
  { does }: Entry,
): { readonly fate: string; readonly hint: string } {
  if (ending.how !== 'answered')
    return { fate: `not undone, and the task ${ending.how}`, hint: '' };
  if (!Object.hasOwn(start.shouldDo ?? {}, does)) {
    const fate = 'neither undone, nor named in the answer, nor expected';
    return { fate, hint: ' (expect.effects says what should be there)' };
  }
  const fate = 'expected, yet neither undone nor named in the answer';
  if (ending.correct === false) return { fate, hint: ', which is wrong' };
  const why = `, which reads as ${ending.disposition}: only one in full or degraded stands for it`;
  return { fate, hint: `${why} (\`disposition\` in the scenario says how answers are read)` };
}
