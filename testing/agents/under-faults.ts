import { inProcess, type At, type ScenarioOptions } from '../../index.ts';

/**
 * What a scenario of a small agent is run with: in this process, in a fault phase alone, without faults of its own.
 * `ask` is asked anew for each task, and keeps nothing.
 */
export function underFaults(
  ask: (at: At, input: unknown, id: string) => Promise<unknown>,
): Required<Pick<ScenarioOptions, 'system' | 'plan' | 'phases'>> {
  return {
    system: inProcess(
      (at) =>
        (input, { id }) =>
          ask(at, input, id),
    ),
    plan: [],
    phases: ['fault'],
  };
}
