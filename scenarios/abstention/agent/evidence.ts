import { z } from 'zod';
import type { Safeguards } from './safeguards.ts';
import type { Product } from './product.ts';

/** Where passages come from. */
export type SourceName = 'handbook' | 'bulletins';

/** What one source says about one topic of one product. */
export interface Passage {
  readonly source: SourceName;
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly value: number;
  readonly unit: string;
  readonly updatedAt: string;
}

/** A passage as the sources send it. */
export const passageSchema: z.ZodType<Omit<Passage, 'source'>> = z.object({
  id: z.string(),
  name: z.string(),
  topic: z.string(),
  value: z.number(),
  unit: z.string(),
  updatedAt: z.iso.datetime(),
});

/** The passages that answer a question. */
export interface Evidence {
  readonly passages: readonly Passage[];
  /** When the newest of them was written, where all are too old to be called current; else null. */
  readonly asOf: string | null;
  /** Whether they disagree. */
  readonly isConflict: boolean;
}

const dayMs = 86_400_000;

/** How long a passage on a topic is current (ms). */
const currentMs: Readonly<Record<string, number>> = { price: 7 * dayMs };
const usuallyCurrentMs = 365 * dayMs;

/** A passage this many times as old as what is current is of no use. */
const uselessAfter = 8;

/** The passages about this product and topic: the current ones, or else those not too old. */
export function evidenceOn(
  product: string,
  topic: string,
  passages: readonly Passage[],
  nowMs: number,
  safe: Safeguards,
): Evidence {
  const limitMs = safe.checksAge ? (currentMs[topic] ?? usuallyCurrentMs) : Infinity;
  const about = passages.filter((one) => one.name === product && one.topic === topic);
  const within = (ms: number) => about.filter((one) => nowMs - Date.parse(one.updatedAt) <= ms);
  const current = within(limitMs);
  const used = current.length > 0 ? current : within(limitMs * uselessAfter);
  const newest = used.map((one) => one.updatedAt).toSorted();
  return {
    passages: used,
    asOf: current.length > 0 ? null : (newest.at(-1) ?? null),
    isConflict: new Set(used.map((one) => `${one.value} ${one.unit}`)).size > 1,
  };
}

/**
 * Whether what a question takes for granted is so; `unknown` where nobody can tell. A product that
 * has no features at all, or another name, is a reply that cannot be right.
 */
export function premise(
  name: string,
  presumed: readonly string[],
  product: Product | null,
): 'holds' | 'fails' | 'unknown' {
  if (presumed.length === 0) return 'holds';
  if (product?.name !== name || product.features.length === 0) return 'unknown';
  return presumed.every((feature) => product.features.includes(feature)) ? 'holds' : 'fails';
}

/**
 * A score of the answer, weighed by what it rests on: the scorer judges a text by the passages it
 * is shown, and cannot know what it was not shown.
 */
export function weighed(
  score: number,
  cited: readonly Passage[],
  asOf: string | null,
  safe: Safeguards,
): number {
  if (!safe.weighsEvidence) return score;
  const sources = new Set(cited.map((one) => one.source)).size;
  return score * (sources > 1 ? 1 : loneSource) * (asOf === null ? 1 : oldSource);
}

const loneSource = 0.85;
const oldSource = 0.95;
