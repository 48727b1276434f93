import type { Fault } from '../../model/fault/fault.ts';
import { arrive } from '../explore/frontier.ts';
import type { Node } from '../node.ts';
import type { Crossing, Observation } from './observation.ts';
import { pinned } from '../schedule.ts';

/** A call as a test writes it: `during-1 shop look`, and what is special about it. */
export type Told = readonly [words: string, special?: Partial<Crossing>];

/** What was seen of a run with these calls; tasks ended as their name says, but for `endings`. */
export function observed(
  calls: readonly Told[],
  endings: Readonly<Record<string, string>> = {},
): Observation {
  const crossings = calls.map(([words, special]) => crossing(words, special));
  const tasks = [...new Set(crossings.map(({ task }) => task))];
  const named = tasks.map((task) => [task, { name: endings[task] ?? 'well', manner: 'answered' }]);
  return {
    plan: [],
    struck: [],
    crossings,
    violations: [],
    untold: [],
    endings: Object.fromEntries(named) as Observation['endings'],
    tookMs: 0,
    isCoarse: false,
    fingerprint: '',
  };
}

function crossing(words: string, special: Partial<Crossing> = {}): Crossing {
  const [task = '', point = '', label = ''] = words.split(' ');
  return {
    point,
    has: ['request', 'value', 'memory'],
    label,
    op: label,
    attempt: 1,
    asks: special.op ?? label,
    nth: special.attempt ?? 1,
    task,
    acts: false,
    safe: false,
    streamed: false,
    life: 0,
    past: '',
    outcome: 'replied',
    reply: 'fine',
    fields: '',
    hits: [],
    effect: '',
    ...special,
  };
}

/** The schedule of one fault at the nth call of a run, and what was seen of it. */
export function struckAt(root: Node, nth: number, fault: Fault, seen: Observation): Node {
  const at = root.observation.crossings[nth];
  if (!at) throw new Error(`the run has no call ${nth}`);
  const plan = [pinned(fault, at)];
  const hits = (one: Crossing, index: number) => (index === nth ? [0] : one.hits);
  const crossings = seen.crossings.map((one, index) => ({ ...one, hits: hits(one, index) }));
  const step = { plan, parent: root, crossing: at, fault, isNew: false, pruned: null };
  const node = arrive(step, { ...seen, plan, crossings });
  if (!node) throw new Error('the fault struck nothing');
  return node;
}
