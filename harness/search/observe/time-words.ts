import { isDrawn } from '../../model/json/drawn-word.ts';
import { epochMs } from '../../run/on-sim.ts';

/** Matches the words of a text; an ISO time is one word, and so is a signature. */
export const word: RegExp = /[\w:+/=-]+(?:\.[\w:+/=-]+)*/g;

/** Whether two words tell times that are `byMs` apart, or are both derived from the time. */
export function tellTime(a: string, b: string, byMs: number): boolean {
  const [from, to] = [instantOf(a), instantOf(b)];
  if (!from || !to) return isMade(a) && isMade(b) && Math.abs(a.length - b.length) <= 1;
  return Math.abs(to.ms - from.ms - byMs) < from.unitMs;
}

/**
 * A word that tells a time, replaced by its order of magnitude from `atMs`, since a small delay moves all
 * times a little. A word derived from the time becomes `·`; any other word stays.
 */
export function relativeTo(text: string, atMs: number): string {
  const instant = instantOf(text);
  if (!instant) return isMade(text) ? '·' : text;
  const away = instant.ms - atMs;
  const size = Math.abs(away) / nowMs;
  return `${size < 1 ? 0 : Math.sign(away) * (1 + Math.floor(Math.log10(size)))}·`;
}

/** What is no further away is now (ms). Things seldom expire after 4, 40 or 400 seconds, just where it counts. */
const nowMs = 4_000;

interface Instant {
  /** Since the run opened, or since a process began. */
  readonly ms: number;
  readonly unitMs: number;
}

/** The instant that a word tells; of a number it is one only where it moves as the time does. */
function instantOf(text: string): Instant | null {
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
  return text.length >= 16 && isDrawn(text) && /^[\w.+/=-]+$/.test(text);
}
