import { z } from 'zod';
import { loadFactsSchema, type LoadFacts } from './load-facts.ts';
import { suiteFactsSchema, type SuiteFacts } from './suite-facts.ts';

/** The schema of what is compared of a report, and of the baseline that is kept of it. */
export const baselineSchema: z.ZodType<ComparedFacts> = z.union([
  suiteFactsSchema,
  loadFactsSchema,
]);

/** What is compared of a report, and kept as a baseline: `baseline.json`. */
export type ComparedFacts = SuiteFacts | LoadFacts;

/**
 * The text of a baseline: a line for each scenario's seeds, each call of a search and each stretch of a load,
 * so that a change shows as few lines.
 */
export function baselineText(baseline: ComparedFacts): string {
  return `${lines(baseline, '')}\n`;
}

/** The deepest that fits on a line is written on one. */
const mostColumns = 400;

function lines(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  const isSmall = flat.length <= mostColumns && !flat.includes('"stretches"');
  if (typeof value !== 'object' || value === null || isLeaf(value) || isSmall) return flat;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((one) => lines(one, inner))
    : Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${lines(one, inner)}`);
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
}

/** A stretch of a load: one line, whatever its length. */
function isLeaf(value: object): boolean {
  return 'responses' in value;
}
