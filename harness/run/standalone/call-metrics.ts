import type { Family } from '../../model/prometheus.ts';
import type { TraceSink } from '../../model/trace/sink.ts';

/** Counts of calls, hits, tokens and seconds, over all sessions. */
export interface CallMetrics {
  /** What takes the events of one session, whose calls have numbers of their own. */
  readonly session: () => TraceSink;
  readonly families: () => readonly Family[];
}

type Labels = Readonly<Record<string, string>>;

/** Makes counts at zero. */
export function callMetrics(): CallMetrics {
  const calls = counter('brownout_calls_total', 'Calls that ended, by how.');
  const hits = counter('brownout_faults_total', 'Calls that a fault struck.');
  const tokens = counter('brownout_tokens_total', 'Tokens that were charged.');
  const seconds = counter(
    'brownout_call_seconds_total',
    'Time that calls took, to their last byte.',
  );
  const session = (): TraceSink => {
    const began = new Map<number, number>();
    return {
      take: (event) => {
        if (event.kind === 'call.start') began.set(event.call, event.atMs);
        if (event.kind === 'fault.hit') hits.add({ fault: event.fault });
        if (event.kind !== 'call.end') return;
        const { point, outcome, status, call, atMs } = event;
        calls.add({ point, outcome, status: String(status) });
        if (event.tokens > 0) tokens.add({ point }, event.tokens);
        seconds.add({ point }, (atMs - (began.get(call) ?? atMs)) / 1000);
        began.delete(call);
      },
    };
  };
  return { session, families: () => [calls, hits, tokens, seconds].map((one) => one.family()) };
}

function counter(name: string, help: string) {
  const counts = new Map<string, number>();
  return {
    add: (labels: Labels, by = 1) => {
      const key = JSON.stringify(labels);
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    family: (): Family => ({
      name,
      type: 'counter',
      help,
      samples: [...counts].map(([key, count]) => [JSON.parse(key) as Labels, count]),
    }),
  };
}
