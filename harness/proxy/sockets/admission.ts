import type { Socket } from 'node:net';
import type { ProxyClock } from '../lines/clock.ts';

/** Decides when an accepted client is served. */
export interface Admission {
  /** Admits a client at once, or, while a burst lasts, together with the rest of the burst. */
  readonly add: (accepted: Socket) => void;
  /** Admits every client that waits. */
  readonly flush: () => void;
}

// The longest that a client waits for the end of a burst.
const mostWaitMs = 25;

/**
 * Opens an admission with an empty queue. Node accepts one client in each turn of the event loop, and
 * a turn serves every admitted client: if each were admitted when it is accepted, the last of
 * hundreds that connect at once would wait for hundreds of turns, each longer than the one before.
 */
export function openAdmission(clock: ProxyClock, admit: (accepted: Socket) => void): Admission {
  let waiting: Socket[] = [];
  let isBurst = false;
  let sinceMs = 0;

  const flush = () => {
    const all = waiting;
    waiting = [];
    for (const accepted of all) admit(accepted);
  };
  const begin = () => {
    isBurst = true;
    sinceMs = clock.nowMs();
    // The first look comes before the next client can be accepted, and so never ends a burst.
    lookAgain(-1);
  };
  const lookAgain = (before: number) => void setImmediate(look, before);
  const look = (before: number) => {
    const isOver = waiting.length === before || clock.nowMs() - sinceMs >= mostWaitMs;
    if (!isOver) return lookAgain(waiting.length);
    isBurst = waiting.length > 0;
    if (!isBurst) return;
    flush();
    begin();
  };
  return {
    add: (accepted) => {
      if (isBurst) return void waiting.push(accepted);
      admit(accepted);
      begin();
    },
    flush,
  };
}
