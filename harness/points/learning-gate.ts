import { credentialsIn } from '../model/redaction/credentials.ts';
import { markOf } from '../model/redaction/mark.ts';
import type { Redactor } from '../model/redaction/redactor.ts';
import { gate, type Gate, type GateOptions } from './gate.ts';

/** A gate, and what takes the secrets out of its records. */
export interface LearningGateOptions extends Omit<GateOptions, 'redact'> {
  readonly redactor: Pick<Redactor, 'text' | 'learn'>;
}

/** Creates a gate whose records hold no key of a request, which a tool or a model may say again. */
export function learningGate({ redactor, ...options }: LearningGateOptions): Gate {
  const its = gate({ ...options, redact: redactor.text });
  return {
    ...its,
    cross: (point, incoming, signal) => {
      redactor.learn(credentialsIn(incoming, markOf));
      return its.cross(point, incoming, signal);
    },
  };
}
