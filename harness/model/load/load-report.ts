import type { Plan } from '../fault/plan.ts';
import type { LoadCheck, LoadUnjudged } from './load-checks.ts';
import type { LoadPrices } from './load-options.ts';
import type { LoadSpent } from './load-spent.ts';
import type { LoadAmplification, LoadHerd, LoadHigh, LoadMechanism } from './load-strain.ts';
import type { ArrivalKind, Role } from '../phase.ts';
import type { Outcome } from '../trace/outcome.ts';
import type { Mode, Trace } from '../trace/trace.ts';
import type { Result } from '../trace/verdict.ts';

/** How a system came out of a fault. */
export const recoveryKinds = [
  'recovered',
  'slow',
  'suspected-metastable',
  'metastable',
  'latched',
  'under-provisioned',
  'unknown',
] as const;

/** One of the seven. */
export type RecoveryKind = (typeof recoveryKinds)[number];

/** Quantiles of a length of time (ms), and the largest. */
export interface LoadTimes {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Lengths of time to three digits (µs), shortest first, and how many there were of each. */
export type TimeCounts = readonly (readonly [us: number, count: number])[];

/** A share and what the truth lies between, with 95 % confidence. */
export interface LoadShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Tasks by outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>;

/** Attempts that reached a point, and the requests they were made for. */
export interface PointLoad {
  readonly attempts: number;
  readonly requests: number;
}

/** Counts of tasks by when they were meant to begin. */
export interface OfferedCounts {
  readonly offered: number;
  readonly started: number;
  readonly done: number;
  /** Not begun, since as many were open as may be. */
  readonly dropped: number;
  /** Right, and in time. */
  readonly right: number;
  readonly outcomes: OutcomeCounts;
}

/** One stretch of a load. Calls are counted by when they were made. */
export interface LoadWindow extends OfferedCounts {
  readonly phase: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly responses: TimeCounts;
  readonly openMost: number;
  readonly points: Readonly<Record<string, PointLoad>>;
  /** Of the streams of its tasks: to the first byte, between pieces, per output token. */
  readonly ttft: TimeCounts;
  readonly gap: TimeCounts;
  readonly tpot: TimeCounts;
  readonly calls: number;
  readonly tokens: number;
  /** Null where a reply did not tell. */
  readonly outputTokens: number | null;
}

/** How models' streams came to the tasks of a phase. */
export interface LoadStreams {
  readonly streams: number;
  /** From a call to the first byte of its reply. */
  readonly ttftMs: LoadTimes;
  /** Between pieces of a stream. */
  readonly gapMs: LoadTimes;
  /** Per output token of whole streams, after the first byte. */
  readonly tpotMs: LoadTimes;
  /** Output tokens of all tasks, for each second of the phase; null where a reply did not tell. */
  readonly tokensPerSecond: number | null;
}

/** One phase of a load. */
export interface LoadPhaseReport extends OfferedCounts {
  readonly name: string;
  readonly role: Role;
  readonly fromMs: number;
  readonly toMs: number;
  readonly rate: number;
  /** How much longer than planned it lasted, since a bound was undecided (ms). */
  readonly extendedMs: number;
  /** Null where nothing was offered. */
  readonly goodput: LoadShare | null;
  /** From when tasks were meant to begin to their end. */
  readonly responseMs: LoadTimes;
  /** An upper 95 % bound on p99 of the response; null where there are too few tasks. */
  readonly p99HighMs: number | null;
  /** From when tasks did begin to their end. */
  readonly serviceMs: LoadTimes;
  /** From when tasks were meant to begin to when they did. */
  readonly lagMs: LoadTimes;
  readonly points: Readonly<Record<string, PointLoad>>;
  /** Mean worth of a task: 1 as asked, 0.5 degraded, 0.3 rightly declined, 0 honest failure, -1 wrong. */
  readonly utility: number | null;
  /** Shares of tasks that ended so; null where nothing was offered. */
  readonly rates: Readonly<Record<'abstained' | 'wrong', LoadShare | null>>;
  /** Of each point; none in the baseline. */
  readonly amplification: readonly LoadAmplification[];
  /** Null where no reply was streamed. */
  readonly streams: LoadStreams | null;
  readonly spent: LoadSpent;
}

/** A bound that was asked for. */
export interface LoadBound {
  /** The metric: `goodput`, `p99` … */
  readonly name: string;
  /** As it was asked for: `p99 <= 2 s`. */
  readonly text: string;
  /** The role of the phases it is about; null where it is about each. */
  readonly role: Role | null;
  /** A share in [0, 1], ms, or a factor. */
  readonly limit: number;
}

/** One thing that must hold, and whether it does. */
export interface LoadGate {
  /** As it was asked for: `p99 <= 2 s`. */
  readonly gate: string;
  /** The phase it is about; '' where it is about the whole load. */
  readonly phase: string;
  readonly result: Result;
  readonly reason: string;
}

/** How the system came out of the faults. */
export interface LoadRecovery {
  readonly kind: RecoveryKind;
  /** From when the faults were off to the first of six good windows (ms). */
  readonly afterMs: number | null;
  /** It was not good again before this (ms since the faults were off); null where that is not known. */
  readonly notBeforeMs: number | null;
  readonly reason: string;
  /** By when it should have recovered (ms). */
  readonly horizonMs: number;
  /** How long the queues take to drain by themselves (ms); null where they never do or the capacity is not known. */
  readonly drainMs: number | null;
  /** What keeps it bad. */
  readonly mechanism: LoadMechanism | null;
  /** All that is high while it stays bad, likeliest cause first. */
  readonly high: readonly LoadHigh[];
  /** The share of the capacity that is left when retries are at their worst; null where the capacity is not known. */
  readonly margin: number | null;
}

/** A fault of the plan: when it was on, and how often it hit. */
export interface LoadFault {
  readonly strike: number;
  readonly fault: string;
  readonly at: string;
  readonly hits: number;
  readonly spells: readonly (readonly [fromMs: number, toMs: number])[];
}

/** A task whose trace is kept. */
export interface KeptTask {
  /** `failed`: the worst of those that failed a check. */
  readonly why: 'worst' | 'failed' | 'slowest' | 'sample';
  readonly task: string;
  readonly phase: string;
  readonly outcome: Outcome;
  readonly responseMs: number;
  /** Its events, beside those of the same task in the baseline. */
  readonly trace: Trace;
}

/** What may carry the tasks of a load to the agent. */
export const driverNames = ['autocannon', 'undici', 'in-process'] as const;

export type DriverName = (typeof driverNames)[number];

/** All that is kept of one load: `load.json`. Times are ms since the load began. */
export interface LoadReport {
  readonly version: 1;
  readonly scenario: string;
  /** The scenario's file, relative to where the command was run. */
  readonly file: string;
  readonly variant: string;
  readonly mode: Mode;
  /** What carried the tasks to the agent; null where it ended before there was one. */
  readonly driver: DriverName | null;
  readonly seed: number;
  readonly plan: Plan;
  /** Whether the plan is one of many, drawn for the seed; left out where it was written. */
  readonly drawn?: true;
  readonly arrivals: ArrivalKind;
  /** Of gamma arrivals: below 1 they come in bursts; null of others. */
  readonly shape: number | null;
  readonly rate: number;
  readonly concurrencyLimit: number | null;
  /** A task that takes longer is not right. */
  readonly withinMs: number;
  readonly deadlineMs: number;
  readonly windowMs: number;
  /** Money for a million tokens. */
  readonly prices: LoadPrices | null;
  readonly phases: readonly LoadPhaseReport[];
  readonly windows: readonly LoadWindow[];
  readonly faults: readonly LoadFault[];
  /** Null where there is no fault, or no phase before or after it. */
  readonly recovery: LoadRecovery | null;
  /** Of each point; none where there is no baseline, or no recovery. */
  readonly herds: readonly LoadHerd[];
  readonly slo: readonly LoadBound[];
  readonly gates: readonly LoadGate[];
  readonly checks: readonly LoadCheck[];
  readonly unjudged: readonly LoadUnjudged[];
  /** Why nothing can be said of the system, since the load itself was not what it should be. */
  readonly invalid: readonly string[];
  /** Why no gate can pass. */
  readonly doubts: readonly string[];
  /** Why it ended before its time; null where it did not. */
  readonly cut: string | null;
  readonly result: Result;
  readonly kept: readonly KeptTask[];
  /** Real time it took (ms). */
  readonly tookMs: number;
}
