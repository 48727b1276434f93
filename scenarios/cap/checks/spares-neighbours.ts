import { check, eventsOf, failed, passed, unknown, type Checker } from '../../../index.ts';

/** While the assistant works, the metered `point` turns away at most `most` calls of others. */
export function sparesNeighbours(point: string, most = 0): Checker {
  return check('spares-neighbours', (trace) => {
    const counts = eventsOf(trace, 'call.end').flatMap(({ seq, point: at, meaning }) => {
      const { others } = (meaning ?? {}) as { readonly others?: { readonly turnedAway: number } };
      return at === point && others ? [{ seq, turnedAway: others.turnedAway }] : [];
    });
    const worst = counts.at(-1);
    if (!worst) return unknown(`${point} was never called`);
    if (worst.turnedAway <= most) return passed;
    return failed(
      `${point} turned away ${worst.turnedAway} calls of other tenants, ${most} allowed`,
      [worst.seq],
      `spares-neighbours: ${point} turned away other tenants`,
    );
  });
}
