import type { Send } from './agent-exchange.ts';
import type { Checker } from './trace/checker.ts';
import type { FaultRegistry } from './fault/fault-registry.ts';
import type { Plan, PointHandle } from './fault/plan.ts';
import { host } from './fault/facet.ts';
import { isLink, type HostPlace, type LinkMaker } from './fault/place.ts';
import { listOf, recordOf, thing } from './options/kinds.ts';
import { demandArgument } from './options/strict.ts';
import { isFolder, type FolderMaker, type PointMaker } from './point.ts';
import type { SeenCall } from './trace/seen-call.ts';
import type { SearchPlan } from './fault/search-plan.ts';
import type { LoadOptions } from './load/load-options.ts';
import type { Duration } from './options/duration.ts';
import type { Phase } from './phase.ts';
import type { Disposition, Mode } from './trace/trace.ts';
import type { Wanted } from './wanted.ts';

/**
 * The surroundings that a run gives the system under test: the address of each point, and a folder.
 */
export interface At {
  /** Base URL of a point, without a slash at the end: `http://127.0.0.1:4711/v1`. */
  readonly url: (point: string) => string;
  /** Host and port of a link: `127.0.0.1:4711`. */
  readonly address: (link: string) => string;
  /** Redacts the agent's output. */
  readonly redact?: (text: string) => string;
  /**
   * An HTTP proxy that leads declared hosts to their points; other requests are refused, and their
   * hosts recorded in the trace. On the wire only.
   */
  readonly proxy?: string;
  /**
   * The file of the certificates (PEM) that must be trusted for declared hosts; only where points
   * declare some.
   */
  readonly certificates?: string;
  /**
   * The same with addresses of a task's own, by which its calls are told from those of others; only
   * where several tasks are open at once.
   */
  readonly forTask?: (task: string) => At;
  /** The folder of a point that is made by `files(…)`; made anew for each task. */
  readonly path: (point: string) => string;
  /** The home that the agent is given in place of its own, with `tmp` in it; absent without a folder. */
  readonly home?: string;
  /** A folder that outlives a crash of the agent and is removed when the run closes. */
  readonly scratch: string;
}

/** A message of a task as the agent is asked it. */
export interface Ask {
  /** The id of the task, the same for all its messages. */
  readonly id: string;
  readonly input: unknown;
  /** The messages before it, with their answers; left out where the task is one message. */
  readonly past?: readonly Exchange[];
  /** Whether no message comes after it; left out where the task is one message. */
  readonly isLast?: boolean;
}

/** A message of a user, and the agent's answer to it. */
export interface Exchange {
  readonly input: unknown;
  readonly answer: unknown;
}

/** A task and what is expected of the agent. */
export interface Task {
  readonly input: unknown;
  /**
   * The user's later messages in the same conversation, each asked once the one before is answered;
   * what the task expects is asked of the last answer, and of all effects; `expect.answers` of each.
   */
  readonly turns?: readonly unknown[];
  /** Its weight under load, relative to the other tasks; 1 by default. */
  readonly weight?: number;
  /** The earliest time it is asked, from the start of its phase; at once by default. */
  readonly after?: Duration;
  readonly expect?: {
    /**
     * The effects it should leave, by label: how many (`{ 'POST /book': 1 }`), or exactly those
     * that are made with arguments that hold these (`{ 'POST /orders': [{ item: 'green tea' }] }`),
     * in any order.
     */
    readonly effects?: Readonly<Record<string, Wanted>>;
    /** The answer, a part of it, or a test of it. */
    readonly answer?: unknown;
    /**
     * The same of each answer of a conversation, in order; `undefined` where nothing is expected of
     * one. The last is that of `answer`, or stands there.
     */
    readonly answers?: readonly unknown[];
    /**
     * What no answer may say: a pattern or a function that finds it. An answer that says it is
     * silently wrong, whatever its disposition.
     */
    readonly wrong?: RegExp | ((answer: unknown) => unknown);
    /**
     * The calls that it may do without, by label (`['GET /hints']`): an answer in full that lost the
     * reply to one is judged as if it were not asked. What a false reply said counts all the same.
     */
    readonly optional?: readonly string[];
    /** Whether the right thing is to abstain. */
    readonly abstain?: boolean;
  };
}

