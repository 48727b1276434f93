/**
 * `api`: a tool behind HTTP. `model`: a model provider. `mcp`: a server of tools that speaks the Model
 * Context Protocol. `link`: a TCP connection to any dependency. `host`: the process or container that
 * the agent, or a dependency, runs in. `files`: a folder that the agent works in. Any other name: a kind of a user's own.
 */
export type PointKind = 'api' | 'model' | 'mcp' | 'link' | 'host' | 'files' | (string & {});

/**
 * The facets that points offer and faults need. `request`: calls that can be told apart. `value`:
 * replies with a JSON value. `turn`: replies that are a model's turn. `rpc`: calls and replies that
 * are messages of JSON-RPC. `memory`: state that is lost when the tool restarts. `bytes`: a connection
 * whose bytes are not read. `process`: a process or container.
 */
export const facets = ['request', 'value', 'turn', 'rpc', 'memory', 'bytes', 'process'] as const;

/** One of these facets. */
export type Facet = (typeof facets)[number];

/** A point as faults see it: its kind and the facets that it offers. */
export interface Faceted {
  readonly has: readonly Facet[];
}

/** A process or container, as plans and traces name it. */
export const host: Faceted & { readonly kind: PointKind } = { kind: 'host', has: ['process'] };

/** Whether a point has every facet that a fault needs; an undefined point has none. */
export function isFor(needs: readonly Facet[], point: Faceted | undefined): boolean {
  return point !== undefined && needs.every((facet) => point.has.includes(facet));
}

const offers: Readonly<Record<Facet, string>> = {
  request: 'calls',
  value: 'replies of JSON values',
  turn: "a model's turns",
  rpc: 'messages of JSON-RPC',
  memory: 'a memory of its own',
  bytes: 'the bytes of a TCP link',
  process: 'a process or container',
};

/** Facets in words: `calls and a memory of its own`. */
export function facetWords(needs: readonly Facet[]): string {
  return needs.map((facet) => offers[facet]).join(' and ');
}
