import type { Incoming } from '../model/call.ts';
import { isTooDeep } from '../model/json/depth.ts';
import type { Reading } from '../model/point.ts';
import { recent } from '../model/recent.ts';
import type { Asked, Dialect, Kept } from './dialects/dialect.ts';
import { dialectOf, dialectsOf, nearestDialect } from './dialects/index.ts';
import type { ProviderOptions } from './provider-options.ts';
import { readingOf, type Read } from './reading.ts';

/** A request as its dialect reads it, and how a trace names it: the same for the same request. */
export interface Understood {
  readonly dialect: Dialect;
  readonly asked: Read;
  readonly reading: Reading;
}

/** Reads the requests of a provider with what it has kept of its replies. */
export type Understanding = (incoming: Incoming, kept: Kept) => Understood;

/** Creates the reader of a provider's requests, which remembers the latest of them. */
export function understanding(options: ProviderOptions): Understanding {
  const { keep = 'tail' } = options;
  const spoken = dialectsOf(options.dialect);
  const headers = spoken.flatMap(({ readsHeaders = [] }) => readsHeaders);
  const understood = (dialect: Dialect, asked: Read, incoming: Incoming): Understood => ({
    dialect,
    asked,
    reading: readingOf(asked, incoming, keep),
  });
  const readAs = (dialect: Dialect, incoming: Incoming): Understood | Continuing => {
    // What is nested too deeply to be walked is no JSON to a provider, whatever its dialect.
    const isDeep = isTooDeep(incoming.body);
    const asked = dialect.receive(isDeep ? { ...incoming, body: '[' } : incoming);
    if (asked.kind !== 'continues') return understood(dialect, asked, incoming);
    return { with: (kept) => understood(dialect, read(asked, kept), incoming) };
  };
  const receive = recent(
    (incoming: Incoming) => placeOf(incoming, headers),
    (first) => {
      const dialect = dialectOf(spoken, first);
      // Which one is nearest depends on any header, so that nothing is remembered of these.
      if (!dialect)
        return (incoming: Incoming) => readAs(nearestDialect(spoken, incoming), incoming);
      return recent(
        ({ body }: Incoming) => body,
        (incoming) => readAs(dialect, incoming),
      );
    },
  );
  return (incoming, kept) => {
    const known = receive(incoming)(incoming);
    return 'with' in known ? known.with(kept) : known;
  };
}

/** A request that is read anew each time, with what is kept by then. */
interface Continuing {
  readonly with: (kept: Kept) => Understood;
}

function read(asked: Asked, kept: Kept): Read {
  return asked.kind === 'continues' ? read(asked.read(kept), kept) : asked;
}

/** What decides, besides the body, how a request is read. */
function placeOf({ method, path, headers }: Incoming, read: readonly string[]): string {
  let place = `${method} ${path}`;
  for (const name of read) place += `\n${headers[name] ?? ''}`;
  return place;
}
