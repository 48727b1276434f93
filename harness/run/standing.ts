import { sleep } from '../model/clock.ts';
import type { Condition } from '../model/fault/condition.ts';
import { HarnessError } from '../model/error.ts';
import { isStanding } from '../model/fault/fault.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { HostPlace, Lift, LinkPlace } from '../model/fault/place.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import { draws } from '../model/random.ts';
import type { Happening } from '../model/trace/trace.ts';
import { nameIn } from '../points/armed.ts';

/** What standing faults need of the run they belong to. */
export interface StandingOptions {
  readonly seed: number;
  readonly faults: FaultRegistry;
  /** By the names that plans aim at. */
  readonly links: Readonly<Record<string, LinkPlace>>;
  readonly hosts: Readonly<Record<string, HostPlace>>;
  readonly record: (happening: Happening) => unknown;
}

/** The faults of a plan that are on for a time, and are surely taken back. */
export interface Standing {
  /** Begins the fault phase; resolves once every fault that is on from its start holds. */
  readonly arm: (plan: Plan, firstCall: Promise<void>) => Promise<void>;
  /** Ends it: lifts all that is on, and what was still to come does not. */
  readonly disarm: () => Promise<void>;
}

/** To impose or to lift a condition may take this long (ms); a container takes seconds to start. */
const mostMs = 30_000;

/** No standing fault is on yet. */
export function standing(options: StandingOptions): Standing {
  let shifts: readonly Shift[] = [];
  return {
    arm: async (plan, firstCall) => {
      const at = { ...options, firstCall, plan };
      shifts = plan.flatMap((strike, index) => shiftOf(strike, index, at) ?? []);
      await Promise.all(shifts.map(({ begun }) => begun));
    },
    disarm: async () => {
      const all = shifts;
      shifts = [];
      await Promise.all(all.map((shift) => shift.end()));
    },
  };
}

/** One strike's time on duty. */
interface Shift {
  /** Resolves when it is on, or when it is known not to be on from the start. */
  readonly begun: Promise<void>;
  /** Ends it, if need be before its time. */
  readonly end: () => Promise<void>;
}

function shiftOf(
  strike: Strike,
  index: number,
  options: StandingOptions & { readonly firstCall: Promise<void>; readonly plan: Plan },
): Shift | null {
  const kind = options.faults.named(strike.fault.name);
  if (!isStanding(kind)) return null;
  const { plan, record, seed } = options;
  const condition = kind.condition(kind.params.parse(strike.fault.params));
  const impose = imposer(condition, strike, options, () =>
    draws(seed, 'strike', nameIn(plan, index), strike.at)(),
  );
  const [fromMs, toMs] = strike.when.ms ?? [0, Number.POSITIVE_INFINITY];
  const over = new AbortController();
  const hits = new Set<number>();
  const onHit = (call: number) => {
    if (hits.has(call)) return;
    hits.add(call);
    const { name } = kind;
    record({ kind: 'fault.hit', strike: index, call, fault: name, effect: wordOf(condition) });
  };
  const isLater = fromMs > 0 || strike.when.from !== undefined;
  const begin = async (): Promise<Lift | null> => {
    if (strike.when.from !== undefined)
      await Promise.race([options.firstCall, waited(Infinity, over.signal)]);
    await waited(fromMs, over.signal);
    if (over.signal.aborted || impose === null) return null;
    record({ kind: 'fault.on', strike: index });
    return bounded(impose(onHit), `${kind.name} to be on`);
  };
  const lifted = async (lift: Lift | null) => {
    if (!lift) return;
    await waited(toMs - fromMs, over.signal);
    await bounded(lift(), `${kind.name} to be taken back`);
    record({ kind: 'fault.off', strike: index });
  };
  const failed = (error: unknown) => {
    const says = error instanceof Error ? error.message : String(error);
    record({ kind: 'harness.error', message: `${kind.name} at ${strike.at}: ${says}` });
  };
  const on = begin();
  const done = on.then(lifted).catch(failed);
  return {
    begun: isLater ? Promise.resolve() : on.then(nothing, nothing),
    end: async () => {
      over.abort('over');
      await done;
    },
  };
}

type Impose = (onHit: (call: number) => void) => Promise<Lift>;

/** Imposes on a share of the connections of a link; on all of a host, or null for not at all. */
function imposer(
  condition: Condition,
  strike: Strike,
  { links, hosts }: StandingOptions,
  draw: () => number,
): Impose | null {
  const { chance = 1 } = strike.when;
  if (condition.on === 'link') {
    const link = placeOf(links, condition.on, strike);
    const shared = { ...condition, toxicity: condition.toxicity * chance };
    return (onHit) => link.impose(shared, onHit);
  }
  const host = placeOf(hosts, condition.on, strike);
  return draw() < chance ? (onHit) => host.impose(condition, onHit) : null;
}

/** A fault of the user's own may have a condition that is for another place than its facets say. */
function placeOf<P>(
  places: Readonly<Record<string, P>>,
  on: Condition['on'],
  { at, fault }: Strike,
): P {
  const place = places[at];
  if (place) return place;
  throw new HarnessError('bad-fault', {
    expected: `a ${on} of this run to impose ${fault.name} on (${Object.keys(places).join(', ') || 'it has none'})`,
    got: JSON.stringify(at),
    fix: `Aim it at a ${on}, or give ${fault.name} a condition for what it is aimed at.`,
  });
}

function wordOf(condition: Condition): string {
  return condition.on === 'link' ? condition.toxic : condition.does;
}

function nothing(): void {}

async function waited(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  if (Number.isFinite(ms)) return sleep(ms, signal);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

async function bounded<T>(work: Promise<T>, what: string): Promise<T> {
  const limit = new AbortController();
  const late = sleep(mostMs, limit.signal).then(() => {
    if (!limit.signal.aborted) throw new Error(`expected ${what} within ${mostMs} ms`);
    return new Promise<never>(() => {});
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort('over');
  }
}
