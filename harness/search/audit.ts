import { digest } from '../model/json.ts';
import type { Step } from './node.ts';
import type { Lessons } from './lessons.ts';
import type { Played } from './play.ts';
import { goesOnAs } from './prune.ts';

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
 * Runs a share of the pruned schedules all the same, at least one of each class of calls. One that
 * breaks in a way not seen yet, or does not go on as its rule says, refutes the rule for its class:
 * all that was pruned there is run.
 */
export async function audit(
  skipped: readonly Step[],
  lessons: Lessons | null,
  play: (steps: readonly Step[]) => Promise<readonly Played[]>,
): Promise<Audit> {
  const audits = drawn(skipped);
  const played = new Set(audits);
  const seen = await play(audits);
  const wrong = seen.filter((one) => one.isNews || !isAsSaid(one, lessons));
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
  return `${pruned} ${last?.crossing.point} ${last?.crossing.label} ${point} ${label}`;
}

/** Whether an absorbed fault was one: the second fault was met as if the first had not been. */
function isAsSaid({ step, node }: Played, lessons: Lessons | null): boolean {
  const { parent, pruned, plan, crossing, fault } = step;
  const alone = lessons?.alone(crossing, fault);
  // A schedule of three has no single fault to be compared with.
  if (pruned !== 'absorbed' || plan.length > 2 || !node || !alone) return true;
  const but = parent.mark === 'task' ? parent.last?.crossing.task : undefined;
  return goesOnAs(node, alone, but);
}
