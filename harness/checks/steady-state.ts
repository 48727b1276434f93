import { check, type Checker, type Allowance } from '../model/trace/checker.ts';
import { steadyCheck } from '../model/trace/outcome.ts';
import { judgeTasks, verdictOf, type Breach } from './evidence/finding.ts';
import { shortOf } from './evidence/ledger/expected-effects.ts';
import { ledgerOf, type Ledger } from './evidence/ledger.ts';
import { moreTime } from './evidence/ending/hung-words.ts';
import { endedIn } from './evidence/outcome-of.ts';
import { wrongTurns, type TaskRecord } from './evidence/tasks.ts';
import { wrongAnswer } from './evidence/ending/wrong-answer.ts';

/**
 * Every task of the baseline is answered, neither wrongly nor with a failure, and leaves the
 * effects it should and no others. Where this fails, the run shows nothing about faults.
 */
export function steadyState(allowance: Allowance = {}): Checker {
  return check(steadyCheck, (trace) =>
    judgeTasks(trace, 'before', (tasks, records) => {
      const ledger = ledgerOf(records);
      const ended = new Map(endedIn(trace, allowance).map((one) => [one.task, one]));
      const broken = tasks.flatMap((task) => {
        const { outcome, finding = null } = ended.get(task) ?? {};
        const bad = finding && inPeace(finding);
        // Damage says what came in the place of what is missing.
        const found = outcome === 'unsafe' ? bad : (lacking(ledger, task) ?? bad);
        return flaw(task) ?? found ?? [];
      });
      return verdictOf(broken);
    }),
  );
}

function flaw(task: TaskRecord): Breach | null {
  const { ending } = task;
  if (ending.how === 'failed') return say(task, 'failed');
  if (ending.how === 'hung') return say(task, 'hung', 'hung', moreTime(ending));
  if (ending.disposition === 'failed') return say(task, 'says that it failed');
  const [earlier] = wrongTurns(task);
  if (earlier) {
    const words = wrongAnswer({ start: earlier, ending: earlier.ending });
    return say(task, `is wrong in the answer to message ${earlier.turn - 1}`, 'is wrong', words);
  }
  return ending.correct === false ? say(task, 'is wrong', 'is wrong', wrongAnswer(task)) : null;
}

function inPeace({ reason, evidence, signature }: Breach): Breach {
  return {
    reason: `${reason}, without any fault`,
    evidence,
    signature: `${steadyCheck}: ${signature}, without any fault`,
  };
}

/** The finding of a task that left fewer effects than it should; null if it did not. */
function lacking(ledger: Ledger, task: TaskRecord): Breach | null {
  const [short] = shortOf(ledger, task);
  if (!short) return null;
  const { label, wanted, found, because } = short;
  const how = `left ${label} ${found} of ${wanted} times`;
  return say(task, how, `left too few of ${label}`, because);
}

function say({ id, start, end }: TaskRecord, how: string, what = how, more = ''): Breach {
  return {
    reason: `task ${id} ${how} without any fault${more}`,
    evidence: [start.seq, ...(end ? [end.seq] : [])],
    signature: `${steadyCheck}: a task ${what} without any fault`,
  };
}
