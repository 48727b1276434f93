import type { Toxic } from '../toxic.ts';
import type { ToxicView } from './json/json-writer.ts';

/** The toxics of a proxy, as the API shows them; they survive restarts. */
export interface ToxicList {
  /** Upstream ones first, each direction in order of creation. */
  readonly all: () => readonly ToxicView[];
  readonly find: (name: string) => ToxicView | undefined;
  /** Adds a toxic, or replaces the toxic with the same name. */
  readonly put: (toxic: ToxicView) => void;
  readonly remove: (name: string) => void;
}

/** Makes an empty list. */
export function toxicList(): ToxicList {
  const byName = new Map<string, ToxicView>();
  return {
    all: () => {
      const toxics = [...byName.values()];
      return (['upstream', 'downstream'] as const).flatMap((stream) =>
        toxics.filter((toxic) => asToxic(toxic).stream === stream),
      );
    },
    find: (name) => byName.get(name),
    put: (toxic) => void byName.set(toxic.name, toxic),
    remove: (name) => void byName.delete(name),
  };
}

/** The toxic of a view, with its direction in lower case. */
export function asToxic(view: ToxicView): Toxic {
  return { ...view, stream: view.stream.toLowerCase() === 'upstream' ? 'upstream' : 'downstream' };
}
