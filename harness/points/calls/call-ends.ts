import type { Call, Leaving } from '../../model/call.ts';
import type { Reply, Sending } from '../../model/reply.ts';
import { tally } from '../../model/tally.ts';
import type { CallOutcome } from '../../model/trace/trace.ts';
import { endOf, outcomeOf, type CrossingOptions, type GateCall } from '../crossing.ts';
import { pieceTimes, type PieceTimes } from './piece-times.ts';

/** The ends of the calls under way, each recorded once. */
export interface CallEnds {
  /** The number of calls under way of the same task at the same point. */
  readonly alongside: (call: Call) => number;
  /** Opens a call that came at `nowMs`; it ends as unanswered once nobody waits for it. */
  readonly open: (call: Call, left: Leaving, nowMs: number) => Pick<GateCall, 'end' | 'send'>;
  /** Records the calls that still wait as unanswered. */
  readonly hangUp: () => void;
}

/** Creates the ends of no calls yet. */
export function callEnds({ clock, record }: Pick<CrossingOptions, 'clock' | 'record'>): CallEnds {
  /** What notes that nobody waits any more, for each call under way. */
  const waiting = new Map<number, () => void>();
  const underWay = tally();

  function open(call: Call, left: Leaving, nowMs: number): Pick<GateCall, 'end' | 'send'> {
    const place = placeOf(call);
    let times: (() => PieceTimes) | undefined;
    let leave = () => end('unanswered');
    const onLeft = () => leave();
    const end = (outcome: CallOutcome, reply?: Reply, taint = '') => {
      if (!waiting.delete(call.id)) return;
      underWay.less(place);
      left.removeEventListener('abort', onLeft);
      record(endOf(call, outcome, reply, taint, times?.()));
    };
    const send = (reply: Reply, taint: string): Sending => {
      const over = (how: 'sent' | 'left') => {
        const sent = reply.live?.soFar() ?? reply;
        end(outcomeWhen(how, reply, sent), sent, taint);
      };
      leave = () => over('left');
      const pieces = pieceTimes(clock, nowMs);
      ({ times } = pieces);
      return { piece: pieces.sent, end: over };
    };
    waiting.set(call.id, onLeft);
    underWay.next(place);
    if (left.aborted) leave();
    else left.addEventListener('abort', onLeft, { once: true });
    return { end, send };
  }

  return {
    alongside: (call) => underWay.of(placeOf(call)),
    open,
    hangUp: () => {
      for (const leave of waiting.values()) leave();
    },
  };
}

/** The outcome of a call of which so much was sent when its reply was over or its caller left. */
function outcomeWhen(how: 'sent' | 'left', reply: Reply, sent: Reply): CallOutcome {
  const outcome = outcomeOf(sent);
  const isCutOff = reply.live !== undefined && outcome === 'broken' && sent.end === 'done';
  // What breaks off by itself is broken off also for who did not wait for that.
  return how === 'left' && (outcome === 'replied' || isCutOff) ? 'left' : outcome;
}

/** Calls of one task at one point are under way alongside one another. */
function placeOf({ point, task }: Call): string {
  return `${point}\u0000${task}`;
}
