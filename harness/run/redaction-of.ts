import { secretsOf } from '../model/redaction/known-values.ts';
import { mostWhileServing, redaction, type Redactor } from '../model/redaction/redactor.ts';
import type { Rules } from '../model/redaction/walk.ts';
import type { Scenario } from '../model/scenario.ts';

/** Takes the secrets out of one run of the scenario; those of the environment as its first run found it. */
export function redactorFor(scenario: Scenario): Redactor {
  let make = makers.get(scenario);
  if (!make) {
    make = redaction(rulesOf(scenario));
    makers.set(scenario, make);
  }
  return make();
}

/** Takes the secrets out of what is served without end, and remembers the latest of them. */
export function servingRedactor(scenario: Pick<Scenario, 'redact'>): Redactor {
  return redaction(rulesOf(scenario), mostWhileServing)();
}

function rulesOf({ redact }: Pick<Scenario, 'redact'>): Rules {
  return {
    known: secretsOf(process.env),
    names: redact.filter((rule) => typeof rule === 'string'),
    patterns: redact.filter((rule) => rule instanceof RegExp),
  };
}

const makers = new WeakMap<Scenario, () => Redactor>();
