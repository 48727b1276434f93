import { layers, type FaultKind } from '../harness/model/fault/fault.ts';
import type { FaultRegistry } from '../harness/model/fault/fault-registry.ts';
import type { FaultFactory } from '../harness/plans/define.ts';
import { faultRegistry } from '../harness/plans/fault-registry.ts';
import { slow } from './call/slow.ts';
import * as listed from './index.ts';
import { menu } from './menu.ts';

/**
 * Every fault by its layer, each layer in order of names.
 *
 * @example catalogue.kinds.map(({ name, about }) => `${name}: ${about}`)
 */
export const catalogue: FaultRegistry = faultRegistry(
  Object.values<FaultFactory<never>>(listed)
    .map(({ kind }) => kind)
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)),
  { menu, delayed: (ms) => slow({ ms, where: 'reply' }) },
);

function rank({ layer }: FaultKind): number {
  return layers.indexOf(layer);
}
