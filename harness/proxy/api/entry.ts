import { writeAddress } from '../sockets/address.ts';
import type { Counts } from '../proxy.ts';
import { resolveAddress } from './json/go-address.ts';
import type { ProxyView, ToxicView } from './json/json-writer.ts';
import { refusals } from './refusal.ts';
import { asToxic, toxicList, type ToxicList } from './toxic-list.ts';
import type { Passage } from './traffic.ts';
import { takeTurns, type Turns } from './turns.ts';
import { newWorker, type WorkerTools } from './worker.ts';

/** The settings of a proxy that a client may change. */
export interface Settings {
  readonly listen: string;
  readonly upstream: string;
  readonly isEnabled: boolean;
}

/**
 * A proxy of the API: its settings and toxics, which survive restarts, and the worker that runs
 * while it is enabled. Changes take turns.
 */
export interface ProxyEntry {
  readonly name: string;
  readonly turns: Turns;
  readonly view: () => ProxyView;
  /** Read access to the toxics. */
  readonly toxics: Pick<ToxicList, 'all' | 'find'>;
  /** The current passage and its bytes; undefined while the proxy is stopped. */
  readonly passing: () => readonly [Passage, Counts] | undefined;
  /**
   * Starts listening, unless it does.
   * @throws Refusal 500 in Go's words.
   */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /**
   * Stops the proxy for the rest of its life, so that a caller that still holds it cannot start it.
   */
  readonly retire: () => Promise<void>;
  /**
   * Whether other settings have another address or upstream.
   * @throws Refusal 500.
   */
  readonly differs: (other: Settings) => Promise<boolean>;
  readonly update: (settings: Settings) => Promise<void>;
  readonly putToxic: (toxic: ToxicView) => Promise<void>;
  readonly removeToxic: (name: string) => Promise<void>;
}

/** Makes a stopped proxy without toxics. */
export function newEntry(name: string, settings: Settings, tools: WorkerTools): ProxyEntry {
  const toxics = toxicList();
  const { proxy, stop, ...worker } = newWorker(name, tools);
  let { listen, upstream } = settings;
  let isRetired = false;
  const start = async () => {
    if (proxy()) return;
    if (isRetired) throw refusals.noProxy();
    const started = await worker.start({ listen, upstream }, toxics.all().map(asToxic));
    listen = started.route().listen;
  };
  const differs = async (other: Settings) => {
    const { host, port } = await resolveAddress(other.listen);
    return listen !== writeAddress(host, port) || upstream !== other.upstream;
  };
  return {
    name,
    turns: takeTurns(),
    toxics,
    view: () => ({ name, listen, upstream, isEnabled: proxy() !== null, toxics: toxics.all() }),
    passing: () => {
      const bytes = proxy()?.bytes();
      return bytes && [{ proxy: name, listener: listen, upstream }, bytes];
    },
    start,
    stop,
    retire: async () => {
      isRetired = true;
      await stop();
    },
    differs,
    update: async (settings) => {
      if (await differs(settings)) {
        await stop();
        ({ listen, upstream } = settings);
      }
      await (settings.isEnabled ? start() : stop());
    },
    putToxic: async (toxic) => {
      await proxy()?.setToxic(asToxic(toxic));
      toxics.put(toxic);
    },
    removeToxic: async (toxic) => {
      await proxy()?.removeToxic(toxic);
      toxics.remove(toxic);
    },
  };
}
