import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  api,
  bounded,
  completes,
  exactlyOnce,
  honest,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  noOrphans,
  nonce,
  recovers,
  run,
  scenario,
  service,
  type Mode,
} from '../../index.ts';
import { canary } from './canary.ts';

/** A scenario that must fail, in every way: it proves that the harness can see a failure. */
function canaryScenario(input: string) {
  return scenario(`canary: ${input}`, {
    points: {
      flights: api([http.post('/book', () => HttpResponse.json({ id: nonce('BK') }))], {
        effects: ['POST /book'],
      }),
    },
    system: [
      service({
        command: ['node', fileURLToPath(new URL('canary.ts', import.meta.url))],
        env: (at) => ({ FLIGHTS_URL: at.url('flights') }),
        ask: 'POST /',
        ready: 'GET /',
      }),
      inProcess((at) => (asked) => canary(at.url('flights'), asked)),
    ],
    tasks: [{ input, expect: { effects: { 'POST /book': 1 } } }],
    plan: [lostReply().at('flights', { calls: 1 })],
    checks: [
      completes({ within: '20 s' }),
      exactlyOnce(),
      noOrphans(),
      honest(),
      bounded({ calls: 1 }),
      recovers(),
    ],
    phases: input === 'book' ? ['baseline', 'fault', 'recovery'] : ['fault'],
    deadline: '1 s',
  });
}

const failures = async (input: string, mode: Mode) => {
  const record = await run(canaryScenario(input), { mode, seed: 1 });
  const broken = record.verdicts.filter(({ verdict }) => verdict.result === 'fail');
  const during = record.outcomes.filter(({ role }) => role === 'during');
  return { checks: broken.map(({ check }) => check), outcome: during[0]?.outcome };
};

describe.each(['sim', 'wire'] as const)('the canary dies in %s', (mode) => {
  test('of a second booking, an orphan, a made-up number and too many calls', async () => {
    const { checks, outcome } = await failures('book', mode);
    expect(checks).toEqual(
      expect.arrayContaining(['exactly-once', 'no-orphans', 'honest', 'bounded']),
    );
    expect(outcome).toBe('unsafe');
  });
});

test('an agent that never answers has a verdict: hung', async () => {
  const { checks } = await failures('hang', 'sim');
  expect(checks).toContain('completes');
});

test('an agent that calls for ever has a verdict: hung, and the run ends', async () => {
  const { checks, outcome } = await failures('spin', 'sim');
  expect(checks).toContain('completes');
  expect(['hung', 'unsafe']).toContain(outcome);
});

test('an agent that loops without ever yielding has a verdict, and so have the runs after it', async () => {
  const { outcome } = await failures('loop', 'sim');
  expect(outcome).toBe('hung');
  expect((await failures('book', 'sim')).outcome).toBe('unsafe');
});

test('an error that nobody caught is the failure of its task', async () => {
  const { checks, outcome } = await failures('stray', 'sim');
  expect([checks, outcome]).toEqual([expect.arrayContaining(['completes']), 'failed-loud']);
});
