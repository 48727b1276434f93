import type { TimeCounts } from '../../model/load/load-report.ts';
import type { CheckCount } from '../counts/check-count.ts';
import type { LoadCounts, PhaseCount, Spell } from '../counts/fold.ts';
import { histogramOf } from '../counts/histogram.ts';
import { streamTimes, type SampleCount, type StreamTime } from '../counts/sample-count.ts';
import type { PointCount, WindowCount } from '../counts/window-count.ts';

/** What was counted of a load, as JSON has it. */
export interface PlainCounts extends Pick<LoadCounts, 'errors'> {
  readonly phases: readonly PlainPhase[];
  readonly hits: readonly (readonly [strike: number, times: number])[];
  readonly spells: readonly Readonly<Spell>[];
  readonly strays: number;
  readonly late: number;
}

type Histograms = 'response' | 'service' | 'lag';

interface PlainPhase
  extends Pick<PhaseCount, 'phase' | 'plannedMs'>, Readonly<Record<Histograms, TimeCounts>> {
  readonly windows: readonly PlainWindow[];
  readonly arrivals: readonly (readonly [point: string, counts: number[]])[];
}

interface PlainWindow extends Omit<
  WindowCount,
  'phase' | 'within' | 'response' | 'points' | 'checks' | 'streams'
> {
  readonly within: Bounded;
  readonly response: TimeCounts;
  readonly points: readonly (readonly [point: string, count: PointCount])[];
  readonly checks: readonly (readonly [check: string, count: CheckCount])[];
  readonly streams: Readonly<Record<StreamTime, PlainSamples>>;
}

/** Counts by bound (ms). */
type Bounded = readonly (readonly [boundMs: number, count: number])[];

interface PlainSamples {
  readonly values: TimeCounts;
  readonly within: Bounded;
  readonly over: Bounded;
}

/** Counts as JSON has them. */
export function plainCounts(counts: LoadCounts): PlainCounts {
  const { phases, hits, spells, strays, late, errors } = counts;
  return {
    phases: phases.map(plainPhase),
    hits: [...hits],
    spells,
    strays: strays(),
    late: late(),
    errors,
  };
}

/** The counts that these were. */
export function countsOf({ phases, hits, spells, strays, late, errors }: PlainCounts): LoadCounts {
  return {
    phases: phases.map(phaseOf),
    hits: new Map(hits),
    spells: spells.map((spell) => ({ ...spell })),
    strays: () => strays,
    late: () => late,
    errors,
  };
}

function plainPhase(count: PhaseCount): PlainPhase {
  const { windows, response, service, lag, arrivals } = count;
  return {
    ...count,
    windows: windows.map(plainWindow),
    response: response.counts(),
    service: service.counts(),
    lag: lag.counts(),
    arrivals: [...arrivals],
  };
}

function phaseOf(plain: PlainPhase): PhaseCount {
  const { phase, windows, response, service, lag, arrivals } = plain;
  return {
    ...plain,
    windows: windows.map((window) => windowOf(window, phase)),
    response: histogramOf(response),
    service: histogramOf(service),
    lag: histogramOf(lag),
    arrivals: new Map(arrivals),
  };
}

function plainWindow(count: WindowCount): PlainWindow {
  const { phase: _, ...window } = count;
  const { within, response, points, checks, streams } = window;
  const samples = ({ values, ...sides }: SampleCount): PlainSamples => ({
    values: values.counts(),
    within: [...sides.within],
    over: [...sides.over],
  });
  return {
    ...window,
    within: [...within],
    response: response.counts(),
    points: [...points],
    checks: [...checks],
    streams: ofEach((kind) => samples(streams[kind])),
  };
}

function windowOf(plain: PlainWindow, phase: PhaseCount['phase']): WindowCount {
  const { within, response, points, checks, streams } = plain;
  const samples = ({ values, ...sides }: PlainSamples): SampleCount => ({
    values: histogramOf(values),
    within: new Map(sides.within),
    over: new Map(sides.over),
  });
  return {
    ...plain,
    phase,
    within: new Map(within),
    response: histogramOf(response),
    points: new Map(points),
    checks: new Map(checks),
    streams: ofEach((kind) => samples(streams[kind])),
  };
}

function ofEach<T>(of: (kind: StreamTime) => T): Readonly<Record<StreamTime, T>> {
  return Object.fromEntries(streamTimes.map((kind) => [kind, of(kind)])) as Record<StreamTime, T>;
}
