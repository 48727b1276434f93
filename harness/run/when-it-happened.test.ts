import { describe, expect, test } from 'vitest';
import {
  api,
  check,
  eventsOf,
  http,
  HttpResponse,
  inProcess,
  passed,
  run,
  scenario,
  slowFirstToken,
  slowTokens,
  stall,
  type Agent,
  type Mode,
  type Plan,
} from '../../index.ts';

const events = ['a', 'b', 'c'].map((text) => `data: "${text}"\n\n`).join('');
const feed = api([
  http.get(
    '/feed',
    () => new HttpResponse(events, { headers: { 'content-type': 'text/event-stream' } }),
  ),
]);

/** When a call to a feed began, sent its first byte and ended, and how. */
async function callOf(mode: Mode, plan: Plan, read: (reply: Response) => ReturnType<Agent>) {
  const { trace } = await run(
    scenario('it reads a feed', {
      points: { feed },
      system: inProcess((at) => async () => read(await fetch(`${at.url('feed')}/feed`))),
      tasks: [{ input: 'read' }],
      plan,
      phases: ['fault'],
      deadline: '20 s',
      checks: [check('any', () => passed)],
    }),
    { mode, seed: 1 },
  );
  const [start] = eventsOf(trace, 'call.start');
  const [end] = eventsOf(trace, 'call.end');
  if (!start || !end) throw new Error('no call was made');
  return {
    tookMs: end.atMs - start.atMs,
    outcome: end.outcome,
    firstByteMs: end.firstByteMs,
    gapsMs: end.gapsMs,
  };
}

const whole = (reply: Response) => reply.text();
const firstOnly = async (reply: Response) => {
  const reader = reply.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
};

/** Reads to the last event, and leaves without waiting for the end, as clients do at `[DONE]`. */
const toLastEvent = async (reply: Response) => {
  let text = '';
  for await (const chunk of reply.body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (text === events) break;
  }
  return text;
};

describe.each<Mode>(['sim', 'wire'])('on %s', (mode) => {
  test('one of which the agent has read the last byte was not left', async () => {
    const slow = [slowTokens({ gapMs: 50 }).at('feed')];
    expect((await callOf(mode, slow, toLastEvent)).outcome).toBe('replied');
  });

  test('a call ends when its last byte was sent', async () => {
    const slow = [slowTokens({ gapMs: 200 }).at('feed')];
    const { tookMs, outcome, firstByteMs = 0, gapsMs } = await callOf(mode, slow, whole);
    expect(outcome).toBe('replied');
    expect(gapsMs?.reduce((sum, [, count]) => sum + count, 0)).toBe(2);
    expect(gapsMs?.[0]?.[0]).toBeGreaterThanOrEqual(199);
    // Two gaps lie between three frames; a timer may be early by less than a millisecond.
    expect(tookMs - firstByteMs).toBeGreaterThanOrEqual(399);
  });

  test('and its first byte is told apart from its last', async () => {
    const late = [slowFirstToken({ ms: 300 }).at('feed')];
    const { tookMs, firstByteMs = 0 } = await callOf(mode, late, whole);
    expect(firstByteMs).toBeGreaterThanOrEqual(299);
    expect(tookMs).toBeGreaterThanOrEqual(firstByteMs);
  });

  test('one that the agent leaves in the middle is no reply', async () => {
    const slow = [slowTokens({ gapMs: 5_000 }).at('feed')];
    const { tookMs, outcome } = await callOf(mode, slow, firstOnly);
    expect(outcome).toBe('left');
    if (mode === 'sim') expect(tookMs).toBeLessThan(5_000);
  });

  test('one that stalls is broken, when the agent gives it up', async () => {
    const read = async (reply: Response) => {
      const late = new Promise((resolve) => setTimeout(resolve, 300));
      await Promise.race([reply.text(), late]);
      await reply.body?.cancel().catch(() => {});
      return 'gave up';
    };
    const { outcome, tookMs } = await callOf(mode, [stall().at('feed')], read);
    expect(outcome).toBe('broken');
    expect(tookMs).toBeGreaterThanOrEqual(299);
  });
});
