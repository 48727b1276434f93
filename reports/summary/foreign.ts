import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { eventsOf, type Trace } from '../../harness/model/trace/trace.ts';
import { printable } from '../words/printable.ts';
import type { ForeignHost } from './counts.ts';
import { counted, missedWords } from '../words/wording.ts';

/** The most hosts kept for one scenario, and the most characters of a host. */
const most = 20;
const longest = 200;

/** The hosts that a run called in vain. */
export function foreignOf({ trace }: RunRecord): readonly ForeignHost[] {
  const asked = Map.groupBy(eventsOf(trace, 'foreign'), ({ host, why }) =>
    foreignKey({ host: printable(host, longest), why }),
  );
  return [...asked.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const tasks = [first, ...more].map(({ task }) => task).filter((task) => task !== '');
    const { host, why } = first;
    return {
      host: printable(host, longest),
      requests: 1 + more.length,
      tasks: new Set(tasks).size,
      ...(why && { why }),
    };
  });
}

/** What tells one such host from another. */
export function foreignKey({ host, why = '' }: { host: string; why?: string | undefined }): string {
  return `${host} ${why}`;
}

/** Sorts hosts by requests, and keeps 20. */
export function mostForeign(hosts: readonly ForeignHost[]): readonly ForeignHost[] {
  return hosts
    .toSorted((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1))
    .slice(0, most);
}

/** The hosts that some tasks of a run called and that are no points. */
export function foreignIn(trace: Trace, tasks: ReadonlySet<string>): readonly string[] {
  const hosts = eventsOf(trace, 'foreign').filter(
    ({ task, why }) => why === undefined && tasks.has(task),
  );
  return [...new Set(hosts.map(({ host }) => printable(host, longest)))].slice(0, most);
}

/** Such a host in words: `asked for x.dev, which is no point: refused (2 requests, 1 task)`. */
export function foreignWords({ host, requests, tasks, why }: ForeignHost): string {
  const who = tasks === 0 ? 'outside of any task' : counted(tasks, 'task');
  const how = why === undefined ? ', which is no point: refused' : ` and ${missedWords[why]}`;
  return `asked for ${host}${how} (${counted(requests, 'request')}, ${who})`;
}
