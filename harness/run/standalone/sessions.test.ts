import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../faults/catalogue.ts';
import { api, http, HttpResponse } from '../../../index.ts';
import { redaction } from '../../model/redaction/redactor.ts';
import { mostEvents } from './session.ts';
import { callMetrics } from './call-metrics.ts';
import { answerEndpoint } from './endpoints.ts';
import { openSessions, type Room } from './sessions.ts';

const point = () => {
  let asked = 0;
  return api(() => [
    http.get('/count', async () => {
      await held;
      return HttpResponse.json({ asked: ++asked });
    }),
  ]);
};
/** What a call waits for. */
let held: Promise<void> | undefined;
const open = (room?: Room) =>
  openSessions(
    {
      name: 'tool',
      point: point(),
      faults: catalogue,
      seed: 1,
      plan: [],
      own: () => [],
      redactor: redaction({ known: new Map(), names: [], patterns: [] }),
      sink: () => ({ take: () => {} }),
    },
    room,
  );
const ask = (session: ReturnType<ReturnType<typeof open>['of']>) =>
  session.cross(
    'tool',
    { method: 'GET', path: '/count', headers: {}, body: '' },
    new AbortController().signal,
  );

describe('the sessions of tests', () => {
  test('have calls of their own, and begin anew where they were ended', async () => {
    const sessions = open();
    await ask(sessions.of('a'));
    await ask(sessions.of('b'));
    const calls = (id: string) =>
      sessions
        .of(id)
        .events()
        .filter(({ kind }) => kind === 'call.start').length;
    expect([calls('a'), calls('b')]).toEqual([1, 1]);
    expect([sessions.drop('a'), sessions.drop('a')]).toEqual([true, false]);
    expect([calls('a'), calls('b')]).toEqual([0, 1]);
  });

  test('are so many at most: the one that was not asked for longest is ended', () => {
    const sessions = open();
    const { sessions: mostSessions } = sessions.room;
    for (let n = 0; n < mostSessions; n += 1) sessions.of(`${n}`);
    sessions.of('0');
    sessions.of('one more');
    expect(sessions.tests()).toHaveLength(mostSessions);
    expect(sessions.tests()).toContain('0');
    expect(sessions.tests()).not.toContain('1');
  });

  test('keep so many events in sum: the oldest goes that is done, and it is said', async () => {
    const sessions = open({ sessions: 10, events: 20 });
    const events = (test: string) => {
      const asked = { method: 'GET', path: '/brownout/events', body: '' };
      const parts = { sessions, metrics: callMetrics(), faultsIn: () => [] };
      const { status, meaning } = answerEndpoint(test, asked, parts);
      return [status, meaning] as const;
    };
    const busy = sessions.of('busy');
    const { promise: stuck, resolve: free } = Promise.withResolvers<void>();
    held = stuck;
    const waiting = ask(busy);
    await new Promise((resolve) => setImmediate(resolve));
    held = undefined;
    for (let n = 0; n < 4; n += 1) await ask(sessions.of('first'));
    for (let n = 0; n < 4; n += 1) await ask(sessions.of('second'));
    expect(sessions.tests()).toEqual(['busy', 'first', 'second']);
    for (let n = 0; n < 2; n += 1) await ask(sessions.of('third'));
    expect(sessions.tests()).toEqual(['busy', 'second', 'third']);
    expect(events('first')).toEqual([
      410,
      {
        error:
          'the session of "first" is gone with its 8 events: 10 sessions and 20 events are kept',
      },
    ]);
    await ask(sessions.of('first'));
    expect(events('first')).toMatchObject([200, { test: 'first', dropped: 8 }]);
    expect(events('third')[1]).not.toHaveProperty('dropped');
    free();
    await waiting;
    expect(sessions.drop('first')).toBe(true);
    expect(events('first')).toEqual([200, { test: 'first', events: [] }]);
  });

  test('hold one session alone to its own bound', async () => {
    const sessions = open({ sessions: 10, events: 4 });
    for (let n = 0; n < 5; n += 1) await ask(sessions.of('only'));
    expect(sessions.of('only').events()).toHaveLength(10);
  });

  test('keep the latest of their events', async () => {
    const session = open().of('long');
    for (let n = 0; n < mostEvents + 10; n += 1) await ask(session);
    const events = session.events();
    expect(events).toHaveLength(mostEvents);
    expect(session.dropped()).toBe(10_020);
    expect(events.at(-1)).toMatchObject({ kind: 'call.end', call: mostEvents + 10 });
  });
});
