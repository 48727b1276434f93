/** Counts what a driver could not send, or not in time, since this machine was the limit. */
export interface GeneratorLimit {
  /** Counts an error that comes of a lack of connections. */
  readonly see: (error: unknown) => void;
  /** Counts a request that waited so long for its connection (ms). */
  readonly waited: (ms: number) => void;
  /** Why the load was not what it should be; null where it was. */
  readonly why: (sent: number) => string | null;
}

const codes: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL']);

/** As late as a task may begin in a load that is valid (ms). */
const mostMs = 5;

/** Nothing was seen yet. */
export function generatorLimit(): GeneratorLimit {
  const failed = new Map<string, number>();
  let late = 0;
  return {
    see: (error) => {
      const code = error instanceof Error && (error as NodeJS.ErrnoException).code;
      if (typeof code !== 'string' || !codes.has(code)) return;
      failed.set(code, (failed.get(code) ?? 0) + 1);
    },
    waited: (ms) => {
      if (ms > mostMs) late += 1;
    },
    why: (sent) => {
      const [first] = failed;
      if (first) {
        const [code, count] = first;
        return `this machine had no connection to give to ${count} tasks (${code}): lower the rate, or raise ulimit -n`;
      }
      if (late <= sent / 100) return null;
      return `${late} of ${sent} requests waited for more than ${mostMs} ms for a connection, since this machine was busy`;
    },
  };
}
