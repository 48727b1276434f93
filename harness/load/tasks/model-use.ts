import { isFor } from '../../model/fault/facet.ts';
import type { Event, Trace } from '../../model/trace/trace.ts';

/** A length of time (ms), and how often it was so. */
export type Repeated = readonly [ms: number, count: number];

/** What a task called for, and how models' turns came to it. */
export interface ModelUse {
  /** Calls at tools and models, attempts counted each. */
  readonly calls: number;
  readonly tokens: number;
  /** Of the tokens, those that models said; null where a reply does not tell. */
  readonly outputTokens: number | null;
  /** From each call to the first byte of the stream that answered it (ms). */
  readonly firstMs: readonly number[];
  /** How long calls were waited for that never got a reply (ms). */
  readonly unansweredMs: readonly number[];
  /** Between pieces of a stream. */
  readonly gaps: readonly Repeated[];
  /** Time per output token of each whole stream, after its first byte (ms). */
  readonly perTokenMs: readonly number[];
}

type Start = Extract<Event, { kind: 'call.start' }>;
type End = Extract<Event, { kind: 'call.end' }>;

/** What the events of a task tell of it. Times per token are (end − first byte) / (tokens − 1). */
export function modelUse(events: readonly Event[], points: Trace['points']): ModelUse {
  const starts = new Map<number, Start>();
  const ends: { readonly start: Start; readonly end: End }[] = [];
  for (const event of events) {
    if (event.kind === 'call.start') starts.set(event.call, event);
    const start = event.kind === 'call.end' && starts.get(event.call);
    if (start) ends.push({ start, end: event });
  }
  const ofModels = ends.filter(({ start }) => isFor(['turn'], points[start.point]));
  const streams = ofModels.filter(({ end }) => end.streamed === true);
  const charged = ends.filter(({ end }) => end.tokens > 0);
  const isKnown = charged.every(({ end }) => end.outputTokens !== undefined);
  const sum = (of: (end: End) => number) => charged.reduce((all, { end }) => all + of(end), 0);
  return {
    calls: [...starts.values()].filter(({ point }) => points[point]?.kind !== 'link').length,
    tokens: sum(({ tokens }) => tokens),
    outputTokens: isKnown ? sum(({ outputTokens = 0 }) => outputTokens) : null,
    firstMs: streams.map(({ start, end }) => end.firstByteMs ?? end.atMs - start.atMs),
    unansweredMs: ofModels
      .filter(({ end }) => end.outcome === 'unanswered')
      .map(({ start, end }) => end.atMs - start.atMs),
    gaps: streams.flatMap(({ end }) => end.gapsMs ?? []),
    perTokenMs: streams.flatMap(({ start, end }) => perToken(start, end)),
  };
}

function perToken(start: Start, { outcome, atMs, outputTokens = 0, firstByteMs }: End) {
  if (outcome !== 'replied' || outputTokens < 2) return [];
  const tookMs = atMs - start.atMs;
  return [(tookMs - (firstByteMs ?? tookMs)) / (outputTokens - 1)];
}
