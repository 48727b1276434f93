import type { Task } from '../../index.ts';
import type { Errand, Question } from './agent/request.ts';
import { answers, queueOf } from './world-model.ts';

/** After this (ms) nothing is kept any more of what the phase before was answered. */
const forgottenMs = 150;
/** What a caller has time for where it does not say (ms). */
const usualMs = 3_000;

/** When a caller comes, from when callers first come, and how much time it has (ms). */
interface Coming {
  readonly at?: number;
  readonly within?: number;
}

/** A caller who asks this, with a connection of its own. */
export function asks(ask: string, connection: string, coming: Coming = {}): Task {
  const isAbout = ({ text }: { readonly text?: unknown }) => {
    return typeof text === 'string' && new RegExp(`^${answers[ask]} says AN-\\w{8}\\.$`).test(text);
  };
  return task({ ask, connection, within: coming.within ?? usualMs }, coming, { answer: isAbout });
}

/** A caller with a ticket to be sorted. */
export function sorts(ticket: string, text: string, coming: Coming = {}): Task {
  const answer = new RegExp(`^For ${queueOf(text)}, by SR-\\w{8}\\.$`);
  return task({ sort: { ticket, text }, within: coming.within ?? usualMs }, coming, { answer });
}

/** A caller who looks a product up. */
export function looks(sku: string): Task {
  return task({ look: sku, within: usualMs }, {}, { answer: `of ${sku}` });
}

/** A caller who orders one of a product. */
export function orders(sku: string): Task {
  return task(
    { order: { sku, units: 1 }, within: usualMs },
    {},
    { effects: { 'POST /orders': 1 } },
  );
}

function task(
  input: Question | Errand,
  { at = 0 }: Coming,
  expect: NonNullable<Task['expect']>,
): Task {
  return { input, after: forgottenMs + at, expect };
}
