import type { Call } from '../model/call.ts';
import { applied } from '../model/fault/applied.ts';
import type { Effect } from '../model/fault/effect.ts';
import { isFor } from '../model/fault/facet.ts';
import { isStanding, type Fault } from '../model/fault/fault.ts';
import { draws } from '../model/random.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import type { SeenCall, SeenReply } from '../model/trace/seen-call.ts';
import { canStrike } from './can-strike.ts';
import { dataEvent } from '../model/streams/server-sent-events.ts';

/** The numbers (from 1) of the calls that a fault would change, judged by a run without faults. */
export function struckOf(
  fault: Pick<Fault, 'kind' | 'params'>,
  seen: SeenCall,
): readonly [number, ...number[]] | null {
  const all = seen.replies ?? Array.from({ length: seen.times }, () => undefined);
  const [first, ...rest] = all.flatMap((reply, index) =>
    reply === undefined || strikes(fault, seen, reply, goodBefore(all, index)) ? [index + 1] : [],
  );
  return first === undefined ? null : [first, ...rest];
}

/** What was said before the call at this index: before the first of a phase, the last of the one before. */
function goodBefore(replies: readonly (SeenReply | undefined)[], index: number): unknown {
  const isGood = (reply?: SeenReply) => reply?.meaning !== undefined;
  return (replies.slice(0, index).findLast(isGood) ?? replies.findLast(isGood))?.meaning;
}

/** Whether a fault would change a call with this reply, by the same test as the gate's. */
function strikes(
  { kind, params }: Pick<Fault, 'kind' | 'params'>,
  seen: SeenCall,
  reply: SeenReply,
  lastGood: unknown,
): boolean {
  if (isStanding(kind)) return true;
  if (!canStrike({ kind, params }, { ...seen, streamed: reply.streamed })) return false;
  const moment = { draw: draws(0, 'sample'), nowMs: 0, lastGood, alongside: 0 };
  try {
    return changes(
      kind.effect(kind.params.parse(params), callLike(seen, reply), moment),
      seen,
      reply,
    );
  } catch {
    // A fault of the user's own may ask for more of a call than is known here.
    return true;
  }
}

function changes(effect: Effect, seen: SeenCall, { meaning, streamed }: SeenReply): boolean {
  if (effect.kind !== 'alter' && effect.kind !== 'rewrite') return true;
  // Of what is no JSON value only the point knows how it is sent.
  if (effect.kind === 'rewrite' && !streamed && !isFor(['value'], seen)) return true;
  const reply = streamed ? streamOf(meaning) : jsonReply(meaning);
  return applied(effect, reply, jsonReply) !== null;
}

function streamOf(meaning: unknown): Reply {
  const event = { afterMs: 0, data: dataEvent(JSON.stringify(meaning) ?? 'null') };
  const headers = { 'content-type': 'text/event-stream' };
  return { status: 200, headers, frames: [event, event], end: 'done', meaning };
}

function callLike({ point, label, acts }: SeenCall, { input }: SeenReply): Call {
  const [method = '', path = '/'] = label.split(' ');
  const incoming = { method, path, headers: {}, body: JSON.stringify(input) ?? '' };
  return { id: 1, point, label, site: { op: label, attempt: 1 }, task: '', acts, incoming, input };
}
