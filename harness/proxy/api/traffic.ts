import { sumCounts, type Counts } from '../proxy.ts';

/**
 * The addresses between which bytes passed: the proxy, its listener and its upstream at that time.
 */
export interface Passage {
  readonly proxy: string;
  readonly listener: string;
  readonly upstream: string;
}

/**
 * Counts the bytes of proxies that have stopped or moved, since counters of metrics must never
 * fall.
 */
export interface ProxyTraffic {
  readonly add: (passage: Passage, bytes: Counts) => void;
  readonly all: () => readonly (readonly [Passage, Counts])[];
  /** Makes a copy that counts on its own. */
  readonly copy: () => ProxyTraffic;
}

/** Makes an empty count; it drops the oldest of very many passages. */
export function newTraffic(): ProxyTraffic {
  return counting(new Map());
}

const maxPassages = 10_000;

function counting(byKey: Map<string, readonly [Passage, Counts]>): ProxyTraffic {
  const add: ProxyTraffic['add'] = (passage, bytes) => {
    const key = JSON.stringify([passage.proxy, passage.listener, passage.upstream]);
    const before = byKey.get(key);
    byKey.set(key, [passage, before ? sumCounts(before[1], bytes) : bytes]);
    const [oldest] = byKey.keys();
    if (byKey.size > maxPassages && oldest !== undefined) byKey.delete(oldest);
  };
  return { add, all: () => [...byKey.values()], copy: () => counting(new Map(byKey)) };
}
