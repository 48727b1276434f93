import { HarnessError } from '../model/error.ts';
import { isStanding, type Fault, type FaultKind } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import { didYouMean } from '../model/options/nearest.ts';
import { checkedKind } from './checked-kind.ts';
import { makeFault, type FaultFactory } from './define.ts';
import { parametersOf } from './parameters.ts';

/** Creates the registry of these kinds; throws `bad-fault` if two share a name. */
export function faultRegistry(
  kinds: readonly FaultKind[],
  searched: Pick<FaultRegistry, 'menu' | 'delayed'>,
): FaultRegistry {
  const byName = new Map<string, FaultKind>();
  for (const kind of kinds) {
    if (byName.has(kind.name)) throw taken(kind.name);
    byName.set(kind.name, kind);
  }
  return {
    ...searched,
    kinds,
    named: (name) => {
      const kind = byName.get(name);
      if (kind) return kind;
      throw new HarnessError('unknown-fault', {
        expected: 'the name of a fault in the catalogue, or in `faults` of the scenario',
        got: JSON.stringify(name),
        fix: `${didYouMean(name, byName.keys())}Add a fault of your own to \`faults\` of the scenario; \`brownout faults\` lists the catalogue.`,
      });
    },
  };
}

/**
 * The registry extended by a scenario's own faults, which its searches also try with their
 * defaults. Throws `bad-fault` for a name that is taken, and for a parameter without a finite range
 * or a default.
 */
export function withFaults(
  registry: FaultRegistry,
  own: readonly Pick<FaultFactory<never>, 'kind'>[],
): FaultRegistry {
  if (own.length === 0) return registry;
  const kinds = own.map(({ kind }) => checkedKind(kind));
  for (const kind of kinds) parametersOf(kind);
  const tried = kinds.filter((kind) => kind.tried === undefined);
  const menu = [...registry.menu, ...tried.map((kind) => makeFault(kind, {}))];
  return faultRegistry([...registry.kinds, ...kinds], {
    menu,
    delayed: registry.delayed,
  });
}

/** The faults of a search for a mutant: the menu, and every other fault that strikes a call. */
export function everyKind({ kinds, menu }: FaultRegistry): readonly Fault[] {
  const onMenu = new Set(menu.map(({ name }) => name));
  const others = kinds.filter((kind) => !isStanding(kind) && !onMenu.has(kind.name));
  const lies = others.filter(({ tried }) => tried === 'as a lie');
  const rest = others.filter(({ tried }) => tried !== 'as a lie');
  return [...menu, ...[...lies, ...rest].map((kind) => makeFault(kind, {}))];
}

function taken(name: string): HarnessError {
  return new HarnessError('bad-fault', {
    expected: 'each fault to have a name of its own',
    got: `two that are called ${name}`,
    fix: 'Name yours otherwise; `brownout faults` lists the names of the catalogue.',
  });
}
