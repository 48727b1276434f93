import type { CurveBound, CurveRun } from '../../model/load/curve.ts';
import type { Result } from '../../model/trace/verdict.ts';

/**
 * What each bound comes to in the loads of a level: fails where it fails in more than half of them, passes where it passes in
 * more than half and fails in none.
 */
export function levelBounds(runs: readonly CurveRun[]): readonly CurveBound[] {
  const names = new Set(runs.flatMap(({ bounds }) => bounds.map(({ gate }) => gate)));
  return [...names].map((gate) => {
    const its = runs.flatMap(({ bounds }) => bounds.filter((one) => one.gate === gate));
    const many = (result: Result) => its.filter((one) => one.result === result).length;
    const half = runs.length / 2;
    const [failed, passed] = [many('fail'), many('pass')];
    const result = failed > half ? 'fail' : failed === 0 && passed > half ? 'pass' : 'unknown';
    const shown = failed > 0 ? 'fail' : passed < its.length ? 'unknown' : 'pass';
    const why = its.find((one) => one.result === shown)?.reason ?? '';
    const told = `holds in ${passed} of ${runs.length} loads, fails in ${failed}`;
    return { gate, result, reason: `${told}: ${why}` };
  });
}
