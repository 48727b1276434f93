import type { Origin, Passed } from '../../model/trace/repro.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Trace } from '../../model/trace/trace.ts';
import { pathOf, taskName } from './origin.ts';

/**
 * What has moved since a failure was found, in words, so that a pass under its faults would not
 * show that it is fixed; null where nothing has. Additions are none: a fixed agent may look before
 * it acts, and a scenario may grow.
 */
export function driftOf(origin: Origin, scenario: Scenario, trace: Trace): string | null {
  return (
    driftOfTasks(origin.tasks, scenario) ??
    driftOfEffects(origin.effects, trace) ??
    (origin.path ? driftOfPath(origin.path, pathOf(trace)) : null)
  );
}

function driftOfTasks(then: Origin['tasks'], { tasks }: Scenario): string | null {
  const now = tasks.map(taskName);
  const at = then.findIndex((name, index) => name !== now[index]);
  if (at === -1) return null;
  const what = at < now.length ? 'asks or expects something else' : 'is gone';
  return `task ${at + 1} of the scenario ${what} since this was found`;
}

function driftOfEffects(then: Origin['effects'], { points }: Trace): string | null {
  for (const [name, effects] of Object.entries(then)) {
    const now = points[name];
    if (!now) return `the scenario has no point ${name} any more`;
    const gone = effects.find((label) => !now.effects.includes(label));
    if (gone !== undefined) return `${name} no longer counts ${gone} among its effects`;
  }
  return null;
}

/** By label, not by arguments: a changed prompt alters what every turn of a model is asked. */
function driftOfPath(then: readonly Passed[], now: readonly Passed[]): string | null {
  const [struck, struckNow] = [then.at(-1), now.at(-1)];
  if (!struck || !struckNow) return null;
  if (placeOf(struck) !== placeOf(struckNow)) {
    return `its first fault strikes ${placeOf(struckNow)} now, in place of ${placeOf(struck)}`;
  }
  const made = new Set(now.map(placeOf));
  const gone = then.find((one) => !made.has(placeOf(one)));
  if (!gone) return null;
  const where = `before ${placeOf(struck)}, where its first fault strikes`;
  return `${where}, the agent no longer calls ${placeOf(gone)} (if that is how it was mended, take it out of origin.path)`;
}

function placeOf({ point, label }: Passed): string {
  return `${label} at ${point}`;
}
