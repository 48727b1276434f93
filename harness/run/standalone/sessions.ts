import { keepLatest } from '../../model/recent.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

/** The sessions of a point that stands alone, by test: each is opened when it is first asked for. */
export interface Sessions {
  readonly of: (test: string) => Session;
  /** Ends one, so that it begins anew; whether there was one. */
  readonly drop: (test: string) => boolean;
  readonly tests: () => readonly string[];
  /** The number of events of a session that was ended to make room; undefined where none was. */
  readonly gone: (test: string) => number | undefined;
  readonly room: Room;
}

/** The most sessions that are kept, and the most events of all of them together. */
export interface Room {
  readonly sessions: number;
  readonly events: number;
}

const usual: Room = { sessions: 1_000, events: 100_000 };

/**
 * Makes a place for sessions. Where there is no room, the one goes that was asked for longest ago, of
 * those without a call under way.
 */
export function openSessions(options: SessionOptions, room: Room = usual): Sessions {
  const kept = new Map<string, Session>();
  const gone = new Map<string, number>();
  let latest: readonly [test: string, Session] | undefined;
  let events = 0;
  const onKept = (change: number) => {
    events += change;
    while (events > room.events && kept.size > 1) end(oldest());
  };

  function oldest(): string {
    let busy: string | undefined;
    for (const [test, session] of kept) {
      if (test === latest?.[0]) continue;
      if (session.isIdle()) return test;
      busy ??= test;
    }
    return busy ?? '';
  }

  function end(test: string): void {
    const session = kept.get(test);
    kept.delete(test);
    gone.delete(test);
    gone.set(test, session?.end() ?? 0);
    keepLatest(gone, mostGone);
  }

  return {
    of: (test) => {
      if (latest?.[0] === test) return latest[1];
      const session = kept.get(test) ?? openSession(test, options, onKept);
      latest = [test, session];
      kept.delete(test);
      kept.set(test, session);
      if (kept.size > room.sessions) end(oldest());
      return session;
    },
    drop: (test) => {
      gone.delete(test);
      if (latest?.[0] === test) latest = undefined;
      kept.get(test)?.end();
      return kept.delete(test);
    },
    tests: () => [...kept.keys()],
    gone: (test) => gone.get(test),
    room,
  };
}

/** The most names of sessions that are remembered to be gone. */
const mostGone = 10_000;
