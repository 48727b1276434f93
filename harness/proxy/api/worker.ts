import { hash } from '../../model/json/json.ts';
import type { ProxyOptions } from '../open-proxy.ts';
import type { Proxy, ProxyEvent, Route } from '../proxy.ts';
import type { Toxic } from '../toxic.ts';
import { bind } from './binding.ts';
import type { ProxyTraffic } from './traffic.ts';

/** Makes a stopped proxy. */
export type OpenProxy = (
  options: Required<Pick<ProxyOptions, 'name' | 'route' | 'toxics' | 'seed' | 'onEvent'>>,
) => Proxy;

/** What all workers of a registry share. */
export interface WorkerTools {
  readonly open: OpenProxy;
  readonly seed: number;
  /** Counts the bytes of workers that have stopped. */
  readonly traffic: ProxyTraffic;
  readonly onEvent: (proxy: string, event: ProxyEvent) => void;
}

/** Runs a proxy of the API while it is enabled; each start makes a new one. */
export interface ProxyWorker {
  /** The running proxy, or null. */
  readonly proxy: () => Proxy | null;
  /** Starts a proxy. Rejects with a Refusal in Go's words if it cannot listen. */
  readonly start: (route: Route, toxics: readonly Toxic[]) => Promise<Proxy>;
  readonly stop: () => Promise<void>;
}

/** Makes a worker without a running proxy. */
export function newWorker(name: string, tools: WorkerTools): ProxyWorker {
  let atWork: Proxy | null = null;
  let starts = 0;
  return {
    proxy: () => atWork,
    start: async ({ listen, upstream }, toxics) => {
      // Else the first connection after every restart would draw what the very first has drawn.
      const seed = starts === 0 ? tools.seed : hash(`start ${starts}`, tools.seed);
      const onEvent = (event: ProxyEvent) => tools.onEvent(name, event);
      atWork = await bind(listen, async (at) => {
        const route = { listen: at, upstream };
        const proxy = tools.open({ name, route, toxics, seed, onEvent });
        await proxy.start();
        return proxy;
      });
      starts += 1;
      return atWork;
    },
    stop: async () => {
      const stopping = atWork;
      if (!stopping) return;
      const { listen, upstream } = stopping.route();
      atWork = null;
      await stopping.stop();
      tools.traffic.add({ proxy: name, listener: listen, upstream }, stopping.bytes());
    },
  };
}
