import { digest } from '../../model/json/json.ts';
import { isObject } from '../../model/json/walk.ts';
import { withPayload } from '../../model/streams/binary-message.ts';
import type { Reply } from '../../model/reply.ts';
import { valuesIn } from '../dialects/hear.ts';

/**
 * The reply with new ids in place of its own, drawn for this delivery: those of the reply, of its items and
 * of its tool calls. An agent that takes a repeated id for a repeated call must be seen to.
 */
export function reissued(reply: Reply, requestId: string): Reply {
  const ids = new Set<string>();
  for (const value of valuesIn(reply)) addIds(value, ids);
  if (ids.size === 0) return reply;
  const longestFirst = [...ids].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.join('|'), 'g');
  const anew = (text: string) => text.replaceAll(pattern, (id) => newId(id, requestId));
  const frames = reply.frames.map(({ afterMs, data }) => ({
    afterMs,
    data: typeof data === 'string' ? anew(data) : withPayload(data, anew),
  }));
  return { ...reply, frames };
}

const names = new Set(
  'id call_id item_id tool_call_id toolUseId responseId response_id'.split(' '),
);
/** What the model says, and what the request said: an id in there is a thing of the world. */
const said = new Set(['input', 'args', 'tools', 'metadata', 'prompt', 'conversation']);
/** Shorter ones may stand for something else in the text. */
const shortest = 8;
const isId = /^[\w-]{8,}$/;

function addIds(value: unknown, ids: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) addIds(one, ids);
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string') {
      if (names.has(name) && isId.test(inner)) ids.add(inner);
    } else if (!said.has(name)) addIds(inner, ids);
  }
}

/** An id of the same form: what stands before its last dash or underscore, and as long. */
function newId(id: string, requestId: string): string {
  const [prefix = ''] = /^(?:[A-Za-z]+[-_])*/.exec(id) ?? [];
  let drawn = '';
  for (let n = 0; drawn.length < id.length - prefix.length; n += 1) {
    drawn += digest(`${requestId} ${id} ${n}`);
  }
  return `${prefix}${drawn.slice(0, Math.max(shortest, id.length - prefix.length))}`;
}
