import { canonical } from '../../model/json/json.ts';
import { isHolder } from '../../model/json/walk.ts';
import type { Event, Trace } from '../../model/trace/trace.ts';
import { relativeTo, tellTime, word } from './time-words.ts';

/**
 * Which words of a run tell the time: by who says them, their places (`/sent/at#0` is the first word of
 * the field `at`). Two runs that differ only in these differ only in when things happened.
 */
export type TimeMarks = ReadonlyMap<string, ReadonlySet<string>>;

/** What a subject's calls show of the time. */
export interface TimeTold {
  /** The words that move as the time does. */
  readonly marks: TimeMarks;
  /** Whether it sends, does or answers other things much later: a little time may then be what counts. */
  readonly isCoarse: boolean;
}

/** What was learnt from a run and the same run later. */
interface Learnt {
  readonly marks: TimeMarks;
  /** Whether nothing else differs. */
  readonly isAll: boolean;
}

/**
 * The words that tell the time, from a run and the same run `byMs` later; null where that one goes
 * another way, so that none can be told.
 */
export function learnMarks(onTime: Trace, late: Trace, byMs: number): Learnt | null {
  const [before, after] = [sayingsOf(onTime), sayingsOf(late)];
  const isAlike =
    before.length === after.length && before.every(({ who }, n) => who === after[n]?.who);
  if (!isAlike) return null;
  const marks = new Map<string, Set<string>>();
  for (const [index, { who, what }] of before.entries()) {
    const own = marks.get(who) ?? new Set();
    mark(what, after[index]?.what, '', byMs, own);
    if (own.size > 0) marks.set(who, own);
  }
  for (const who of confusing(onTime, marks)) marks.delete(who);
  const isSame = (saying: Saying, index: number) => {
    const other = after[index];
    return other !== undefined && nameOf(saying, marks) === nameOf(other, marks);
  };
  return { marks, isAll: before.every(isSame) };
}

/** Whether an agent asks, does and answers the same in two runs, apart from these words. */
export function saysTheSame(one: Trace, other: Trace, marks: TimeMarks): boolean {
  const [said, saidToo] = [one, other].map((trace) =>
    sayingsOf(trace)
      .filter(({ who }) => !who.startsWith('answers '))
      .map((saying) => [saying.who, nameOf(saying, marks)]),
  );
  return canonical(said) === canonical(saidToo);
}

/** Who asks, in one task, for two different things that would be told apart by the time alone. */
function confusing({ events }: Trace, marks: TimeMarks): readonly string[] {
  const asked = new Map<string, string>();
  return events.flatMap((event) => {
    if (event.kind !== 'call.start') return [];
    const saying = sayingOf(event);
    const key = `${event.task} ${saying.who} ${nameOf(saying, marks)}`;
    const { op } = event.site;
    const known = asked.get(key) ?? op;
    asked.set(key, known);
    return known === op ? [] : [saying.who];
  });
}

function nameOf(saying: Saying, marks: TimeMarks): string {
  return canonical(timeless(saying, marks));
}

/**
 * What was said, with each word that tells the time as seen from when it was said: the same words for
 * the same thing at any time, others for what is much older or younger.
 */
export function timeless({ who, what, atMs }: Saying, marks: TimeMarks): unknown {
  const places = marks.get(who);
  return places ? relative(what, '', atMs, places) : what;
}

/** What was said in an event, who said it, and when. */
export interface Saying {
  /** `asks shop POST /orders`, `answers …`, `does …` (an effect), `ends` (the task). */
  readonly who: string;
  readonly what: unknown;
  readonly atMs: number;
}

/** What an event says; `label` is that of the call which a reply answers. */
export function sayingOf(event: Telling, label = ''): Saying {
  const { atMs } = event;
  switch (event.kind) {
    case 'call.start':
      return { who: `asks ${event.point} ${event.label}`, what: event.input, atMs };
    case 'call.end':
      return { who: `answers ${event.point} ${label}`, what: event.meaning, atMs };
    case 'effect':
      return { who: `does ${event.point} ${event.does}`, what: event.id, atMs };
    case 'task.turn':
    case 'task.end':
      return { who: event.kind === 'task.end' ? 'ends' : 'answers', what: event.ending, atMs };
  }
}

type Telling = Extract<
  Event,
  { readonly kind: 'call.start' | 'call.end' | 'effect' | 'task.turn' | 'task.end' }
>;

function sayingsOf({ events }: Trace): readonly Saying[] {
  const labels = new Map<number, string>();
  return events.flatMap((event) => {
    if (event.kind === 'call.start') labels.set(event.call, event.label);
    if (event.kind === 'call.end') return sayingOf(event, labels.get(event.call));
    const isTelling =
      event.kind === 'call.start' ||
      event.kind === 'effect' ||
      event.kind === 'task.turn' ||
      event.kind === 'task.end';
    if (!isTelling) return [];
    // What tells a retry from another order counts, too.
    const keyed = event.kind === 'effect' ? [keyOf(event)] : [];
    return [sayingOf(event), ...keyed];
  });
}

function keyOf({ point, does, key, atMs }: Extract<Event, { kind: 'effect' }>): Saying {
  return { who: `keys ${point} ${does}`, what: key, atMs };
}

/** Notes each place where two values that differ both say the time, `byMs` apart. */
function mark(a: unknown, b: unknown, place: string, byMs: number, places: Set<string>): void {
  if (isHolder(a) && isHolder(b)) {
    for (const key of Object.keys(a)) mark(a[key], b[key], `${place}/${key}`, byMs, places);
    return;
  }
  const [words, others] = [wordsIn(a), wordsIn(b)];
  if (words.length !== others.length) return;
  for (const [index, one] of words.entries()) {
    const other = others[index] ?? '';
    if (one !== other && tellTime(one, other, byMs)) places.add(`${place}#${index}`);
  }
}

function relative(
  value: unknown,
  place: string,
  atMs: number,
  places: ReadonlySet<string>,
): unknown {
  if (isHolder(value)) {
    const fields = Object.entries(value).map(([key, one]) => {
      return [key, relative(one, `${place}/${key}`, atMs, places)] as const;
    });
    return Object.fromEntries(fields);
  }
  if (typeof value === 'number') {
    return places.has(`${place}#0`) ? relativeTo(String(value), atMs) : value;
  }
  if (typeof value !== 'string') return value;
  let index = 0;
  return value.replaceAll(word, (one) => {
    return places.has(`${place}#${index++}`) ? relativeTo(one, atMs) : one;
  });
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' ? (value.match(word) ?? []) : [];
}
