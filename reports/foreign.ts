import type { RunRecord } from '../harness/model/run-record.ts';
import { eventsOf, type Trace } from '../harness/model/trace.ts';
import { printable } from './printable.ts';
import type { ForeignHost } from './summary.ts';
import { counted } from './wording.ts';

/** Most hosts that are kept of one scenario, and most characters of one. */
const most = 20;
const longest = 200;

/** The hosts that are no point, and were asked for in some runs: most requests first, 20 at most. */
export function foreignOf(runs: readonly RunRecord[]): readonly ForeignHost[] {
  const all = runs.flatMap((run) =>
    eventsOf(run.trace, 'foreign').map(({ host, task }) => ({ host, task, run })),
  );
  return [...Map.groupBy(all, ({ host }) => host)]
    .map(([host, its]) => ({
      host: printable(host, longest),
      requests: its.length,
      tasks: [...Map.groupBy(its, ({ run }) => run).values()]
        .map((one) => new Set(one.map(({ task }) => task).filter((task) => task !== '')).size)
        .reduce((sum, tasks) => sum + tasks, 0),
    }))
    .toSorted((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1))
    .slice(0, most);
}

/** The hosts that are no point, for which some tasks of a run asked. */
export function foreignIn(trace: Trace, tasks: ReadonlySet<string>): readonly string[] {
  const hosts = eventsOf(trace, 'foreign').filter(({ task }) => tasks.has(task));
  return [...new Set(hosts.map(({ host }) => printable(host, longest)))].slice(0, most);
}

/** What a scenario asked for in vain: `asked for x.dev, which is no point: refused (2 requests, 1 task)`. */
export function foreignWords({ host, requests, tasks }: ForeignHost): string {
  const who = tasks === 0 ? 'outside of any task' : counted(tasks, 'task');
  return `asked for ${host}, which is no point: refused (${counted(requests, 'request')}, ${who})`;
}
