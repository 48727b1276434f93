import {
  check,
  eventsOf,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
} from '../../../index.ts';

/** In the fault phase no more of a product is ordered than the stocktake before it found. */
export const noOversell: Checker = check('no-oversell', (trace) => {
  const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
  const left = new Map<string, number>();
  const seen = new Set<string>();
  let orders = 0;
  const during = readTasks(trace).tasks.filter(({ role }) => role === 'during');
  for (const effect of during.flatMap(({ effects }) => effects)) {
    // A retry under the same key is answered with the same id, and is the same order.
    if (seen.has(effect.id)) continue;
    seen.add(effect.id);
    const { sku, units } = inputs.get(effect.call) as { sku: string; units: number };
    if (effect.does.endsWith('/stocktakes')) left.set(sku, units);
    const had = left.get(sku);
    if (!effect.does.endsWith('/orders') || had === undefined) continue;
    orders += 1;
    left.set(sku, had - units);
    if (had >= units) continue;
    const what = `${units} of ${sku} were sold, and ${had} were left`;
    return failed(what, [effect.seq], 'no-oversell: more was sold than was left');
  }
  return orders > 0 ? passed : unknown('nothing was ordered after a stocktake');
});
