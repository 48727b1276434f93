import type { Safeguards } from './safeguards.ts';
import { timing } from './timing.ts';
import { wait } from './wait.ts';

/** What a node remembers of where a service is. */
export interface EndpointCache {
  /** The host to use now. Throws where none is known. */
  readonly host: () => Promise<string>;
  /** Looks up whenever the time has come, until `signal` aborts. */
  readonly refresh: (signal: AbortSignal) => Promise<void>;
}

/** A cache that knows nothing yet. */
export function endpointCache(
  lookUp: () => Promise<string>,
  { servesStale, spreadsRefill, backsOff }: Safeguards,
): EndpointCache {
  let known: { readonly host: string; readonly untilMs: number } | undefined;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const host = await lookUp();
    const early = spreadsRefill ? Math.random() * timing.ttl * 0.5 : 0;
    known = { host, untilMs: performance.now() + timing.ttl - early };
  }

  function lookOnce(): Promise<void> {
    if (!spreadsRefill) return look();
    looking ??= look().finally(() => (looking = undefined));
    return looking;
  }

  function usable(): string | undefined {
    const graceMs = servesStale ? timing.staleFor : 0;
    return known && performance.now() < known.untilMs + graceMs ? known.host : undefined;
  }

  return {
    host: async () => {
      if (usable() === undefined) await lookOnce();
      const host = usable();
      if (host === undefined) throw new Error('no endpoint is known');
      return host;
    },
    refresh: async (signal) => {
      for (let failures = 0; !signal.aborted;) {
        const dueMs = failures > 0 ? pauseMs(failures, backsOff) : untilDue(known);
        await wait(dueMs, signal);
        if (signal.aborted) return;
        failures = await lookOnce().then(
          () => 0,
          () => failures + 1,
        );
      }
    },
  };
}

function untilDue(known: { readonly untilMs: number } | undefined): number {
  return known ? Math.max(0, known.untilMs - performance.now()) : 0;
}

/** Before the next try, after so many failures in a row (ms). */
function pauseMs(failures: number, backsOff: boolean): number {
  if (!backsOff) return 50;
  const mostMs = Math.min(timing.backOff, 1_000 * 2 ** failures);
  return mostMs * (0.5 + Math.random() / 2);
}
