/** What odd requests are sent to, each at an address of its own. */
export type Target = 'provider' | 'admin' | 'shop' | 'mcp' | 'mcpProxy' | 'forward';

/** How many of a hundred connections lead to each. */
export const shares: Readonly<Record<Target, number>> = {
  provider: 40,
  admin: 10,
  shop: 15,
  mcp: 15,
  mcpProxy: 8,
  forward: 12,
};

/** The host that the forward proxy leads to a point. */
export const declaredHost = 'api.example.test';

/** What a server holds when nobody is connected to it. */
export interface Held {
  /** The heap and what it refers to outside (bytes), after garbage is collected. */
  readonly bytes: number;
  /** Open handles by kind: sockets, timers. */
  readonly handles: Readonly<Record<string, number>>;
  /** Requests that got through to a server so far. */
  readonly requests: number;
  /** What our own code threw. */
  readonly errors: readonly string[];
}

/** The most by which the heap may grow (bytes). */
const mostGrowth = 48 * 1024 * 1024;

/** What is held that was not held before, in words; none where nothing leaks. */
export function leaksBetween(before: Held, after: Held): readonly string[] {
  const grown = after.bytes - before.bytes;
  const more = Object.entries(after.handles).flatMap(([kind, count]) => {
    const extra = count - (before.handles[kind] ?? 0);
    return extra > 0 ? [`${extra} more ${kind}`] : [];
  });
  return [
    ...(grown > mostGrowth ? [`${Math.round(grown / 2 ** 20)} MiB more on the heap`] : []),
    ...more,
  ];
}
