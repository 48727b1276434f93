import {
  check,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
  type TaskRecord,
} from '../../../index.ts';

/**
 * An answer of the fault phase that repeats what `point` told an earlier task does so within
 * `boundMs`, and lists `point` as stale.
 */
export function staleWithin(point: string, boundMs: number): Checker {
  return check('stale-within', (trace) => {
    const { tasks } = readTasks(trace);
    const repeats = tasks
      .filter(({ role }) => role === 'during')
      .flatMap((task) => repeatOf(task, tasks, point) ?? [])
      .toSorted((a, b) => b.ageMs - a.ageMs);
    const wrong = repeats.find(({ ageMs, isListed }) => ageMs > boundMs || !isListed);
    if (!wrong) return repeats.length > 0 ? passed : unknown(`no answer repeated ${point}`);
    const what = wrong.ageMs > boundMs ? `older than ${boundMs} ms` : 'undisclosed';
    const reason = `task ${wrong.task}: ${point} of ${wrong.ageMs} ms ago, ${what}`;
    return failed(reason, wrong.evidence, `stale-within: ${what}`);
  });
}

/** Where an answer repeats an earlier task's reply. */
interface Repeat {
  readonly task: string;
  readonly ageMs: number;
  readonly isListed: boolean;
  readonly evidence: readonly number[];
}

function repeatOf(task: TaskRecord, all: readonly TaskRecord[], point: string): Repeat | null {
  const { id, calls, end, ending } = task;
  if (ending.how !== 'answered' || !end) return null;
  const said = noncesIn(ending.answer);
  const old = all
    .filter((other) => other !== task)
    .flatMap((other) => other.calls.map((call) => call.end))
    .find(
      (it) => it?.point === point && noncesIn(it.meaning).some((nonce) => said.includes(nonce)),
    );
  if (!old) return null;
  // It was taken from the cache when the tool had failed, or just before the model's last turn.
  const tried = calls.findLast(({ start }) => start.point === point)?.end;
  const takenMs = tried?.atMs ?? calls.at(-1)?.start.atMs ?? end.atMs;
  const { stale = [] } = ending.answer as { readonly stale?: readonly { readonly tool: string }[] };
  const isListed = stale.some(({ tool }) => tool.startsWith(`${point}/`));
  return { task: id, ageMs: takenMs - old.atMs, isListed, evidence: [old.seq, end.seq] };
}

function noncesIn(value: unknown): readonly string[] {
  return JSON.stringify(value).match(/\b[A-Z][A-Z0-9]{0,7}-[0-9a-z]{8}\b/g) ?? [];
}
