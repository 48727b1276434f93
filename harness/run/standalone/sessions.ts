import { keepLatest } from '../../model/recent.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

/** The sessions of a point that stands alone, by test: each is opened when it is first asked for. */
export interface Sessions {
  readonly of: (test: string) => Session;
  /** Ends one, so that it begins anew; whether there was one. */
  readonly drop: (test: string) => boolean;
  readonly tests: () => readonly string[];
}

/** The most sessions kept; the one that was asked for longest ago goes first. */
export const mostSessions = 1_000;

/** Makes a place for sessions. */
export function openSessions(options: SessionOptions): Sessions {
  const kept = new Map<string, Session>();
  let latest: readonly [test: string, Session] | undefined;
  return {
    of: (test) => {
      if (latest?.[0] === test) return latest[1];
      const session = kept.get(test) ?? openSession(test, options);
      latest = [test, session];
      kept.delete(test);
      kept.set(test, session);
      keepLatest(kept, mostSessions);
      return session;
    },
    drop: (test) => {
      if (latest?.[0] === test) latest = undefined;
      return kept.delete(test);
    },
    tests: () => [...kept.keys()],
  };
}
