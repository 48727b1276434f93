import { digest } from '../../model/json/json.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';

/** What happened in a run, as one short word: equal words, equal runs. Times count only in sim. */
export function fingerprint({ trace }: RunRecord): string {
  const isSim = trace.mode === 'sim';
  return digest(trace.events.map((event) => (isSim ? event : { ...event, atMs: 0 })));
}
