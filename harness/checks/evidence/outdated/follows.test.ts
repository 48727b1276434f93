import { expect, it } from 'vitest';
import { recovers } from '../../recovers.ts';
import {
  traceBuilder,
  type CallSteps,
  type TaskSteps,
  type TraceBuilder,
} from '../../trace-builder.ts';

interface Tale {
  readonly alarm?: Readonly<Record<string, unknown>> | null;
  readonly says?: string;
  /** What the forecast of the recovery tells. */
  readonly low?: number;
  /** What is told of the limit under the faults; null where that reply is lost. */
  readonly under?: readonly (number | null)[];
  readonly isAsked?: boolean;
  /** By which name the recovery asks. */
  readonly reference?: string;
  /** Whether the limit is told under the faults, and only that of another block is lost. */
  readonly lostElsewhere?: boolean;
  readonly during?: Readonly<Record<string, unknown>> | null;
  readonly asks?: TaskSteps;
  readonly usual?: Readonly<Record<string, unknown>> | null;
}

/** An alarm whose level is worked out from a limit: red below 2 degrees, amber by the default limit. */
function verdictOf(tale: Tale = {}) {
  const { alarm = { level: 'amber' }, low = -1, under = [null], usual = { level: 'red' } } = tale;
  const told = traceBuilder();
  const lost: CallSteps = { hit: 0, outcome: 'failed' };
  const limit = (celsius: number | null, op = 'north') =>
    told.call('hotels', 'GET /limits/:block', {
      safe: true,
      op,
      path: `/limits/north?by=${op}`,
      ...(celsius === null ? lost : { meaning: { celsius } }),
    });
  const forecast = (celsius: number) =>
    told.call('flights', 'GET /forecast', { safe: true, meaning: { celsius, at: 'FC-3k9f2x1a' } });
  const raise = (id: string, input: Tale['alarm']): TraceBuilder =>
    input === null || input === undefined
      ? told
      : told.call('flights', 'POST /alarms', { input, makes: id, meaning: { id } });
  const asks = { input: 'north', ...tale.asks };
  const usually = 'The alarm is on.';
  told.phase('baseline').task('a', asks);
  forecast(-1);
  limit(2);
  raise('FA-4f9a1c2a', usual).answer(usually);
  told.phase('fault').task('b', asks);
  forecast(-1);
  for (const one of under) limit(one);
  if (tale.lostElsewhere) limit(null, 'south');
  raise('FA-4f9a1c2b', tale.during ?? alarm).answer('By the default limit.', 'degraded');
  told.phase('recovery').task('c', asks);
  forecast(low);
  if (tale.isAsked) limit(2, tale.reference);
  raise('FA-4f9a1c2c', alarm).answer(tale.says ?? usually);
  return recovers().judge(told.trace());
}

it('is in doubt where what it does follows from no reply', () => {
  expect(verdictOf()).toMatchObject({
    result: 'unknown',
    reason: expect.stringMatching(
      /POST \/alarms has amber for level; before the faults it was red, which may follow from GET \/limits\/:block of hotels/,
    ),
  });
});

it.each<[string, Tale]>([
  ['a number is other', { alarm: { share: 12 }, usual: { share: 36 } }],
  ['no effect is made', { alarm: null, during: null }],
  ['an effect is made', { usual: null }],
  ['its answer alone is other', { alarm: { level: 'red' }, says: 'The amber alarm raised.' }],
  ['the last true reply before the loss told that of before', { under: [2, null] }],
  ['a like call of that point was lost', { under: [2], lostElsewhere: true }],
  ['effects of any arguments are expected', { asks: { shouldDo: { 'POST /alarms': 1 } } }],
])('is in doubt where %s', (_, tale) => {
  expect(verdictOf(tale).result).toBe('unknown');
});

it.each<[string, Tale]>([
  ['does as before', { alarm: { level: 'red' } }],
  ['asks again', { isAsked: true }],
  ['asks so under a reference of its own', { isAsked: true, reference: 'RF-2k9f3x1c' }],
  ['was told something new', { low: 1 }],
  ['keeps a true reply that was another', { under: [0, null] }],
  ['says how old that is', { says: 'The alarm is on, by the limit of 3 minutes ago.' }],
  ['lost nothing', { under: [2] }],
  ['may do without', { asks: { mayMiss: ['GET /limits/:block'] } }],
  ['does what is expected', { asks: { shouldDo: { 'POST /alarms': [{ level: 'amber' }] } } }],
  ['sends what is drawn anew', { alarm: { ref: 'RF-2k9f3x1a' }, usual: { ref: 'RF-7k1f3x9b' } }],
  ['sends the name of its task', { alarm: { key: 'c:alarm' }, usual: { key: 'a:alarm' } }],
  ['counts', { alarm: { nth: 3 }, during: { nth: 2 }, usual: { nth: 1 } }],
])('is not where it %s', (_, tale) => {
  expect(verdictOf(tale).result).toBe('pass');
});
