import { digest } from '../../model/json/json.ts';
import type { Node } from '../node.ts';
import { timeClass } from './absorption.ts';
import { isHidden } from './hidden.ts';
import type { Crossing } from '../observe/observation.ts';
import { operationOf, siteOf } from '../schedule.ts';

/** Names where the last fault of a schedule struck and all that followed it; equal names mean equal continuations. */
export function continuationOf(node: Node): string {
  const { crossings, violations, endings } = node.observation;
  const struck = crossings[node.hit];
  const broken = violations.map(({ check, signature, outcome }) => [check, signature, outcome]);
  const ends = Object.entries(endings).map(([task, { name }]) => [task, name]);
  const after = struck?.effect === 'crash' ? nextLife(node) : nextCalls(node);
  // A reply that comes late after all may still be waited for; one that never comes is not.
  return digest([struck && metOf(struck), after, ends, broken, timeClass(node.observation)]);
}

function nextCalls({ observation: { crossings }, hit, last }: Node): unknown {
  const after = crossings.slice(hit + 1).map((one) => [siteOf(one), one.reply]);
  return [last && siteOf(last.crossing), after];
}

/**
 * An agent that was started again does not know at which call it died, nor how often it had made one:
 * what counts is what it had changed by then, and what it does now.
 */
function nextLife({ observation: { crossings }, hit, last }: Node): unknown {
  const died = crossings[hit]?.life ?? 0;
  const changes = crossings.filter(({ life, acts }) => life <= died && acts);
  const after = crossings.filter(({ life }) => life > died);
  return [
    last?.crossing.task,
    changes.map((one) => [siteOf(one), one.reply]),
    after.map((one) => [operationOf(one), one.reply]),
  ];
}

/**
 * How a call was met. An agent that goes on in the same way does not mind why it got no answer; but
 * what was changed by then, or was not, need not show in what came after.
 */
function metOf({ acts, safe, outcome, effect }: Crossing): readonly string[] {
  const said = outcome === 'replied' ? outcome : '';
  if (acts || isHidden(effect)) return [said, effect];
  if (safe || effect === 'crash') return [said];
  // A reply implies one delivery, except under `repeat` and `forge`.
  return said !== '' && !/repeat|forge/.test(effect) ? [said] : [said, effect];
}
