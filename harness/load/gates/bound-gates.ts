import { holmFindings } from '../../stats/holm.ts';
import type { PhaseCount } from '../counts/fold.ts';
import { boundGate, isAbout, type BoundGate } from './bound-gate.ts';
import type { BoundOptions } from './bound-options.ts';
import type { Clause } from './slo.ts';

interface Judged {
  readonly clause: Clause;
  readonly count: PhaseCount;
  readonly gate: BoundGate;
}

/**
 * What each bound comes to in each phase that it is about. Of several at once any may fail by chance, so those that fail do so by
 * Holm's rule; one that would fail only by itself is unknown. To pass all must hold, which needs no such rule.
 */
export function boundGates(
  clauses: readonly Clause[],
  options: BoundOptions,
): readonly BoundGate[] {
  const judged = clauses.flatMap((clause) =>
    options.phases
      .filter((count) => isAbout(clause, count))
      .map((count): Judged => ({ clause, count, gate: boundGate(clause, count, options) })),
  );
  // What has no interval cannot fail by chance.
  const tests = judged.filter(({ gate }) => gate.result !== 'unknown' || gate.isOpen);
  const failed = holmFindings(tests, ({ clause, count, gate }, alpha) => {
    if (gate.result !== 'fail') return false;
    const its = boundGate(clause, count, { ...options, confidence: 1 - alpha });
    return its.result === 'fail';
  });
  return judged.map((one) => {
    const { gate } = one;
    if (gate.result !== 'fail' || failed.has(one)) return gate;
    const reason = `${gate.reason}; by itself it would fail, yet of ${tests.length} that are judged at once one may by chance`;
    return { ...gate, result: 'unknown', reason, isOpen: true };
  });
}
