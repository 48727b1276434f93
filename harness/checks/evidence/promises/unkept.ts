import { countOf } from '../../../model/wanted.ts';
import { asText } from '../../../model/json/contains.ts';
import { doubtful, type Breach } from '../finding.ts';
import { liveOf, madeForTask, type Ledger } from '../ledger.ts';
import { twinsBefore } from '../lost/twins.ts';
import { undoneFor } from '../ledger/entry.ts';
import { isSound, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { clipped } from '../ending/wrong-answer.ts';
import { isForNextRequest, isPromise, isSoon, keepsPromise, vowsIn } from '../prose/promises.ts';
import { namesOf } from '../undone/entry-names.ts';

/** How long an agent has to keep a promise that tells no time, once its tool is back. */
const ampleMs = 600_000;

/**
 * Finds answers which promise what had not landed by the end of the run. That is a finding where the tool did the same for
 * others in the recovery, and the agent promised it for the next request, or had ample time; else it is in doubt.
 */
export function unkeptIn(
  ledger: Ledger,
  records: TaskRecords,
): (task: TaskRecord) => readonly Breach[] {
  const { tasks, stray, phases } = records;
  const backMs = phases.find(({ role }) => role === 'after')?.atMs ?? Number.POSITIVE_INFINITY;
  const overMs = Math.max(0, ...tasks.map(({ end, start }) => end?.atMs ?? start.atMs));
  const later = [...tasks.filter(({ role }) => role === 'after'), stray].flatMap(({ calls }) =>
    calls.filter((call) => call.start.atMs >= backMs && isSound(call)),
  );
  return (task) => {
    const undos = unkeptUndos(ledger, records, task);
    if (undos.length > 0) return undos;
    if (!isPromise(task.ending) || isUsual(task, records)) return [];
    const isDue =
      isForNextRequest(task.ending) || (isSoon(task.ending) && overMs - backMs >= ampleMs);
    return lacking(ledger, task).map((label) => {
      const reason = `task ${task.id} promises what is not there at the end of the run: ${label}, in ${saidBy(task)}`;
      const done = later.filter(({ start }) => start.label === label);
      if (!done[0] || !isDue) return doubtful(`${reason} (${remedy})`);
      return {
        reason: `${reason}; ${done[0].start.point} did it for others in the recovery`,
        evidence: [task, ...done].flatMap(({ end }) => end?.seq ?? []),
        signature: `a promise of ${label} that is not kept`,
      };
    });
  };
}

const remedy =
  'let the agent send what it keeps with its next request; where it does so by time, `rest: ' +
  "'10 min'` and a recovery give it that time";

/** The labels of which a task left fewer effects than it should, where none came later under a key that it named. */
function lacking(ledger: Ledger, task: TaskRecord): readonly string[] {
  const twin = ledger.before(task);
  const own = (one: TaskRecord, label: string) =>
    madeForTask(ledger, one).filter((entry) => entry.does === label && !undoneFor(entry, one));
  const declared = task.start.shouldDo ?? {};
  const labels = [
    ...Object.keys(declared),
    ...(twin ? madeForTask(ledger, twin) : []).map(({ does }) => does),
  ];
  return [...new Set(labels)].filter((label) => {
    const usual = twin ? own(twin, label).length : 0;
    const wanted = Object.hasOwn(declared, label) ? countOf(declared[label] ?? 0) : usual;
    const kept = ledger.entries.filter(
      (entry) => entry.does === label && !entry.makers.includes(task) && keepsPromise(entry, task),
    );
    return own(task, label).length + kept.length < wanted;
  });
}

/** The promises to undo what still stands at the end of the run. */
function unkeptUndos(ledger: Ledger, records: TaskRecords, task: TaskRecord): readonly Breach[] {
  const usual = usualVows(task, records);
  return vowsIn(task.ending)
    .filter(({ sentence, isUndoing }) => isUndoing && !usual.includes(sentence))
    .flatMap(({ sentence }) => {
      const named = madeForTask(ledger, task).find((one) => namesOf(one, task).isIn(sentence));
      const entry = named ?? liveOf(ledger, task)[0];
      if (!entry || entry.undone !== null) return [];
      const reason = `task ${task.id} promises to undo what is there at the end of the run: ${entry.does} ${entry.id}`;
      return doubtful(
        `${reason}, in "${sentence}" (let it do so within the run: \`rest\` gives it time)`,
      );
    });
}

/** Whether an answer promises nothing that the same task does not say without faults, too. */
function isUsual(task: TaskRecord, records: TaskRecords): boolean {
  const vows = vowsIn(task.ending);
  const usual = usualVows(task, records);
  return vows.length > 0 && vows.every(({ sentence }) => usual.includes(sentence));
}

/** The promises of the same task without faults. */
function usualVows(task: TaskRecord, { tasks }: TaskRecords): readonly string[] {
  return twinsBefore(task, tasks).flatMap(({ ending }) =>
    vowsIn(ending).map(({ sentence }) => sentence),
  );
}

function saidBy({ ending }: TaskRecord): string {
  return ending.how === 'answered' ? clipped(asText(ending.answer)) : 'no answer';
}
