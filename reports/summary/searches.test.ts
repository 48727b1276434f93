import { describe, expect, it } from 'vitest';
import { reporters } from '../index.ts';
import type { SearchDoubt } from '../../harness/model/trace/exploration.ts';
import { summarize } from './summarize.ts';
import { renderText } from '../text.ts';
import { mixedRuns, sampleMeta } from '../testing/sample-runs.ts';
import { cleanSearch, doubleBookingFound, sampleSearch } from '../testing/sample-search.ts';

const of = (...searches: readonly ReturnType<typeof sampleSearch>[]) =>
  summarize([], sampleMeta({ searches }));

const doubtOf = (told: Partial<SearchDoubt>): SearchDoubt => ({
  check: 'honest',
  reason: 'it may mean two things',
  unknown: 6,
  notApplicable: 0,
  runs: 37,
  smallest: null,
  ...told,
});

describe('a search in a summary', () => {
  it('fails by what it found, passes at its end, and is unknown where it stopped early', () => {
    const results = [
      sampleSearch(),
      cleanSearch(),
      cleanSearch({ stopped: 'budget' }),
      cleanSearch({ stopped: 'interrupted' }),
      cleanSearch({ stopped: 'nondeterministic', claim: null, difference: 'event 3: a / b' }),
      sampleSearch({ stopped: 'interrupted' }),
      cleanSearch({ stopped: 'vacuous', vacuity: 'no call was made' }),
    ].map((one) => of(one).result);
    expect(results).toEqual(['fail', 'pass', 'unknown', 'unknown', 'unknown', 'fail', 'unknown']);
  });

  it('shows how all runs ended that broke so, and how many they are', () => {
    const ended = [
      { outcome: 'unsafe', count: 7 },
      { outcome: 'failed-loud', count: 1 },
    ] as const;
    const counted = of(sampleSearch({ findings: [{ ...doubleBookingFound(), ended }] }));
    expect(counted.findings[0]).toMatchObject({ count: 8, ended });
    const uncounted = of(sampleSearch({ findings: [{ ...doubleBookingFound(), ended: [] }] }));
    expect(uncounted.findings[0]).toMatchObject({ count: 1, ended: [] });
    for (const { name, render } of reporters) {
      if (!['text', 'html', 'markdown'].includes(name)) continue;
      const words = render(counted).replaceAll(/\s+/g, ' ');
      expect(words, name).toContain('7 unsafe, 1 failed loudly');
      expect(words, name).toContain('broken so in 8 runs');
      expect(render(uncounted), name).not.toMatch(/broken so/);
    }
  });

  it('is unknown where a check could not tell in some run; every report names it', () => {
    const doubt = doubtOf({ check: 'mute', reason: 'no data', unknown: 30, notApplicable: 7 });
    const summary = of(cleanSearch({ doubts: [doubt] }));
    expect(summary.result).toBe('unknown');
    for (const { name, render } of reporters) {
      if (name !== 'json')
        expect(render(summary), name).toMatch(/mute\W+told nothing in 37 of 37 runs/);
    }
    const some = of(cleanSearch({ doubts: [{ ...doubt, unknown: 29 }] }));
    expect(some.result).toBe('unknown');
    const page = { color: false, width: 100 };
    expect(renderText(some, page)).toContain('could not tell in 29 of 37');
    const idle = of(cleanSearch({ doubts: [{ ...doubt, unknown: 0, notApplicable: 37 }] }));
    expect([idle.result, renderText(idle, page)]).toEqual([
      'pass',
      expect.stringContaining('unjudged  mute had nothing to judge in any of 37 runs'),
    ]);
  });

  it('names the smallest schedule under which a check could not tell, and how to run it again', () => {
    const shop = { at: 'shop', when: { call: 'GET /price', calls: 1 } };
    const plan = ['slow', 'hang', 'refuse', 'garble'].map((name) => ({
      fault: { name, params: {} },
      ...shop,
    }));
    const smallest = { plan, reason: 'a price may be old' };
    const open = doubtOf({ reason: 'a price may be old (5 of them)', smallest });
    const idle = doubtOf({ check: 'recovers', unknown: 0, notApplicable: 37, reason: 'no task' });
    const doubts = [idle, open, { ...open, check: 'discloses' }];
    const plans = { honest: 'out/unknown-1-honest.plan.json' };
    const summary = of(cleanSearch({ doubts, plans, seed: 3, variant: 'a-b' }));
    const again =
      "npx brownout run booking.scenario.ts -t '^books once, whatever is lost$' " +
      '--plan out/unknown-1-honest.plan.json --seed 3 --variant a-b';
    const [first, second] = ['slow', 'hang', 'refuse'].map(
      (name) => `${name} at shop GET /price, 1st call`,
    );
    const such = `such as under: ${first}; ${second}; refuse at shop GET /price, 1st call; and 1 more`;
    expect(summary.searches[0]?.doubts[1]?.smallest).toMatchObject({ again });
    const page = renderText(summary, { color: false, width: 400 });
    expect(
      page.split('\n').filter((line) => /unknown {3}|such|--plan|unjudged/.test(line)),
    ).toEqual([
      'unknown   honest, discloses could not tell in 6 of 37 runs: a price may be old (5 of them)',
      `          ${such}`,
      `          ${again}`,
      'unjudged  recovers had nothing to judge in any of 37 runs: no task',
    ]);
    for (const { name, render } of reporters) {
      const told = render(summary).replaceAll(/&#?\w+;|\\|\n */g, ' ');
      expect(told, name).toContain('unknown-1-honest.plan.json');
      expect(told, name).toMatch(/refuse at shop GET \/price, 1st call/);
    }
    const alike = { ...open, reason: smallest.reason };
    const [bare] = of(cleanSearch({ doubts: [alike], file: '' })).searches;
    expect(bare?.doubts[0]?.smallest?.again).toBeNull();
  });

  it('tells the checks that one reason holds back in one line', () => {
    const reason = 'its answer may be read in two ways';
    const doubt = doubtOf({ reason, unknown: 3 });
    const doubts = [
      { ...doubt, check: 'honest' },
      { ...doubt, check: 'bounded', reason: 'too few calls' },
      { ...doubt, check: 'discloses' },
      { ...doubt, check: 'never-unsafe', unknown: 37 },
    ];
    const told = renderText(of(cleanSearch({ doubts })), { color: false, width: 200 });
    const held = 'honest, discloses could not tell in 3 of 37 runs';
    expect(told).toContain(
      `unknown   ${held}; never-unsafe told nothing in 37 of 37 runs: ${reason}\n`,
    );
    expect(told).toContain('bounded could not tell in 3 of 37 runs: too few calls');
  });

  it('says to the letter what was shown, or why nothing was', () => {
    const claims = [
      cleanSearch(),
      cleanSearch({ stopped: 'budget' }),
      cleanSearch({ stopped: 'time', claim: null }),
      cleanSearch({ stopped: 'nondeterministic', claim: null, difference: 'event 3: a / b' }),
      cleanSearch({ stopped: 'vacuous', vacuity: 'no call was made' }),
      sampleSearch({ stopped: 'broken', claim: null }),
    ].map((one) => of(one).searches[0]?.claim);
    const claim =
      'every reachable schedule of at most 2 faults out of these 3 kinds at these 4 sites';
    expect(claims).toEqual([
      claim,
      `${claim} (it stopped early: its budget of runs was used up)`,
      'nothing yet: no level was finished (it stopped early: its time was used up)',
      'nothing: two runs of the same seed differ, at event 3: a / b',
      'nothing, for no fault struck: no call was made',
      'nothing: the agent does not do its work without faults',
    ]);
  });

  it('has a row a call, those never tried last, and a cell a fault that can strike there', () => {
    const [search] = of(sampleSearch()).searches;
    expect(search?.rows.map(({ op, attempt, cells }) => [op, attempt, cells])).toEqual([
      ['POST /book#a1', 1, ['broke', 'struck', 'idle']],
      ['turn 1#b2', 1, [null, 'kinds', 'absorbed']],
      ['POST /book#a1', 2, ['unreached', 'unreached', 'unreached']],
    ]);
    expect(search?.counts).toEqual({
      broke: 1,
      struck: 1,
      unknown: 0,
      idle: 1,
      kinds: 1,
      alike: 0,
      converged: 0,
      absorbed: 1,
      unreached: 3,
    });
  });

  it('tells each finding with its run, numbered after those of plain runs', () => {
    const summary = summarize(mixedRuns(), sampleMeta({ searches: [sampleSearch()] }));
    expect(summary.findings.map(({ met }) => met)).toEqual([
      null,
      'run 23 of 60 (level 1), shrunk from 3 strikes',
    ]);
    expect(summary.searches[0]?.found.map(({ finding }) => finding)).toEqual([2]);
    expect(summary.totals).toMatchObject({ scenarios: 4, failed: 2, findings: 2, runs: 72 });
    expect(summary.findings[1]).toMatchObject({
      check: 'exactly-once',
      strikes: ['lost-reply at flights POST /book, 1st call'],
      outcome: 'unsafe',
      replay: 'npx brownout replay .brownout/explore/abc/1-exactly-once.repro.json',
    });
  });

  it('tells only of the failure that was searched for, though its run breaks more', () => {
    const search = sampleSearch();
    const [run] = search.runs;
    if (!run) throw new Error('the sample has no run');
    const other = { result: 'fail', reason: 'x', evidence: [], signature: 'x' } as const;
    const verdicts = [...run.verdicts, { check: 'other', verdict: other }];
    const { findings } = of({ ...search, runs: [{ ...run, verdicts, result: 'fail' }] });
    expect(findings.map(({ check }) => check)).toEqual(['exactly-once']);
  });

  it('a finding whose run no longer shows it keeps its reason', () => {
    const lost = { ...doubleBookingFound(), signature: 'another way' };
    const { findings } = of(sampleSearch({ findings: [lost] }));
    expect(findings[0]).toMatchObject({ signature: 'another way', evidence: [] });
    expect(findings[0]?.reason).toContain('took effect 2 times');
  });
});