/**
 * What a user says in a task: its input; where it has later messages, the list of all. The same for a
 * task of a scenario and for its start in a trace.
 */
export function askedIn({
  input,
  turns,
}: {
  readonly input: unknown;
  readonly turns?: readonly unknown[];
}): unknown {
  return turns === undefined ? input : [input, ...turns];
}

/** An agent that is running. */
export interface RunningSystem {
  /** Asks the agent; resolves with its answer. */
  readonly ask: (ask: Ask, signal: AbortSignal) => Promise<unknown>;
  /** The same over another sender of requests; absent where it is not asked by HTTP. */
  readonly askOver?: (send: Send) => RunningSystem['ask'];
  /** Kills the agent and starts it again; absent if that cannot be done. */
  readonly crash?: () => Promise<void>;
  /** Where host faults strike it, by the names that its `System` declares. */
  readonly hosts?: Readonly<Record<string, HostPlace>>;
  /** Its last lines of output, oldest first. */
  readonly output?: () => readonly string[];
  /** The variables that the scenario gave it: the secrets among them are kept out of artifacts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stops the agent and all that it started. */
  readonly close: () => Promise<void>;
}

/** How a system in a network of its own reaches the points of a run. */
export interface Reach {
  /** The address of this machine that the points listen on, in place of 127.0.0.1. */
  readonly host: string;
  /** The name of that address where the system runs. */
  readonly name: string;
}

/** A way to start the agent. */
export interface System {
  /** For people: `in process`, `python3 agent.py`. */
  readonly name: string;
  readonly modes: readonly Mode[];
  /** Where it is asked, if it runs already. */
  readonly address?: string;
  /** Names of the processes or containers it has, for host faults to be aimed at. */
  readonly hosts?: readonly string[];
  /** Whether each message is asked of a new process that knows of no earlier one. */
  readonly startsAnew?: true;
  /** Whether each task is asked of processes of its own, which are told addresses of its own. */
  readonly perTask?: true;
  /** Asked before the points are opened; absent where the system can reach 127.0.0.1. */
  readonly reach?: () => Promise<Reach>;
  /** Ports its points must have, by name, where it cannot be told others; free ones by default. */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * Whether it leads its requests through `at.proxy`, and what is to become of those to hosts that
   * are no point. Where absent it runs with no point that declares hosts.
   */
  readonly proxy?: 'refuse' | 'pass';
  /** Starts it for one run. */
  readonly start: (at: At) => Promise<RunningSystem>;
}

/** A system with one protection taken out, and the check that must notice. */
export interface Mutant {
  /** The invariant it breaks: `partial.no-orphan`. */
  readonly id: string;
  readonly system: System | readonly System[];
  /** The name of the check that must fail. */
  readonly by: string;
}

/** A function that returns the plan for a seed. */
export type PlanMaker = (seed: number) => Plan;

/** A plan under which a run failed, and how: those that fail in one way are as good as one. */
export interface BrokenPlan {
  readonly plan: Plan;
  readonly way: string;
}

/** The points of a scenario, by name. */
export type Points = Readonly<Record<string, PointMaker | LinkMaker | FolderMaker>>;

/** The points of a scenario as a plan function gets them, to aim faults at. */
export type PointHandles<Its extends Points = Points> = {
  readonly [Name in keyof Its]: PointHandle<
    Its[Name] extends PointMaker<infer Label> ? Label : string
  >;
};

