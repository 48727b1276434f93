import { fleet, type Addresses, type Fleet } from './fleet.ts';
import { rollback } from './rollback.ts';
import { rollout } from './rollout.ts';
import type { Safeguards } from './safeguards.ts';
import { wait } from './wait.ts';

/** What the operator is asked to do. */
export type Order =
  | { readonly do: 'serve'; readonly item: number }
  | { readonly do: 'run'; readonly seconds: number }
  | { readonly do: 'start'; readonly nodes: number }
  | { readonly do: 'roll out'; readonly version: string }
  | { readonly do: 'roll back' };

/** What came of it. */
export interface Report {
  readonly status: 'done' | 'degraded' | 'refused' | 'failed';
  readonly text: string;
}

/** Carries out one order after another on one fleet. */
export type Operator = (order: Order, signal: AbortSignal) => Promise<Report>;

/** Nodes of the fleet, unless an order starts another. */
const usualNodes = 20;

/** An operator with a fleet of twenty nodes. */
export function operator(at: Addresses, safeguards: Safeguards): Operator {
  const usual = fleet(at, usualNodes, safeguards);
  return async (order, signal) => {
    if (order.do === 'serve') return serve(usual, order.item);
    if (order.do === 'run') return run(usual, order.seconds, signal);
    if (order.do === 'start') return start(fleet(at, order.nodes, safeguards), signal);
    if (order.do === 'roll out') {
      const { percent, stopped } = await rollout(usual, order.version, safeguards, signal);
      const text = `${order.version} runs on ${percent} % of the nodes`;
      if (stopped === undefined) return { status: 'done', text };
      return { status: 'refused', text: `Taken back at ${percent} %: ${stopped}.` };
    }
    const lane = await rollback(usual, safeguards, signal);
    if (lane === null) return { status: 'failed', text: 'No rollback could be made.' };
    return { status: 'done', text: `Rolled back by ${lane}.` };
  };
}

async function serve({ nodes }: Fleet, item: number): Promise<Report> {
  const node = nodes[item % nodes.length];
  if (!node) throw new RangeError('a fleet has nodes');
  return node.serve(item).then(
    (text) => ({ status: 'done', text }),
    (error: unknown) => ({ status: 'failed', text: `Not served: ${String(error)}` }),
  );
}

async function run(fleet: Fleet, seconds: number, signal: AbortSignal): Promise<Report> {
  const { asked, served } = await fleet.live(seconds * 1_000, 1_000, signal);
  const text = `${served} of ${asked} users were served`;
  if (served === asked) return { status: 'done', text };
  return { status: served > 0 ? 'degraded' : 'failed', text };
}

/** Nodes that start within a second (1/s). */
const startsASecond = 10;

async function start({ nodes }: Fleet, signal: AbortSignal): Promise<Report> {
  const starting = nodes.map(async (node, index) => {
    await wait((index * 1_000) / startsASecond, signal);
    await node.collect();
  });
  const told = await Promise.allSettled(starting);
  const failed = told.filter(({ status }) => status === 'rejected').length;
  if (failed === 0) return { status: 'done', text: `${nodes.length} nodes tell of themselves` };
  return { status: 'degraded', text: `${failed} of ${nodes.length} nodes tell nothing` };
}
