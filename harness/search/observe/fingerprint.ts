import { digest } from '../../model/json.ts';
import type { RunRecord } from '../../model/run-record.ts';

/** What happened in a run, as one short word: equal words, equal runs. Times count only in sim. */
export function fingerprint({ trace }: RunRecord): string {
  const isSim = trace.mode === 'sim';
  return digest(trace.events.map((event) => (isSim ? event : { ...event, atMs: 0 })));
}
