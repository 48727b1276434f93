import type { Call, Incoming, Leaving } from '../model/call.ts';
import type { Connected } from '../model/fault/place.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { FolderChange, Point, Reading } from '../model/point.ts';
import type { Delivery } from '../model/reply.ts';
import type { Missed } from '../model/trace/trace.ts';
import { attempts } from './attempts.ts';
import { attribution, type Attributed } from './attribution.ts';
import { callEnds } from './calls/call-ends.ts';
import { apply, endOf, type CrossingOptions } from './crossing.ts';
import { landings } from './calls/landings.ts';
import type { Latency } from './latency.ts';
import { serverQueue } from './server-queue.ts';
import { openStrikes, type StrikesOptions } from './strikes.ts';
import { tally } from '../model/tally.ts';

/** The parts of a run that its gate uses. */
export interface GateOptions extends CrossingOptions, Pick<StrikesOptions, 'faults' | 'own'> {
  readonly points: Readonly<Record<string, Point>>;
  /** The latency of calls; none by default. */
  readonly latency?: Latency;
  /** Redacts the name of a call, since paths may hold secrets. */
  readonly redact?: (text: string) => string;
  /**
   * Called for each dropped call, which is neither answered nor recorded: one beyond `mostCalls` of
   * its task, or one of an abandoned task. Without it there is no such limit, and of the calls
   * to more than `mostCalls` sites the latest are counted: what is served may never end.
   */
  readonly onDropped?: (task: string) => void;
  /** Called for each call that has landed: its point is done with it. */
  readonly onLanded?: (task: string) => void;
}

/** The most calls of a task; one that makes more counts as running without end. */
export const mostCalls = 10_000;

/** The one place that every call crosses: it decides, applies and records what strikes it. */
export interface Gate {
  readonly cross: (point: string, incoming: Incoming, signal: Leaving) => Promise<Delivery>;
  /** Records a connection over a link; the link reports its hits. */
  readonly connect: (link: string) => Connected;
  /** Records a change of a folder as a call of the task that made it. */
  readonly change: (folder: string, task: string, change: FolderChange) => void;
  /**
   * Records a request that comes to no point; resolves when the request would have failed. `task`
   * is its task, where that is known.
   */
  readonly foreign: (
    host: string,
    of?: { readonly why?: Missed; readonly task?: string },
  ) => Promise<void>;
  /** Opens a task, to which calls may belong from then on. */
  readonly begin: (task: string) => void;
  readonly end: (task: string) => void;
  /** Drops the records of a task that has ended and whose calls have landed. */
  readonly forget: (task: string) => void;
  /** The number of calls of a point that have not landed. */
  readonly inFlight: (point: string) => number;
  /** The number of calls that a task has made. */
  readonly callsOf: (task: string) => number;
  /** Abandons a task that runs without end: its calls get no reply from then on. */
  readonly abandon: (task: string) => void;
  readonly arm: (plan: Plan) => void;
  /** Resolves at the first call after `arm`. */
  readonly firstCall: () => Promise<void>;
  readonly disarm: () => void;
  /**
   * Waits until the requests on their way have landed. A delay that holds one for more than
   * `limitMs` ends then: the request lands, and its reply comes no more. Resolves with the calls
   * that have not landed after as long again; each is named once.
   */
  readonly settle: (limitMs: number) => Promise<readonly Call[]>;
  /** Records the calls that still wait as unanswered. */
  readonly hangUp: () => void;
  /** The error of a point itself, such as a script without a matching rule, or null. */
  readonly trouble: () => Error | null;
}

