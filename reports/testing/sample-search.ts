import type {
  CoverageCell,
  Exploration,
  Searched,
  SearchFinding,
} from '../../harness/model/trace/exploration.ts';
import { doubleBooking } from './sample-runs.ts';

/** Overrides of a sample search. */
export interface SearchSample extends Partial<Exploration> {
  readonly file?: string;
  readonly goOn?: string | null;
  readonly plans?: Searched['plans'];
}

const faults = ['lost-reply', 'refuse (status 503)', 'slow (ms 3000)'];

/** A search of two levels that found one way to break a booking agent. */
export function sampleSearch(sample: SearchSample = {}): Searched {
  const { file = 'booking.scenario.ts', goOn = null, plans = {}, ...more } = sample;
  const exploration: Exploration = {
    version: 1,
    scenario: 'books once, whatever is lost',
    variant: 'careful',
    seed: 1,
    faults,
    sites: 4,
    runs: 60,
    stages: [
      { name: 'outages', runs: 20 },
      { name: 'level 1', runs: 9 },
      { name: 'level 2', runs: 31 },
    ],
    levels: [
      {
        level: 1,
        schedules: 9,
        run: 9,
        pruned: { kinds: 0, absorbed: 0, converged: 0, alike: 0 },
        audited: 0,
        refuted: 0,
        idle: 1,
        isFinished: true,
      },
      {
        level: 2,
        schedules: 54,
        run: 31,
        pruned: { kinds: 20, absorbed: 3, converged: 0, alike: 0 },
        audited: 4,
        refuted: 0,
        idle: 2,
        isFinished: true,
      },
    ],
    findings: [doubleBookingFound()],
    quarantined: [],
    doubts: [],
    coverage: sampleCoverage(),
    claim: 'every reachable schedule of at most 2 faults out of these 3 kinds at these 4 sites',
    stopped: 'done',
    difference: null,
    vacuity: null,
    ...more,
  };
  const repro = '.brownout/explore/abc/1-exactly-once.repro.json';
  const runs = exploration.findings.map(() => ({ ...doubleBooking({ file }), repro }));
  return { family: 'partial-completion', file, exploration, runs, tookMs: 2_000, goOn, plans };
}

/** A search that found nothing. */
export function cleanSearch(sample: SearchSample = {}): Searched {
  return sampleSearch({ findings: [], ...sample });
}

/** The finding that `doubleBooking` shows. */
export function doubleBookingFound(): SearchFinding {
  const { trace, verdicts, file } = doubleBooking();
  const verdict = verdicts.find(({ check }) => check === 'exactly-once')?.verdict;
  if (verdict?.result !== 'fail') throw new Error('the sample does not fail');
  const { signature, reason } = verdict;
  const failing = { check: 'exactly-once', signature, reason, plan: trace.plan };
  return {
    ...failing,
    how: 'level 1',
    atRun: 23,
    ended: [{ outcome: 'unsafe', count: 1 }],
    repro: {
      version: 2,
      file,
      scenario: trace.scenario,
      variant: trace.variant,
      mode: 'sim',
      seed: trace.seed,
      ...failing,
      fingerprint: 'f1',
      shrunk: { from: 3, to: 1, runs: 4 },
      origin: {
        epochMs: 0,
        tasks: ['t1'],
        effects: { flights: ['POST /book'] },
        path: [{ point: 'flights', label: 'POST /book' }],
        siblings: [[]],
        baseline: 'b1',
      },
      madeWith: { node: 'v24.0.0', brownout: '0.1.0', packages: {} },
    },
  };
}

/**
 * One cell of each state, a call that was never tried, and a fault that cannot strike the model.
 */
function sampleCoverage(): readonly CoverageCell[] {
  const book = {
    task: 'during-1',
    point: 'flights',
    op: 'POST /book#a1',
    attempt: 1,
    why: '' as const,
  };
  const model = { ...book, point: 'model', op: 'turn 1#b2' };
  const retry = { ...book, attempt: 2 };
  const [lost = '', refuse = '', slow = ''] = faults;
  return [
    { ...book, fault: lost, state: 'broke' },
    { ...book, fault: refuse, state: 'struck' },
    { ...book, fault: slow, state: 'idle' },
    { ...retry, fault: lost, state: 'unreached' },
    { ...retry, fault: refuse, state: 'unreached' },
    { ...retry, fault: slow, state: 'unreached' },
    { ...model, fault: refuse, state: 'pruned', why: 'kinds' },
    { ...model, fault: slow, state: 'pruned', why: 'absorbed' },
  ];
}
