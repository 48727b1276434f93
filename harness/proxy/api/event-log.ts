import type { ProxyEvent } from '../proxy.ts';

/** The recent events of a server's proxies, and those to come. */
export interface EventLog {
  readonly add: (proxy: string, event: ProxyEvent) => void;
  /**
   * Calls `tell` with the kept events after number `since`, then with each new one; returns a
   * function that ends this.
   */
  readonly follow: (tell: (line: string) => void, since: number) => () => void;
}

/** Makes a log of the last `keep` events, each a line of JSON with its own number. */
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
