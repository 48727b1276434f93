import { digest } from '../../model/json/json.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';

/** A digest of all events of a run; their times count only in sim. */
export function fingerprint({ trace }: RunRecord): string {
  const isSim = trace.mode === 'sim';
  return digest(trace.events.map((event) => (isSim ? event : { ...event, atMs: 0 })));
}
