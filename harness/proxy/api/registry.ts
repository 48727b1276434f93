import type { Counts } from '../proxy.ts';
import { newEntry, type ProxyEntry, type Settings } from './entry.ts';
import type { ToxicView } from './json/json-writer.ts';
import { Refusal, refusals } from './refusal.ts';
import type { Passage } from './traffic.ts';
import { takeTurns } from './turns.ts';
import type { WorkerTools } from './worker.ts';

/** The proxy that a client asks for. */
export interface ProxyWanted extends Settings {
  readonly name: string;
  /** All its toxics. If left out: none, or those of a proxy that is kept as it is. */
  readonly toxics?: readonly ToxicView[];
}

/** The proxies made from a list, and the refusal that stopped at the next one. */
export interface Populated {
  readonly entries: readonly ProxyEntry[];
  readonly refusal: Refusal | null;
}

/** The proxies of a server, by name. */
export interface Registry {
  readonly all: () => readonly ProxyEntry[];
  /**
   * Returns the proxy with this name.
   * @throws Refusal 404.
   */
  readonly get: (name: string) => ProxyEntry;
  /**
   * Makes a proxy.
   * @throws Refusal 409 for a taken name, 500 if it cannot listen.
   */
  readonly create: (wanted: ProxyWanted) => Promise<ProxyEntry>;
  /**
   * Makes or replaces proxies in order, up to the first refusal; keeps a proxy whose addresses are
   * the same.
   */
  readonly populate: (list: readonly ProxyWanted[]) => Promise<Populated>;
  readonly remove: (name: string) => Promise<void>;
  /**
   * Starts every proxy, and removes every toxic.
   * @throws Refusal 500 if one cannot listen.
   */
  readonly reset: () => Promise<void>;
  /** The bytes of all proxies since the registry was made, by passage. */
  readonly traffic: () => readonly (readonly [Passage, Counts])[];
  /** Stops all proxies; none can be made afterwards. */
  readonly close: () => Promise<void>;
}

/** Makes an empty registry. */
export function newRegistry(tools: WorkerTools): Registry {
  const set: Members = { tools, entries: new Map(), isClosed: false };
  const { entries } = set;
  const turns = takeTurns();
  return {
    all: () => [...entries.values()],
    get: (name) => get(set, name),
    create: (wanted) =>
      turns(async () => {
        if (entries.has(wanted.name)) throw refusals.proxyExists();
        return await add(set, wanted);
      }),
    populate: (list) => turns(() => populate(set, list)),
    remove: (name) =>
      turns(async () => {
        const entry = get(set, name);
        await entry.turns(entry.retire);
        entries.delete(name);
      }),
    reset: async () => {
      for (const entry of entries.values()) {
        // Others may have removed it while the ones before it were reset.
        await entry.turns(async () => {
          if (entries.get(entry.name) === entry) await reset(entry);
        });
      }
    },
    traffic: () => trafficOf(tools, entries.values()),
    close: () =>
      turns(async () => {
        set.isClosed = true;
        await Promise.all([...entries.values()].map((entry) => entry.turns(entry.retire)));
        entries.clear();
      }),
  };
}

interface Members {
  readonly tools: WorkerTools;
  readonly entries: Map<string, ProxyEntry>;
  isClosed: boolean;
}

function get({ entries }: Members, name: string): ProxyEntry {
  const entry = entries.get(name);
  if (!entry) throw refusals.noProxy();
  return entry;
}

async function add(
  { tools, entries, isClosed }: Members,
  wanted: ProxyWanted,
): Promise<ProxyEntry> {
  if (isClosed) throw new Refusal(503, 'the server is closing');
  const entry = newEntry(wanted.name, wanted, tools);
  for (const toxic of wanted.toxics ?? []) await entry.putToxic(toxic);
  if (wanted.isEnabled) await entry.start();
  entries.set(wanted.name, entry);
  return entry;
}

async function addOrReplace(set: Members, wanted: ProxyWanted): Promise<ProxyEntry> {
  const existing = set.entries.get(wanted.name);
  if (!existing) return await add(set, wanted);
  const { toxics } = wanted;
  if (await existing.turns(() => existing.differs(wanted))) {
    await existing.turns(existing.stop);
    const replacement = await add(set, wanted);
    await existing.turns(existing.retire);
    return replacement;
  }
  if (toxics) await existing.turns(() => setToxics(existing, toxics));
  return existing;
}

async function populate(set: Members, list: readonly ProxyWanted[]): Promise<Populated> {
  const entries: ProxyEntry[] = [];
  for (const wanted of list) {
    try {
      entries.push(await addOrReplace(set, wanted));
    } catch (error) {
      if (error instanceof Refusal) return { entries, refusal: error };
      throw error;
    }
  }
  return { entries, refusal: null };
}

async function reset(entry: ProxyEntry): Promise<void> {
  await entry.start();
  await setToxics(entry, []);
}

async function setToxics(entry: ProxyEntry, toxics: readonly ToxicView[]): Promise<void> {
  for (const { name } of entry.toxics.all()) await entry.removeToxic(name);
  for (const toxic of toxics) await entry.putToxic(toxic);
}

function trafficOf(
  { traffic }: WorkerTools,
  entries: Iterable<ProxyEntry>,
): readonly (readonly [Passage, Counts])[] {
  const sums = traffic.copy();
  for (const entry of entries) {
    const now = entry.passing();
    if (now) sums.add(...now);
  }
  return sums.all();
}
