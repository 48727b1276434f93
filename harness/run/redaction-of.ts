import { secretsOf } from '../model/redaction/known-values.ts';
import { redaction, type Redactor } from '../model/redaction/redactor.ts';
import type { Scenario } from '../model/scenario.ts';

/** Takes the secrets out of one run of the scenario; those of the environment as its first run found it. */
export function redactorFor(scenario: Scenario): Redactor {
  let make = makers.get(scenario);
  if (!make) {
    const { redact } = scenario;
    make = redaction({
      known: secretsOf(process.env),
      names: redact.filter((rule) => typeof rule === 'string'),
      patterns: redact.filter((rule) => rule instanceof RegExp),
    });
    makers.set(scenario, make);
  }
  return make();
}

const makers = new WeakMap<Scenario, () => Redactor>();
