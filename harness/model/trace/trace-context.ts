import { draws, integer } from '../random.ts';
import { uriDecoded } from '../http/uri-decoded.ts';

/**
 * The headers that tell an agent which task it is asked: `x-task-id`, and for agents whose tracing
 * passes them on by itself W3C `traceparent` and `baggage`.
 */
export function taskHeaders(
  task: string,
): Readonly<Record<'x-task-id' | 'traceparent' | 'baggage', string>> {
  return {
    'x-task-id': task,
    traceparent: `00-${traceIdOf(task)}-${hex(task, 'span', 16)}-01`,
    baggage: `${baggageKey}=${encodeURIComponent(task)}`,
  };
}

/** The header by which a request of this process tells its task; no point ever sees it. */
export const taskHeader = 'x-brownout-task';

/** The part of a path that a task's own address begins with: `/brownout-task/during-1`. */
export function taskPath(task: string): string {
  return `/brownout-task/${encodeURIComponent(task)}`;
}

/**
 * The task that a path names by its beginning, and the rest of the path; null where it names none.
 */
export function taskInPath(path: string): readonly [task: string, rest: string] | null {
  if (!path.startsWith('/brownout-task/')) return null;
  const [, name = '', rest = ''] = /^\/brownout-task\/([^/?]+)(.*)$/s.exec(path) ?? [];
  return name === '' ? null : [uriDecoded(name), rest.startsWith('/') ? rest : `/${rest}`];
}

/** The trace id of a task: 32 hex digits, always the same. */
export function traceIdOf(task: string): string {
  return hex(task, 'trace', 32);
}

/** The task that a request says it is made for, among these, by trace id; null where it says none of them. */
export function taskIn(
  headers: Readonly<Record<string, string>>,
  known: {
    readonly has: (task: string) => boolean;
    readonly byTrace: (id: string) => string | null;
  },
): string | null {
  const { 'x-task-id': id, baggage, traceparent } = headers;
  if (id !== undefined && known.has(id)) return id;
  const carried = baggage === undefined ? null : carriedIn(baggage);
  if (carried !== null && known.has(carried)) return carried;
  const [, trace] = traceparent?.split('-') ?? [];
  return trace === undefined ? null : known.byTrace(trace);
}

const baggageKey = 'brownout.task';

function carriedIn(baggage: string): string | null {
  for (const member of baggage.split(',')) {
    const [name = '', value = ''] = (member.split(';')[0] ?? '').split('=');
    if (name.trim() === baggageKey) return uriDecoded(value.trim());
  }
  return null;
}

function hex(task: string, of: string, length: number): string {
  const draw = draws(0, of, task);
  let text = '';
  // As many digits as a draw has bits for.
  while (text.length < length) {
    const bits = integer(draw, 0, 2 ** 48 - 1);
    const high = Math.floor(bits / half);
    text += halfInHex(high) + halfInHex(bits - high * half);
  }
  return text.slice(0, length);
}

/** A number too long for 32 bits takes several times as long to write. */
const half = 2 ** 24;

function halfInHex(bits: number): string {
  return bits.toString(16).padStart(6, '0');
}
