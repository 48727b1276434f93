import type { Family } from '../../model/prometheus.ts';
import type { Event } from '../../model/trace/trace.ts';

/** Counts of calls, hits, tokens and seconds, over all sessions. */
export interface CallMetrics {
  readonly take: (event: Event) => void;
  readonly families: () => readonly Family[];
}

type Labels = Readonly<Record<string, string>>;

/** Makes counts at zero. */
export function callMetrics(): CallMetrics {
  const calls = counter('brownout_calls_total', 'Calls that ended, by how.');
  const hits = counter('brownout_faults_total', 'Calls that a fault struck.');
  const tokens = counter('brownout_tokens_total', 'Tokens that were charged.');
  return {
    take: (event) => {
      if (event.kind === 'fault.hit') hits.add({ fault: event.fault });
      if (event.kind !== 'call.end') return;
      const { point, outcome, status } = event;
      calls.add({ point, outcome, status: String(status) });
      if (event.tokens > 0) tokens.add({ point }, event.tokens);
    },
    families: () => [calls, hits, tokens].map((one) => one.family()),
  };
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
