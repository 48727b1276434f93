import { digest } from '../model/json.ts';
import type { Node, Step } from './node.ts';
import type { Played } from './play.ts';
import { goesOnAs } from './aftermath.ts';
import { keyOf } from './schedule.ts';

/** Audits take this share of what the rules prune, and beyond the first of each class this many. */
const auditShare = 0.05;
const mostAudits = 200;

/** What an audit of the rules came to. */
export interface Audit {
  /** Pruned schedules that were run all the same. */
  readonly played: ReadonlySet<Step>;
  readonly audited: number;
  readonly refuted: number;
}

/**
 * Runs a share of the pruned schedules all the same, at least one of each class of calls, and compares
 * them with what is `known` of others, by their keys. One that
 * breaks in a way not seen yet, or does not go on as its rule says, refutes the rule for its class:
 * all that was pruned there is run.
 */
export async function audit(
  skipped: readonly Step[],
  known: ReadonlyMap<string, Node>,
  play: (steps: readonly Step[]) => Promise<readonly Played[]>,
): Promise<Audit> {
  const audits = drawn(skipped);
  const played = new Set(audits);
  const seen = await play(audits);
  const wrong = seen.filter((one) => one.isNews || !isAsSaid(one, known));
  const refuted = new Set(wrong.map(({ step }) => classOf(step)));
  const rest = skipped.filter((step) => !played.has(step) && refuted.has(classOf(step)));
  for (const step of rest) played.add(step);
  await play(rest);
  return { played, audited: seen.length, refuted: wrong.length };
}

/** Which steps to audit: a hash decides, so that the same are drawn every time. */
function drawn(skipped: readonly Step[]): readonly Step[] {
  const classes = new Set<string>();
  let more = mostAudits;
  return skipped
    .map((step) => ({ step, draw: Number.parseInt(digest(step.plan).slice(-6), 36) % 1000 }))
    .toSorted((a, b) => a.draw - b.draw)
    .filter(({ step, draw }) => {
      const isFirst = !classes.has(classOf(step));
      classes.add(classOf(step));
      return isFirst || (draw < auditShare * 1000 && more-- > 0);
    })
    .map(({ step }) => step);
}

/** Steps of one class: pruned by the same rule, after a fault and at a call of the same labels. */
function classOf({ pruned, parent: { last }, crossing }: Step): string {
  const { point, label } = crossing;
  return `${pruned?.rule} ${last?.crossing.point} ${last?.crossing.label} ${point} ${label}`;
}

/** Whether the fault was met as after the schedule that its rule says shows as much. */
function isAsSaid({ step, node }: Played, known: ReadonlyMap<string, Node>): boolean {
  const { parent, pruned } = step;
  if (!pruned?.instead || !parent.last || !node) return true;
  const other = known.get(keyOf(pruned.instead));
  return !other || goesOnAs(node, other, parent.last.crossing);
}