/** Creates a gate without armed faults. */
export function gate(options: GateOptions): Gate {
  const { points, clock, redact = (text: string) => text } = options;
  const counts = attempts(options.onDropped ? Infinity : mostCalls);
  const made = tally();
  const lastGood = new Map<string, unknown>();
  const abandoned = new Set<string>();
  const whose = attribution();
  const ends = callEnds(options);
  const landing = landings(clock);
  const strikes = openStrikes({ ...options, nowMs: clock.nowMs });
  const queues = new Map(
    Object.entries(points).flatMap(([name, { capacity }]) =>
      capacity ? [[name, serverQueue(capacity, clock)] as const] : [],
    ),
  );
  let calls = 0;
  let trouble: Error | null = null;

  /** Whether a call is one too many. */
  function isBeyond(serving: string): boolean {
    const isMany = options.onDropped !== undefined && made.next(serving) > mostCalls;
    if (!isMany && !abandoned.has(serving)) return false;
    options.onDropped?.(serving);
    return true;
  }

  function open(point: string, { task: serving, incoming }: Attributed, reading: Reading): Call {
    const { input, path, chat } = reading;
    const [label, op] = [redact(reading.label), redact(reading.op)];
    strikes.called();
    const attempt = counts.next(serving, `${point} ${op}`);
    const call = { id: ++calls, point, label, site: { op, attempt }, task: serving };
    options.record({
      kind: 'call.start',
      call: call.id,
      point,
      label,
      site: call.site,
      task: serving,
      input,
      ...(reading.safe && { safe: true }),
      ...(path !== undefined && { path }),
    });
    const acts = !reading.safe || points[point]?.effects.includes(label) === true;
    return { ...call, acts, incoming, input, chat };
  }

  async function cross(name: string, incoming: Incoming, signal: Leaving): Promise<Delivery> {
    const point = points[name];
    if (!point) throw new Error(`no point is called ${name}`);
    const asked = whose.of(incoming);
    if (isBeyond(asked.task)) return { kind: 'never' };
    try {
      return await carry(name, point, asked, signal);
    } catch (error) {
      // The agent may swallow it; the run must not.
      trouble ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  async function carry(
    name: string,
    point: Point,
    asked: Attributed,
    signal: Leaving,
  ): Promise<Delivery> {
    const call = open(name, asked, point.read(asked.incoming));
    const alongside = ends.alongside(call);
    const nowMs = clock.nowMs();
    const { end, send } = ends.open(call, signal, nowMs);
    const crossing = {
      call,
      point,
      options,
      lastGood,
      held: landing.held(),
      left: signal,
      queue: queues.get(name),
      end,
      send,
    };
    const good = lastGood.get(`${name} ${call.label}`);
    const hit = strikes.on(call, { nowMs, lastGood: good, alongside });
    const delivery = travelled(call).then(() => apply(crossing, hit));
    const landed = landing.begin(call, delivery);
    try {
      const delivered = await delivery;
      return abandoned.has(call.task) ? { kind: 'never' } : delivered;
    } finally {
      landed();
      options.onLanded?.(call.task);
    }
  }

  async function travelled(call: Pick<Call, 'point' | 'task' | 'site'>): Promise<void> {
    const ms = options.latency?.(call, made.of(call.task)) ?? 0;
    if (ms > 0) await clock.sleep(ms);
  }

  function connect(link: string): Connected {
    const asked = { task: whose.now(), incoming: noRequest };
    const call = open(link, asked, nothingRead);
    let isOpen = true;
    return {
      call: call.id,
      end: (outcome) => {
        if (isOpen) options.record(endOf(call, outcome, undefined, ''));
        isOpen = false;
      },
    };
  }

  function change(folder: string, task: string, { does, id, input }: FolderChange): void {
    const op = redact(`${does} ${id}`);
    const attempt = counts.next(task, `${folder} ${op}`);
    const call = { id: ++calls, point: folder, label: does, site: { op, attempt }, task };
    const of = { call: call.id, point: folder, task };
    options.record({ kind: 'call.start', ...of, label: does, site: call.site, input });
    options.record(endOf({ ...call, ...noCall, input }, 'replied', undefined, ''));
    options.record({ kind: 'effect', ...of, does, id, key: '', undoes: false });
  }

  return {
    cross,
    connect,
    change,
    foreign: (host, { why, task: serving = whose.now() } = {}) => {
      if (isBeyond(serving)) return new Promise(() => {});
      options.record({ kind: 'foreign', host, task: serving, ...(why && { why }) });
      return travelled({ point: host, task: serving, site: { op: '', attempt: 1 } });
    },
    begin: whose.begin,
    end: whose.end,
    forget: (given) => {
      counts.forget(given);
      made.forget(given);
      abandoned.delete(given);
      whose.forget(given);
    },
    inFlight: landing.inFlight,
    callsOf: made.of,
    abandon: (given) => void abandoned.add(given),
    arm: strikes.arm,
    firstCall: strikes.firstCall,
    disarm: strikes.disarm,
    settle: landing.settle,
    hangUp: ends.hangUp,
    trouble: () => trouble,
  };
}

/** What crosses a link is bytes, and nobody reads them. */
const noRequest: Incoming = { method: '', path: '', headers: {}, body: '' };
const noCall = { acts: true, incoming: noRequest };
const nothingRead: Reading = { label: 'connect', op: 'connect', input: null, safe: false };
