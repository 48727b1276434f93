import { canonical } from '../../model/json/json.ts';
import { isHolder } from '../../model/json/walk.ts';
import type { Event, Trace } from '../../model/trace/trace.ts';

/** The first difference of two runs that should be equal. */
export interface Difference {
  /** Number of the event. */
  readonly seq: number;
  /** In words: the task, the call, the field, and its two values. */
  readonly words: string;
}

/** The first event in which two traces differ, or null. */
export function firstDifference(a: Trace, b: Trace): Difference | null {
  const most = Math.max(a.events.length, b.events.length);
  for (let seq = 0; seq < most; seq += 1) {
    const [one, other] = [a.events[seq], b.events[seq]];
    if (one && other && canonical(one) === canonical(other)) continue;
    return { seq, words: wordsOf(a, one, b, other) };
  }
  return null;
}

function wordsOf(a: Trace, one: Event | undefined, b: Trace, other: Event | undefined): string {
  if (one?.kind !== other?.kind || !one || !other) {
    return `where one run has ${placeOf(a, one)}, another has ${placeOf(b, other)}`;
  }
  const field = fieldOf(one, other, '');
  const values = field.values.map((value) => clipped(canonical(value)));
  const when = field.path === 'atMs' ? 'the time' : field.path;
  return `${placeOf(a, one)}: ${when} is ${values[0]} in one run and ${values[1]} in another`;
}

/** What an event is about, as its reader would say it. */
function placeOf(trace: Trace, event: Event | undefined): string {
  if (!event) return 'nothing more';
  switch (event.kind) {
    case 'call.start':
      return `task ${event.task || 'none'}, the call ${event.point} ${event.label} (attempt ${event.site.attempt})`;
    case 'call.end':
    case 'effect':
    case 'fault.hit':
      return `${what[event.kind]} ${placeOf(trace, startOf(trace, event.call))}`;
    case 'task.start':
      return `the question of task ${event.task}`;
    case 'task.turn':
      return `an earlier answer of task ${event.task}`;
    case 'task.end':
      return `the answer of task ${event.task}`;
    case 'phase':
      return `the begin of the ${event.phase}`;
    default:
      return `an event ${event.kind}`;
  }
}

const what = {
  'call.end': 'the reply in',
  effect: 'the effect in',
  'fault.hit': 'the fault in',
} as const;

function startOf(trace: Trace, call: number): Event | undefined {
  return trace.events.find((event) => event.kind === 'call.start' && event.call === call);
}

interface Field {
  readonly path: string;
  readonly values: readonly [unknown, unknown];
}

/** The first field in which two values differ; the hash that names a site says less than arguments. */
function fieldOf(a: unknown, b: unknown, path: string): Field {
  if (!isHolder(a) || !isHolder(b)) return { path, values: [a, b] };
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const late = new Set(['site', 'atMs', 'id']);
  const inOrder = [...keys.filter((key) => !late.has(key)), ...keys.filter((key) => late.has(key))];
  const key = inOrder.find((name) => canonical(a[name]) !== canonical(b[name]));
  if (key === undefined) return { path, values: [a, b] };
  return fieldOf(a[key], b[key], path === '' ? key : `${path}.${key}`);
}

function clipped(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
