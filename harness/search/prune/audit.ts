import { pruneRules, type PruneRule } from '../../model/trace/exploration.ts';
import { digest } from '../../model/json/json.ts';
import type { Node, Step } from '../node.ts';
import type { StepResult } from '../explore/run-steps.ts';
import { goesOnAs } from './absorption.ts';
import { keyOf } from '../schedule.ts';

/** Audits take this share of what the rules prune, and beyond the first of each class this many. */
const auditShare = 0.05;
const mostAudits = 200;

const none: ReadonlySet<PruneRule> = new Set();

/** The result of an audit of the rules. */
export interface Audit {
  /** What is left out in the end, each by a rule that was not refuted. */
  readonly left: readonly Step[];
  /** Pruned schedules that were run all the same. */
  readonly audited: number;
  readonly refuted: number;
}

/** What an audit needs to run and to compare schedules. */
export interface Auditing {
  /** What is known of schedules, by their keys. */
  readonly known: ReadonlyMap<string, Node>;
  readonly run: (steps: readonly Step[]) => Promise<readonly StepResult[]>;
  /** The step without those rules: pruned by another, or not at all. */
  readonly without: (step: Step, rules: ReadonlySet<PruneRule>) => Step;
}

/**
 * Runs a sample of the pruned schedules, at least one of each class of calls, and compares each with the
 * schedule that stands for it. A difference refutes the rule for that class: what it pruned there is
 * run, unless another rule, audited alike, prunes it. A new way to break refutes all rules there.
 */
export async function audit(
  skipped: readonly Step[],
  { known, run, without }: Auditing,
): Promise<Audit> {
  const refuted = new Map<string, Set<PruneRule>>();
  const told = { audited: 0, refuted: 0 };
  let left = skipped;
  for (let untested = skipped; untested.length > 0;) {
    const audits = new Set(drawn(untested));
    const seen = await run([...audits]);
    const wrong = seen.filter((one) => one.isNews || !isAsSaid(one, known));
    told.audited += seen.length;
    told.refuted += wrong.length;
    for (const one of wrong) refute(refuted, one);
    const refutedFor = (step: Step) => refuted.get(placeOf(step)) ?? none;
    const isRefuted = (step: Step) => step.pruned && refutedFor(step).has(step.pruned.rule);
    const rest = left.filter((step) => !audits.has(step));
    const again = rest.filter(isRefuted).map((step) => without(step, refutedFor(step)));
    await run(again.filter(({ pruned }) => pruned === null));
    untested = again.filter(({ pruned }) => pruned !== null);
    left = [...rest.filter((step) => !isRefuted(step)), ...untested];
  }
  return { left, ...told };
}

/** Notes that its rule does not hold there; where a way to break had been hidden, that none does. */
function refute(refuted: Map<string, Set<PruneRule>>, { step, isNews }: StepResult): void {
  const place = placeOf(step);
  const rules = refuted.get(place) ?? new Set();
  refuted.set(place, rules);
  for (const rule of pruneRules) {
    if (isNews || rule === step.pruned?.rule) rules.add(rule);
  }
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
function classOf(step: Step): string {
  return `${step.pruned?.rule} ${placeOf(step)}`;
}

function placeOf({ parent: { last }, crossing: { point, label } }: Step): string {
  return `${last?.crossing.point} ${last?.crossing.label} ${point} ${label}`;
}

/** Whether the fault was met as after the schedule that its rule says shows as much. */
function isAsSaid({ step, node }: StepResult, known: ReadonlyMap<string, Node>): boolean {
  const { parent, pruned } = step;
  if (!pruned?.instead || !parent.last || !node) return true;
  const other = known.get(keyOf(pruned.instead));
  return !other || goesOnAs(node, other, parent.last.crossing);
}
