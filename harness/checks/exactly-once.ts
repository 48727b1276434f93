import { check, type Checker } from '../model/trace/checker.ts';
import { text } from '../model/options/kinds.ts';
import { demandOptions } from '../model/options/strict.ts';
import type { Trace } from '../model/trace/trace.ts';
import {
  doubtful,
  isSure,
  judgeTasks,
  missingPoint,
  noEffects,
  signedBy,
  verdictOf,
  type Breach,
} from './evidence/finding.ts';
import { allowedOf, excessOf, type Excess } from './evidence/ledger/expected-effects.ts';
import { ledgerOf, liveOf, namesIn, straysOf, type Ledger, type Scope } from './evidence/ledger.ts';
import { undoneTwiceIn } from './evidence/repeats/undone-twice.ts';
import type { TaskRecord, TaskRecords } from './evidence/tasks.ts';

/**
 * No task of the fault phase leaves more live effects of one label than expected, or others: as
 * many as it declares, else as many as the same task left in the baseline, at least one. Retries
 * that made one thing count once; undone effects do not count, unless they are undone twice. `call`
 * is a label such as `POST /book`.
 *
 * @example exactlyOnce('flights', { call: 'POST /book' })
 */
export function exactlyOnce(point?: string, options: { readonly call?: string } = {}): Checker {
  demandOptions(options, { what: 'the options of exactlyOnce(…)', shape: { call: text } });
  const scope: Scope = { ...options, ...(point !== undefined && { point }) };
  const judge = (trace: Trace) => {
    const nothing = missingPoint(trace, point) ?? noEffects(trace, scope);
    if (nothing) return nothing;
    return judgeTasks(trace, 'during', (tasks, records) => {
      const ledger = ledgerOf(records, scope);
      const broken = tasks.flatMap((task) =>
        excessOf(ledger, task).map((it) => breachOf(task, it)),
      );
      const doubts = tasks.flatMap((task) =>
        liveOf(ledger, task).flatMap(({ doubt }) => doubt ?? []),
      );
      const undos = tasks.flatMap(undoneTwiceIn(records, scope));
      return verdictOf([
        ...broken,
        ...undos.filter(isSure).map((one) => signedBy('exactly-once', one)),
        ...judgeStrays(ledger, records),
        ...doubts.map(doubtful),
        ...undos.filter((one) => !isSure(one)),
      ]);
    });
  };
  return check('exactly-once', judge, namesIn(scope));
}

function breachOf(task: TaskRecord, { label, entries, areOthers, words }: Excess): Breach {
  const how = areOthers ? 'with other arguments' : `${entries.length} times`;
  return {
    reason: `task ${task.id}: ${words}`,
    evidence: entries.flatMap((entry) => entry.landed),
    signature: `exactly-once: ${label} landed ${how}`,
  };
}

/** Judges effects without a task in sum, against what all tasks may leave. */
function judgeStrays(ledger: Ledger, records: TaskRecords): readonly Breach[] {
  const strays = Map.groupBy(straysOf(ledger, records), (entry) => entry.does);
  const tasks = records.tasks.filter((task) => task.role !== 'before');
  return [...strays].map(([label, entries]): Breach => {
    const mine = ledger.entries.filter(
      ({ does, undone, makers }) =>
        does === label && undone === null && makers.some(({ role }) => role !== 'before'),
    );
    // A label that tasks do not declare may land once for each of them at each point.
    const points = new Set([...mine, ...entries].map((entry) => entry.point)).size;
    const allowed = tasks.reduce((sum, task) => {
      const declared = Object.hasOwn(task.start.shouldDo ?? {}, label);
      return sum + allowedOf(task, label) * (declared ? 1 : points);
    }, 0);
    const total = mine.length + entries.length;
    if (total <= allowed)
      return doubtful(`${entries.length} effect(s) of ${label} belong to no task`);
    return {
      reason: `${label} landed ${total} times for ${tasks.length} task(s), ${allowed} allowed`,
      evidence: [...mine, ...entries].flatMap((entry) => entry.landed),
      signature: `exactly-once: ${label} landed more often than all tasks allow`,
    };
  });
}
