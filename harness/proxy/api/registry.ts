import type { Counts } from '../proxy.ts';
import { newEntry, type ProxyEntry, type Settings } from './entry.ts';
import type { ToxicView } from './json/json-writer.ts';
import { Refusal, refusals } from './refusal.ts';
import type { Passage } from './traffic.ts';
import { takeTurns } from './turns.ts';
import type { WorkerTools } from './worker.ts';

/** A proxy as a client asks for it. */
export interface ProxyWanted extends Settings {
  readonly name: string;
  /** Its toxics, all of them; where left out, none, or those of the one that is left alone. */
  readonly toxics?: readonly ToxicView[];
}

/** How far a list of proxies came: those that are there, and what kept the next from it. */
export interface Populated {
  readonly entries: readonly ProxyEntry[];
  readonly refusal: Refusal | null;
}

/** The set of proxies, each under a name of its own. */
export interface Registry {
  readonly all: () => readonly ProxyEntry[];
  /** @throws Refusal 404. */
  readonly get: (name: string) => ProxyEntry;
  /** @throws Refusal 409 where the name is taken, 500 where it cannot listen. */
  readonly create: (wanted: ProxyWanted) => Promise<ProxyEntry>;
  /** Creates and replaces in order, as far as it goes; one with the same addresses is left alone. */
  readonly populate: (list: readonly ProxyWanted[]) => Promise<Populated>;
  readonly remove: (name: string) => Promise<void>;
  /** Starts every proxy and takes off every toxic. @throws Refusal 500 where one cannot listen. */
  readonly reset: () => Promise<void>;
  /** The bytes of all proxies since the registry was made, by where they listened and for whom. */
  readonly traffic: () => readonly (readonly [Passage, Counts])[];
  /** Stops all of them; from then on nothing can be created. */
  readonly close: () => Promise<void>;
}

/** An empty set. */
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
