import type { Call } from '../model/call.ts';
import type { Effect } from '../model/fault/effect.ts';
import { isFor } from '../model/fault/facet.ts';
import { isStanding, type Fault } from '../model/fault/fault.ts';
import { canonical } from '../model/json/json.ts';
import { draws } from '../model/random.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import type { SeenCall, SeenReply } from '../model/trace/seen-call.ts';

/** Numbers of the calls (from 1) at which a fault does something, as they went without faults. */
export function struckOf(
  fault: Pick<Fault, 'kind' | 'params'>,
  seen: SeenCall,
): readonly [number, ...number[]] | null {
  const all = seen.replies ?? Array.from({ length: seen.times }, () => undefined);
  const [first, ...rest] = all.flatMap((reply, index) =>
    reply === undefined || strikes(fault, seen, reply) ? [index + 1] : [],
  );
  return first === undefined ? null : [first, ...rest];
}

/** Whether a fault does something to a call that was replied so, by the rule of the gate. */
function strikes(
  { kind, params }: Pick<Fault, 'kind' | 'params'>,
  seen: SeenCall,
  reply: SeenReply,
): boolean {
  if (isStanding(kind)) return true;
  const moment = { draw: draws(0, 'sample'), nowMs: 0, lastGood: undefined, alongside: 0 };
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
  if (effect.kind === 'alter') {
    return meaning !== undefined && canonical(effect.alter(meaning)) !== canonical(meaning);
  }
  if (effect.kind !== 'rewrite') return true;
  // What a turn says stands in a larger reply, with fields that are null.
  const said = isFor(['turn'], seen)
    ? { choices: [{ message: meaning, logprobs: null }] }
    : meaning;
  const whole = streamed ? streamOf(said) : jsonReply(said);
  return effect.rewrite(whole) !== whole;
}

function streamOf(said: unknown): Reply {
  const event = { afterMs: 0, data: `data: ${JSON.stringify(said) ?? 'null'}\n\n` };
  const headers = { 'content-type': 'text/event-stream' };
  return { status: 200, headers, frames: [event, event], end: 'done', meaning: said };
}

function callLike({ point, label }: SeenCall, { input }: SeenReply): Call {
  const [method = '', path = '/'] = label.split(' ');
  const incoming = { method, path, headers: {}, body: JSON.stringify(input) ?? '' };
  return { id: 1, point, label, site: { op: label, attempt: 1 }, task: '', incoming, input };
}
