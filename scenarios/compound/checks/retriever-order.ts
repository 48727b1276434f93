import {
  check,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
  type TaskCall,
  type TaskRecord,
} from '../../../index.ts';

/**
 * A task of the fault phase whose reranker never gave a whole and true reply is answered from the
 * retriever's hits in the retriever's order, and not as if in full.
 */
export const retrieverOrder: Checker = check('retriever-order', (trace) => {
  const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
  const bypassed = during.filter((task) => lacksReranker(task));
  for (const task of bypassed) {
    const what = flawOf(task);
    if (what === null) continue;
    const evidence = [...callsAt(task, 'reranker'), ...callsAt(task, 'retriever')].map(
      ({ start, end }) => end?.seq ?? start.seq,
    );
    if (task.end) evidence.push(task.end.seq);
    return failed(`task ${task.id} ${what}`, evidence, `retriever-order: ${what}`);
  }
  return bypassed.length > 0
    ? passed
    : unknown('no task of the fault phase went without its reranker');
});

function flawOf({ ending, calls }: TaskRecord): string | null {
  if (ending.how !== 'answered') return 'gave no answer';
  // To abstain is no bypass, but no harm either; the policy of outcomes is for another check.
  if (ending.disposition === 'abstained') return null;
  const { sources = [] } = ending.answer as { readonly sources?: readonly string[] };
  if (sources.length === 0) return 'was not answered from what the retriever found';
  const order = calls.flatMap(({ end }) => hitsIn(end?.meaning));
  const places = sources.map((id) => order.indexOf(id));
  const isInOrder = places.every((place, n) => place >= 0 && place > (places[n - 1] ?? -1));
  if (!isInOrder) return 'is not in the order of the retriever';
  return ending.disposition === 'full' ? 'does not say that nothing was reranked' : null;
}

function lacksReranker(task: TaskRecord): boolean {
  const calls = callsAt(task, 'reranker');
  return (
    calls.length > 0 &&
    calls.every(({ end }) => end === null || end.outcome !== 'replied' || end.taint !== '')
  );
}

function callsAt({ calls }: TaskRecord, point: string): readonly TaskCall[] {
  return calls.filter(({ start }) => start.point === point);
}

function hitsIn(meaning: unknown): readonly string[] {
  const { hits } = (meaning ?? {}) as { readonly hits?: unknown };
  if (!Array.isArray(hits)) return [];
  return hits.map((hit: { readonly id?: unknown } | null) => String(hit?.id));
}
