import type { Fault } from '../model/fault/fault.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import type { BrokenPlan, Scenario } from '../model/scenario.ts';
import { callsIn, type SeenCall } from '../model/trace/seen-call.ts';
import type { RunRecord } from '../model/trace/run-record.ts';
import type { Mode } from '../model/trace/trace.ts';
import { struckOf } from '../plans/changes-reply.ts';

/** A run of a scenario under a plan, in one mode, always of the same seed. */
type Play = (plan: Plan) => Promise<RunRecord>;

/** What plans are drawn from. */
export interface Seen {
  readonly calls: readonly SeenCall[];
  /** Plans of one strike that failed while the calls were sought. */
  readonly broke: readonly BrokenPlan[];
}

/**
 * The calls that a scenario's agent makes without faults, and those that it makes only where one call
 * fails (an undo, a look at what came of a lost reply), each with the strike that brings it about. What
 * fails is tried call by call: in sim with every fault of the menu that refuses or loses one, at the first
 * call of each label and, while that makes a few runs, at those that follow, as in later messages of a
 * conversation; on the wire, where runs take time, with one refusal for each of a few calls that act.
 */
export async function seenCalls(
  { faults }: Pick<Scenario, 'faults'>,
  mode: Mode,
  play: Play,
): Promise<Seen> {
  const faultless = await play([]);
  const usual = callsIn(faultless.trace);
  const calls = [...usual];
  const broke: BrokenPlan[] = [];
  const failing = faults.menu.filter(({ kind }) => kind.harm === 'refused' || kind.harm === 'lost');
  for (const strike of mode === 'sim' ? everyOne(usual, failing) : aFew(usual, failing)) {
    // What goes wrong here goes wrong in a run that tells of it, too.
    const struck = await play([strike]).catch(() => null);
    if (struck === null) continue;
    for (const call of callsIn(struck.trace)) {
      const isKnown = calls.some(
        ({ point, label }) => point === call.point && label === call.label,
      );
      if (!isKnown) calls.push({ ...call, after: strike });
    }
    const way = wayToFail(struck);
    if (way !== null) broke.push({ plan: [strike], way });
  }
  // What fails without any fault is none of their doing.
  return { calls, broke: faultless.result === 'fail' ? [] : broke };
}

/** The checks that failed, and how; null where the run did not fail. */
function wayToFail({ result, verdicts }: RunRecord): string | null {
  if (result !== 'fail') return null;
  const failed = verdicts.flatMap(({ check, verdict }) =>
    verdict.result === 'fail' ? [[check, verdict.signature]] : [],
  );
  return JSON.stringify(failed);
}

/** At the first call of each label, then at the second of each, and so on. */
function everyOne(calls: readonly SeenCall[], faults: readonly Fault[]): readonly Strike[] {
  const each = calls.flatMap((call) => faults.map((fault) => strikesAt(fault, call)));
  const firsts = each.flatMap((strikes) => strikes.slice(0, 1));
  const most = Math.max(...each.map(({ length }) => length), 0);
  const others = Array.from({ length: most }, (_, n) => n + 1).flatMap((n) =>
    each.flatMap((strikes) => strikes.slice(n, n + 1)),
  );
  return [...firsts, ...others.slice(0, Math.max(0, mostInSim - firsts.length))];
}

/** The strikes in sim, where there are not more first calls to strike. */
const mostInSim = 48;
const mostOnWire = 3;

/** A client's own mistake is not asked again, so that the agent goes another way at once. */
function aFew(calls: readonly SeenCall[], faults: readonly Fault[]): readonly Strike[] {
  const refusals = faults.filter(({ params }) => Number(params['status']) < 500);
  const [refusal] = refusals;
  if (!refusal) return [];
  return calls
    .filter(({ acts }) => acts)
    .flatMap((call) => strikesAt(refusal, call).slice(0, 1))
    .slice(0, mostOnWire);
}

/** A strike for each call of a label that a fault would change, in order. */
function strikesAt(fault: Fault, call: SeenCall): readonly Strike[] {
  const struck = struckOf(fault, call) ?? [];
  return struck.map((calls) => fault.at(call.point, { call: call.label, calls }));
}
