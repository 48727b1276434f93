import { canonical } from '../model/json.ts';
import type { Event, Trace } from '../model/trace.ts';
import { epochMs } from '../run/on-sim.ts';

/**
 * Which words of a run say what time it is: by who says them, their places. Two
 * runs that differ only in these differ only in when things happened.
 */
export type TimeMarks = ReadonlyMap<string, ReadonlySet<string>>;

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

/** Who asks, in one task, for two different things that would be told apart by the time alone. */
function confusing({ events }: Trace, marks: TimeMarks): readonly string[] {
  const asked = new Map<string, string>();
  return events.flatMap((event) => {
    if (event.kind !== 'call.start') return [];
    const { point, label, site, task, input: what, atMs } = event;
    const who = `asks ${point} ${label}`;
    const key = `${task} ${who} ${nameOf({ who, what, atMs }, marks)}`;
    const known = asked.get(key) ?? site.op;
    asked.set(key, known);
    return known === site.op ? [] : [who];
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

function sayingsOf({ events }: Trace): readonly Saying[] {
  const labels = new Map<number, string>();
  return events.flatMap((event) => sayingOf(event, labels) ?? []);
}

/** Null where it says nothing; `labels` knows the calls so far. */
function sayingOf(event: Event, labels: Map<number, string>): Saying | null {
  const { atMs } = event;
  switch (event.kind) {
    case 'call.start': {
      const { call, point, label, input } = event;
      labels.set(call, `${point} ${label}`);
      return { who: `asks ${point} ${label}`, what: input, atMs };
    }
    case 'call.end':
      return { who: `answers ${labels.get(event.call)}`, what: event.meaning, atMs };
    case 'effect':
      return { who: `does ${event.point} ${event.does}`, what: event.id, atMs };
    case 'task.end':
      return { who: 'ends', what: event.ending, atMs };
    default:
      return null;
  }
}

/** Notes each place where two values that differ both say the time, `byMs` apart. */
function mark(a: unknown, b: unknown, place: string, byMs: number, places: Set<string>): void {
  if (isRecord(a) && isRecord(b)) {
    for (const key of Object.keys(a)) mark(a[key], b[key], `${place}/${key}`, byMs, places);
    return;
  }
  const [words, others] = [wordsOf(a), wordsOf(b)];
  if (words.length !== others.length) return;
  for (const [index, word] of words.entries()) {
    const other = others[index] ?? '';
    if (word !== other && tellTime(word, other, byMs)) places.add(`${place}#${index}`);
  }
}

function relative(
  value: unknown,
  place: string,
  atMs: number,
  places: ReadonlySet<string>,
): unknown {
  if (isRecord(value)) {
    const fields = Object.entries(value).map(([key, one]) => {
      return [key, relative(one, `${place}/${key}`, atMs, places)] as const;
    });
    return Object.fromEntries(fields);
  }
  if (typeof value === 'number') {
    return places.has(`${place}#0`) ? seenFrom(String(value), atMs) : value;
  }
  if (typeof value !== 'string') return value;
  let index = 0;
  return value.replaceAll(word, (one) => {
    return places.has(`${place}#${index++}`) ? seenFrom(one, atMs) : one;
  });
}

/** What stands between spaces, quotes and brackets: an ISO time is one word, and so is a signature. */
const word = /[\w:+/=-]+(?:\.[\w:+/=-]+)*/g;

function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' ? (value.match(word) ?? []) : [];
}

/** Whether two words are the time, once so much later than the other; or both made of it. */
function tellTime(a: string, b: string, byMs: number): boolean {
  const [from, to] = [momentOf(a), momentOf(b)];
  if (!from || !to) return isMade(a) && isMade(b) && Math.abs(a.length - b.length) <= 1;
  return Math.abs(to.ms - from.ms - byMs) < from.unitMs;
}

/**
 * A word that tells the time, as seen from `atMs`: long past, just now, soon. To the order of magnitude,
 * since whatever takes a little longer moves all times a little. What is made of the time says nothing.
 */
function seenFrom(text: string, atMs: number): string {
  const moment = momentOf(text);
  if (!moment) return '·';
  const away = moment.ms - atMs;
  const size = Math.abs(away) / nowMs;
  return `${size < 1 ? 0 : Math.sign(away) * (1 + Math.floor(Math.log10(size)))}·`;
}

/** What is no further away is now (ms). Nobody lets things expire after 4, 40 or 400 seconds. */
const nowMs = 4_000;

interface Moment {
  /** Since the run opened, or since a process began. */
  readonly ms: number;
  readonly unitMs: number;
}

/** The moment that a word tells; of a number it is one only where it moves as the time does. */
function momentOf(text: string): Moment | null {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) {
    return { ms: Date.parse(text) - epochMs, unitMs: text.includes('.') ? 1 : 1000 };
  }
  const number = Number(text);
  if (!Number.isFinite(number)) return null;
  if (/^[12]\d{9}$/.test(text)) return { ms: number * 1000 - epochMs, unitMs: 1000 };
  return { ms: number >= 1e12 ? number - epochMs : number, unitMs: 1 };
}

/** A hash, a signature or a random name: nobody counts so far, or writes such a word. */
function isMade(text: string): boolean {
  return text.length >= 16 && /\d/.test(text) && /^[\w.+/=-]+$/.test(text);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