/** A claim about an agent: the system, its points, the faults, and the checks that must hold. */
export interface Scenario {
  /** The claim: `books once, whatever is lost`. */
  readonly title: string;
  /** Its file, absolute; '' if unknown. */
  readonly file: string;
  /** Groups scenarios in reports and in the matrix; the part of an id before the dot. */
  readonly family: string;
  readonly points: Points;
  /** The first that can run in the mode asked for is used. */
  readonly systems: readonly System[];
  readonly tasks: readonly Task[];
  /** The most tasks open at once. */
  readonly atOnce: number;
  /** Without any strike where the plan is a search. */
  readonly plan: PlanMaker;
  /** Whether each seed has a plan of its own. */
  readonly isDrawn: boolean;
  /**
   * Whether that plan is drawn by a fast-check arbitrary, so that its faults are left to chance.
   */
  readonly isSampled: boolean;
  /**
   * Draws plans that strike these calls, where the plan is drawn by `plans(…)`; every fifth seed has one of
   * those known to break something, where there are any that could be drawn.
   */
  readonly drawn: ((calls: readonly SeenCall[], broke: readonly BrokenPlan[]) => PlanMaker) | null;
  /** How to search for the plan, where it is not written out. */
  readonly search: SearchPlan | null;
  /** The kinds of fault that its plans may name. */
  readonly faults: FaultRegistry;
  readonly checks: readonly Checker[];
  readonly mutants: readonly Mutant[];
  /** The phases of a run; all three by default. */
  readonly phases: readonly Phase[];
  /** The time after which a task counts as hung (ms). */
  readonly deadlineMs: number;
  /** The wait before the tasks of the recovery (ms), in which breakers can close. */
  readonly restMs: number;
  /** How it is put under load; null if it does not say. */
  readonly load: LoadOptions | null;
  /** The scenario's reader of dispositions; null for the default reader. */
  readonly disposition: ((answer: unknown) => Disposition) | null;
  /** Names of fields, and patterns of values, that are secret beside the usual. */
  readonly redact: readonly (string | RegExp)[];
}

/** The targets of plans: the points of a scenario, and the hosts of its systems. */
export function targetsOf(
  scenario: Pick<Scenario, 'points' | 'systems'>,
): Readonly<Record<string, Pick<PointMaker, 'kind' | 'has' | 'labels'>>> {
  const hosts = scenario.systems.flatMap((system) => system.hosts ?? []);
  return {
    ...Object.fromEntries(hosts.map((name) => [name, host])),
    ...scenario.points,
  };
}

/** The names of the points that are no HTTP: links, folders, and points with `listen`. */
export function socketsOf(points: Scenario['points']): readonly string[] {
  return Object.entries(points).flatMap(([name, maker]) =>
    isLink(maker) || isFolder(maker) || maker.listen ? [name] : [],
  );
}

/** The folders of a scenario, by name. */
export function foldersOf(points: Scenario['points']): ReadonlyMap<string, FolderMaker> {
  const all = Object.entries(points).flatMap(([name, maker]) =>
    isFolder(maker) ? [[name, maker] as const] : [],
  );
  return new Map(all);
}

const pointsKind = recordOf(thing('a point', { kind: 'string' }), 'the points of a scenario');
const systemsKind = listOf(thing('a system', { name: 'string' }), 'the systems of a scenario');

/**
 * The modes in which one of these systems can run; points that are sockets, such as links, and
 * folders exist on the wire only.
 *
 * @example const [mode = 'wire'] = modesOf(booksOnce.points, booksOnce.systems);
 */
export function modesOf(points: Scenario['points'], systems: readonly System[]): readonly Mode[] {
  const fix = 'modesOf(booksOnce.points, booksOnce.systems)';
  demandArgument(points, pointsKind, { who: 'modesOf(…)', fix });
  demandArgument(systems, systemsKind, { who: 'modesOf(…)', fix });
  const hasSockets = socketsOf(points).length > 0;
  const modes = new Set(systems.flatMap((system) => system.modes));
  return (['sim', 'wire'] as const).filter(
    (mode) => modes.has(mode) && (mode === 'wire' || !hasSockets),
  );
}
