import type { Counts } from '../proxy.ts';
import type { Stream } from '../toxic.ts';

/** Whose bytes they were: where a proxy listened, and for whom, while they passed. */
export interface Passage {
  readonly proxy: string;
  readonly listener: string;
  readonly upstream: string;
}

/** Counts the bytes of proxies that have stopped or moved: their counters must never go down. */
export interface ProxyTraffic {
  readonly add: (passage: Passage, bytes: Counts) => void;
  readonly all: () => readonly (readonly [Passage, Counts])[];
  /** A count of its own that starts with what this one has. */
  readonly copy: () => ProxyTraffic;
}

/** A count that starts at nothing; of very many passages it forgets the oldest. */
export function newTraffic(): ProxyTraffic {
  return counting(new Map());
}

const maxPassages = 10_000;

function counting(byKey: Map<string, readonly [Passage, Counts]>): ProxyTraffic {
  const add: ProxyTraffic['add'] = (passage, bytes) => {
    const key = JSON.stringify([passage.proxy, passage.listener, passage.upstream]);
    const before = byKey.get(key);
    byKey.set(key, [passage, before ? sum(before[1], bytes) : bytes]);
    const [oldest] = byKey.keys();
    if (byKey.size > maxPassages && oldest !== undefined) byKey.delete(oldest);
  };
  return { add, all: () => [...byKey.values()], copy: () => counting(new Map(byKey)) };
}

function sum(a: Counts, b: Counts): Counts {
  const both = (stream: Stream) => ({
    received: a[stream].received + b[stream].received,
    sent: a[stream].sent + b[stream].sent,
  });
  return { upstream: both('upstream'), downstream: both('downstream') };
}
