import { makeFault } from '../../plans/define.ts';
import type { Fault } from '../../model/fault/fault.ts';
import type { Scenario } from '../../model/scenario.ts';
import { faultKey } from '../schedule.ts';

/**
 * The faults that a scenario is searched with: the menu, and those of its own written plan with their
 * parameters.
 */
export function menuFor(scenario: Scenario, seed: number): readonly Fault[] {
  const { menu, named } = scenario.faults;
  const faults = new Map(menu.map((fault) => [faultKey(fault), fault]));
  for (const { fault } of scenario.isSampled ? [] : scenario.plan(seed)) {
    const made = makeFault(named(fault.name), fault.params);
    faults.set(faultKey(made), made);
  }
  return [...faults.values()];
}
