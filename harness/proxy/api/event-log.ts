import type { ProxyEvent } from '../proxy.ts';

/** What happened on the proxies of a server: the last of it, and what comes. */
export interface EventLog {
  readonly add: (proxy: string, event: ProxyEvent) => void;
  /** Hands on what is kept after the event numbered `since`, then what comes; returns what ends it. */
  readonly follow: (tell: (line: string) => void, since: number) => () => void;
}

/** A log that keeps the last `keep` events, each as one line of JSON with a number of its own. */
export function eventLog(nowMs: () => number, keep = 1000): EventLog {
  const lines: string[] = [];
  const followers = new Set<(line: string) => void>();
  let last = 0;
  return {
    add: (proxy, event) => {
      last += 1;
      const line = `${JSON.stringify({ seq: last, atMs: nowMs(), proxy, ...event })}\n`;
      lines.push(line);
      if (lines.length > keep) lines.shift();
      for (const tell of followers) tell(line);
    },
    follow: (tell, since) => {
      const firstSeq = last - lines.length + 1;
      for (const line of lines.slice(Math.max(0, since + 1 - firstSeq))) tell(line);
      followers.add(tell);
      return () => void followers.delete(tell);
    },
  };
}
