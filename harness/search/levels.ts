import { digest } from '../model/json.ts';
import type { Classes } from './classes.ts';
import { arrive, expand, urgency, type Node, type Step } from './frontier.ts';
import { inOrder } from './in-order.ts';
import { siteOf } from './schedule.ts';
import { see, visit, type Search } from './search-state.ts';

/** Runs every step from these nodes that no rule prunes; returns the nodes they lead to. */
export async function playLevel(
  search: Search,
  level: number,
  nodes: readonly Node[],
  classes: Classes | null,
): Promise<readonly Node[]> {
  const all = nodes.flatMap((node) => expand(node, search.faults, classes));
  const due = all.filter(({ pruned }) => pruned === null);
  due.sort((a, b) => urgency(a) - urgency(b));
  const arrived: Node[] = [];
  let { run, idle } = await playSteps(search, level, due, (node) => arrived.push(node));
  const skipped = all.filter(({ pruned }) => pruned !== null);
  const audit = await auditRules(search, level, skipped, (node) => arrived.push(node));
  run += audit.run;
  idle += audit.idle;
  for (const step of skipped) {
    if (!audit.played.has(step)) search.steps.push({ step, state: 'pruned' });
  }
  const rule = (name: Step['pruned']) =>
    skipped.filter((step) => step.pruned === name && !audit.played.has(step)).length;
  search.levels.push({
    level,
    schedules: all.length,
    run,
    pruned: { kinds: rule('kinds'), absorbed: rule('absorbed') },
    audited: audit.audited,
    refuted: audit.refuted,
    idle,
    isFinished: search.stopped === null,
  });
  return arrived;
}

/** Audits take this share of what the rules prune, and this many at the most. */
const auditShare = 0.05;
const mostAudits = 400;

/**
 * Runs a share of the pruned schedules all the same. One that breaks in a way not seen yet refutes
 * its rule for that class of call: all that was pruned there is run.
 */
async function auditRules(
  search: Search,
  level: number,
  skipped: readonly Step[],
  onNode: (node: Node) => void,
) {
  const played = new Set<Step>();
  const isDrawn = (step: Step) => Number.parseInt(digest(step.plan).slice(-6), 36) % 1000;
  const audits = skipped.filter((step) => isDrawn(step) < auditShare * 1000).slice(0, mostAudits);
  let refuted = 0;
  const made = { run: 0, idle: 0 };
  const play = async (some: readonly Step[]) => {
    const { run, idle } = await playSteps(search, level, some, onNode);
    made.run += run;
    made.idle += idle;
  };
  for (const step of audits) {
    if (search.stopped || played.has(step)) continue;
    const before = search.found.count();
    played.add(step);
    await play([step]);
    if (search.found.count() === before) continue;
    refuted += 1;
    const rest = skipped.filter((other) => !played.has(other) && isAlike(other, step));
    for (const other of rest) played.add(other);
    await play(rest);
  }
  return { played, audited: audits.length, refuted, ...made };
}

/** Steps that the same rule prunes after a fault at the same class of call. */
function isAlike(a: Step, b: Step): boolean {
  const label = ({ parent: { last } }: Step) => `${last?.crossing.point} ${last?.crossing.label}`;
  return a.pruned === b.pruned && label(a) === label(b);
}

/** Runs steps in order; tells each node that is comparable with its parent. */
export async function playSteps(
  search: Search,
  level: number,
  steps: readonly Step[],
  onNode: (node: Node) => void,
): Promise<{ readonly run: number; readonly idle: number }> {
  let run = 0;
  let idle = 0;
  const { evaluate, width } = search.evaluator;
  await inOrder(
    steps,
    width,
    ({ plan }) => evaluate(plan),
    async (observation, step) => {
      run += 1;
      const goesOn = await see(search, observation, `level ${level}`, step.parent.broken);
      const node = arrive(step, observation);
      visit(search, observation);
      if (!node) idle += 1;
      search.steps.push({ step, state: node ? 'struck' : 'idle' });
      if (node && samePast(search, step, node)) onNode(node);
      const { onProgress } = search.options;
      const left = steps.length - run;
      onProgress?.({ level, runs: search.runs, left, findings: search.found.count() });
      return goesOn;
    },
  );
  return { run, idle };
}

/** Up to its last fault a schedule must go as its parent went; else the two cannot be compared. */
function samePast(search: Search, step: Step, node: Node): boolean {
  const struck = node.observation.crossings[node.hit];
  if (struck?.past === step.crossing.past) return true;
  search.quarantined.push({ plan: step.plan, site: siteOf(step.crossing) });
  return false;
}
