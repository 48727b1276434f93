import { HarnessError } from '../harness/model/error.ts';
import type { FaultKind, Layer } from '../harness/model/fault.ts';
import * as listed from './index.ts';
import { didYouMean } from '../harness/model/nearest.ts';

const layers: readonly Layer[] = ['call', 'stream', 'link', 'host'];

/** Every fault by its name: call, stream, link, then host faults, each group in order of names. */
export const catalogue: ReadonlyMap<string, FaultKind> = new Map(
  Object.values<unknown>(listed)
    .filter(isKind)
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .map((kind) => [kind.name, kind]),
);

/** The fault of that name; throws `unknown-fault` with the nearest names. */
export function faultNamed(name: string): FaultKind {
  const kind = catalogue.get(name);
  if (kind !== undefined) return kind;
  throw new HarnessError('unknown-fault', {
    expected: 'the name of a fault in the catalogue',
    got: JSON.stringify(name),
    fix: `${didYouMean(name, catalogue.keys())}\`brownout faults\` lists them all.`,
  });
}

function rank(kind: FaultKind): number {
  return layers.indexOf(kind.layer);
}

function isKind(value: unknown): value is FaultKind {
  if (typeof value !== 'object' || value === null || !('strikes' in value)) return false;
  return 'effect' in value || 'condition' in value;
}
