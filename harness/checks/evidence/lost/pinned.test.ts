import { expect, it } from 'vitest';
import type { Trace } from '../../../model/trace/trace.ts';
import { discloses } from '../../discloses.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

/** A task that tells of an order and of where it is, and under faults tells this of the latter. */
function loose(during: string): Trace {
  const told = traceBuilder();
  for (const phase of ['baseline', 'fault', 'recovery'] as const) {
    const isStruck = phase === 'fault';
    told.phase(phase).task(phase, { input: 'where is A17' });
    told.call('flights', 'GET /order', { safe: true, meaning: { state: 'shipped' } });
    const lost = { hit: 0, outcome: 'failed' } as const;
    told.call('hotels', 'GET /track', isStruck ? lost : { safe: true, meaning: { days: 4 } });
    told.answer(`Order A17 is shipped${isStruck ? during : ', 4 days left'}.`, 'full', true);
  }
  return told.trace();
}

function resultOf(shouldSay: string, during: string): string {
  return discloses().judge(expecting(shouldSay, loose(during))).result;
}

function expecting(shouldSay: string, trace: Trace): Trace {
  const events = trace.events.map((one) =>
    one.kind === 'task.start' ? { ...one, shouldSay } : one,
  );
  return { ...trace, events };
}

it.each([
  ['/order/i', ', 0 days left'],
  ['/\\d+ days/', ', 0 days left'],
  ['"Order A17"', ', 0 days left'],
  ['/shipped/', ', 0 days left'],
  ['/order/i', ''],
  ['/shipped/', ', and already there'],
])('what fits %s is in doubt where it says "%s"', (expected, said) => {
  expect(resultOf(expected, said)).toBe('unknown');
});

it.each([
  ['/shipped, [0-4] days/', ', 0 days left'],
  ['"0 days left"', ', 0 days left'],
  ['/shipped/', ''],
  ['what a function accepts', ', 0 days left'],
])('what fits %s is right where it says "%s"', (expected, said) => {
  expect(resultOf(expected, said)).toBe('pass');
});

it.each([
  ['/done/i', 'done', 'unknown'],
  ['/OR-/', 'done', 'pass'],
  ['/for 30/', 'done', 'pass'],
])('what fits %s, where only what was done tells it, is "%s": %s', (shouldSay, status, result) => {
  const told = traceBuilder();
  for (const phase of ['baseline', 'fault', 'recovery'] as const) {
    const days: CallSteps =
      phase === 'fault' ? { hit: 0, outcome: 'failed' } : { safe: true, meaning: { days: 4 } };
    const id = `OR-${phase.length}k3f9x2a`;
    told
      .phase(phase)
      .task(phase, { input: 'order it' })
      .call('flights', 'POST /order', { makes: id, meaning: { id, status, price: 30 } })
      .call('hotels', 'GET /track', days)
      .answer(`Done as ${id} for 30${phase === 'fault' ? '' : ', 4 days left'}.`, 'full', true);
  }
  expect(discloses().judge(expecting(shouldSay, told.trace())).result).toBe(result);
});

it('is told that its expectation would pass another value, too', () => {
  const advice = (shouldSay: string, during: string) => {
    const verdict = discloses().judge(expecting(shouldSay, loose(during)));
    return verdict.result === 'unknown' ? verdict.reason : '';
  };
  const another = 'its expect.answer would pass another value, too';
  expect(advice('/\\d+ days/', ', 0 days left')).toContain(another);
  expect(advice('/order/i', '')).toContain('its expect.answer would pass one without it, too');
});

it('is told to give one where it has none', () => {
  const { events, ...rest } = loose(', 0 days left');
  const unsaid = events.map((one) =>
    one.kind === 'task.end' && one.ending.how === 'answered'
      ? { ...one, ending: { ...one.ending, correct: null } }
      : one,
  );
  const verdict = discloses().judge({ ...rest, events: unsaid });
  expect(verdict).toMatchObject({ result: 'unknown' });
  expect(JSON.stringify(verdict)).not.toContain('would pass');
});
