import type { Family } from '../../model/prometheus.ts';
import type { TraceSink } from '../../model/trace/sink.ts';

/** Counts of calls, hits, tokens and seconds, over all sessions. */
export interface CallMetrics {
  /** What takes the events of one session, whose calls have numbers of their own. */
  readonly session: () => TraceSink;
  readonly families: () => readonly Family[];
}

/** Makes counts at zero. */
export function callMetrics(): CallMetrics {
  const calls = counter('brownout_calls_total', 'Calls that ended, by how.', [
    'point',
    'outcome',
    'status',
  ]);
  const hits = counter('brownout_faults_total', 'Calls that a fault struck.', ['fault']);
  const tokens = counter('brownout_tokens_total', 'Tokens that were charged.', ['point']);
  const seconds = counter(
    'brownout_call_seconds_total',
    'Time that calls took, to their last byte.',
    ['point'],
  );
  const session = (): TraceSink => {
    const began = new Map<number, number>();
    return {
      take: (event) => {
        if (event.kind === 'call.start') began.set(event.call, event.atMs);
        if (event.kind === 'fault.hit') hits.add([event.fault]);
        if (event.kind !== 'call.end') return;
        const { point, outcome, status, call, atMs } = event;
        calls.add([point, outcome, String(status)]);
        if (event.tokens > 0) tokens.add([point], event.tokens);
        seconds.add([point], (atMs - (began.get(call) ?? atMs)) / 1000);
        began.delete(call);
      },
    };
  };
  return { session, families: () => [calls, hits, tokens, seconds].map((one) => one.family()) };
}

function counter(name: string, help: string, labels: readonly string[]) {
  const counts = new Map<string, { readonly values: readonly string[]; count: number }>();
  return {
    add: (values: readonly string[], by = 1) => {
      const key = values.join('\u0000');
      const known = counts.get(key);
      if (known) known.count += by;
      else counts.set(key, { values, count: by });
    },
    family: (): Family => ({
      name,
      type: 'counter',
      help,
      samples: [...counts.values()].map(({ values, count }) => [
        Object.fromEntries(labels.map((label, nth) => [label, values[nth] ?? ''])),
        count,
      ]),
    }),
  };
}
