import type { Frame } from '../model/reply.ts';
import type { Pace } from './dialects/dialect.ts';

/**
 * A text in pieces as a model streams it: a word with the space before it, at most 12 characters
 * of it. Joined they are the text; no character is split.
 */
export function piecesOf(text: string): readonly string[] {
  return text.match(/\s*\S{1,12}|\s+/gu) ?? [];
}

/** A paced stream: `opening` after `firstMs`, each delta `gapMs` later, then `closing` at once. */
export function paced(
  pace: Pace,
  parts: Readonly<Record<'opening' | 'deltas' | 'closing', readonly string[]>>,
): readonly Frame[] {
  const frames: Frame[] = [];
  for (const data of parts.opening) {
    frames.push({ afterMs: frames.length === 0 ? pace.firstMs : 0, data });
  }
  for (const data of parts.deltas) frames.push({ afterMs: pace.gapMs, data });
  for (const data of parts.closing) frames.push({ afterMs: 0, data });
  return frames;
}

/** An event of a stream, and whether it has a piece of what the model says. */
export interface StreamEvent {
  readonly data: string;
  readonly isPiece: boolean;
}

/** A paced stream: its first event after `firstMs`, each piece `gapMs` later, any other at once. */
export function pacedEvents(pace: Pace, events: readonly StreamEvent[]): readonly Frame[] {
  return events.map(({ data, isPiece }, index) => ({
    afterMs: index === 0 ? pace.firstMs : isPiece ? pace.gapMs : 0,
    data,
  }));
}

/**
 * The duration (ms) of a stream with that many deltas, and the wait of a caller without a stream.
 */
export function durationOf(pace: Pace, deltas: number): number {
  return pace.firstMs + pace.gapMs * deltas;
}
