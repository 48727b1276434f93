import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { eventsOf, type Trace } from '../../harness/model/trace/trace.ts';
import { printable } from '../words/printable.ts';
import type { ForeignHost } from './counts.ts';
import { counted } from '../words/wording.ts';

/** The most hosts kept for one scenario, and the most characters of a host. */
const most = 20;
const longest = 200;

/** The hosts that a run called and that are no points. */
export function foreignOf({ trace }: RunRecord): readonly ForeignHost[] {
  return [...Map.groupBy(eventsOf(trace, 'foreign'), ({ host }) => printable(host, longest))].map(
    ([host, its]) => ({
      host,
      requests: its.length,
      tasks: new Set(its.map(({ task }) => task).filter((task) => task !== '')).size,
    }),
  );
}

/** Sorts hosts by requests, and keeps 20. */
export function mostForeign(hosts: readonly ForeignHost[]): readonly ForeignHost[] {
  return hosts
    .toSorted((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1))
    .slice(0, most);
}

/** The hosts that some tasks of a run called and that are no points. */
export function foreignIn(trace: Trace, tasks: ReadonlySet<string>): readonly string[] {
  const hosts = eventsOf(trace, 'foreign').filter(({ task }) => tasks.has(task));
  return [...new Set(hosts.map(({ host }) => printable(host, longest)))].slice(0, most);
}

/** A refused host in words: `asked for x.dev, which is no point: refused (2 requests, 1 task)`. */
export function foreignWords({ host, requests, tasks }: ForeignHost): string {
  const who = tasks === 0 ? 'outside of any task' : counted(tasks, 'task');
  return `asked for ${host}, which is no point: refused (${counted(requests, 'request')}, ${who})`;
}
