import { describe, expect, it } from 'vitest';
import {
  inThread,
  run,
  type Checker,
  type Event,
  type Scenario,
  type Trace,
} from '../../../index.ts';
import type { Answer } from '../agent/request.ts';
import { coolMs, mostFailures } from '../agent/cooldown.ts';
import { mostShare } from '../agent/share.ts';
import { mostTokensSpent, spentWhy, windowMs } from '../agent/spend.ts';
import cooldown from '../cooldown.scenario.ts';
import declaredOf from '../declared.scenario.ts';
import defaultRouteOf from '../default-route.scenario.ts';
import noDowngradeOf from '../no-downgrade.scenario.ts';
import notBlockedOf from '../not-blocked.scenario.ts';
import share from '../share.scenario.ts';
import spendCap from '../spend-cap.scenario.ts';
import { coolsDown } from './cools-down.ts';
import { declared } from './declared.ts';
import { defaultRoute } from './default-route.ts';
import { noDowngrade } from './no-downgrade.ts';
import { notBlocked } from './not-blocked.ts';
import { shareInBand } from './share-in-band.ts';
import { withinBudget } from './within-budget.ts';

const traceOf = async (of: Scenario): Promise<Trace> =>
  (await run(of, { mode: 'sim', seed: 1 })).trace;

/** The trace with the answers of the fault phase as `edit` has them. */
function answering(trace: Trace, edit: (answer: Answer) => object): Trace {
  const events = trace.events.map((event): Event => {
    if (event.kind !== 'task.end' || event.ending.how !== 'answered') return event;
    const answer = edit(event.ending.answer as Answer);
    return { ...event, ending: { ...event.ending, answer } };
  });
  return { ...trace, events };
}

/** The events, as if every task were risky. */
function risky({ events }: Trace): readonly Event[] {
  return events.map((event) =>
    event.kind === 'task.start'
      ? { ...event, input: { ...(event.input as object), risk: 'high' } }
      : event,
  );
}

const rows: readonly (readonly [Scenario, Checker])[] = [
  [defaultRouteOf, defaultRoute(300)],
  [notBlockedOf, notBlocked(500)],
  [noDowngradeOf, noDowngrade],
  [declaredOf, declared(2)],
  [share, shareInBand({ mostShare, inARow: 8 })],
  [cooldown, coolsDown('swift', { failures: mostFailures, coolMs })],
  [spendCap, withinBudget('grand', { tokens: mostTokensSpent, windowMs })],
];

describe.each(rows.map(([of, check]) => ({ name: check.name, of, check })))(
  '$name',
  ({ of, check }) => {
    it('passes the careful system, fails its mutant, and cannot tell from an empty trace', async () => {
      const trace = await traceOf(of);
      expect(check.judge(trace).result).toBe('pass');
      expect(check.judge({ ...trace, events: [] }).result).toBe('unknown');
      const [mutant] = of.mutants;
      const without = await inThread(of, 'sim').run({ seed: 1, variant: mutant?.id ?? '' });
      expect(check.judge(without.trace).result).toBe('fail');
    });
  },
);

describe('they fail, too, where', () => {
  it('a default is too slow', async () => {
    expect(defaultRoute(1).judge(await traceOf(defaultRouteOf)).result).toBe('fail');
  });

  it('something is put off for want of a score, not where its tenant has nothing left', async () => {
    const trace = await traceOf(defaultRouteOf);
    const events = risky(trace).filter(
      (event) => event.kind !== 'call.start' || event.point === 'scorer',
    );
    const putOff = (why: string) =>
      answering({ ...trace, events }, (answer) => ({ ...answer, why }));
    const check = defaultRoute(300);
    expect(check.judge(putOff(spentWhy)).result).toBe('pass');
    expect(check.judge(putOff('it could not be scored')).result).toBe('fail');
  });

  it('less is given and not told, is given to many at once, or to what is risky', async () => {
    const trace = await traceOf(declaredOf);
    const silent = answering(trace, (answer) => ({ ...answer, status: 'answered' }));
    expect(declared(2).judge(silent)).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('not told'),
    });
    expect(declared(1).judge(trace)).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('at once'),
    });
    expect(declared(2).judge({ ...trace, events: risky(trace) })).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('risky'),
    });
  });

  it('a pause is too short, or somebody beneath the router tries again', async () => {
    const trace = await traceOf(cooldown);
    expect(coolsDown('swift', { failures: 2, coolMs: 5_000 }).judge(trace).result).toBe('fail');
    const events = trace.events.map((event): Event =>
      event.kind === 'call.start' ? { ...event, site: { ...event.site, attempt: 2 } } : event,
    );
    const check = coolsDown('swift', { failures: mostFailures, coolMs });
    expect(check.judge({ ...trace, events })).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('beneath'),
    });
  });

  it('a budget is smaller than what was spent', async () => {
    const strict = withinBudget('grand', { tokens: 50, windowMs });
    expect(strict.judge(await traceOf(spendCap)).result).toBe('fail');
  });
});
