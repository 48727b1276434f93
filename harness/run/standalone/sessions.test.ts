import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../faults/catalogue.ts';
import { api, http, HttpResponse } from '../../../index.ts';
import { redaction } from '../../model/redaction/redactor.ts';
import { mostEvents } from './session.ts';
import { mostSessions, openSessions } from './sessions.ts';

const point = () => {
  let asked = 0;
  return api(() => [http.get('/count', () => HttpResponse.json({ asked: ++asked }))]);
};
const open = () =>
  openSessions({
    name: 'tool',
    point: point(),
    faults: catalogue,
    seed: 1,
    plan: [],
    own: () => [],
    redactor: redaction({ known: new Map(), names: [], patterns: [] }),
    sink: () => ({ take: () => {} }),
  });
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
    for (let n = 0; n < mostSessions; n += 1) sessions.of(`${n}`);
    sessions.of('0');
    sessions.of('one more');
    expect(sessions.tests()).toHaveLength(mostSessions);
    expect(sessions.tests()).toContain('0');
    expect(sessions.tests()).not.toContain('1');
  });

  test('keep the latest of their events', async () => {
    const session = open().of('long');
    for (let n = 0; n < mostEvents + 10; n += 1) await ask(session);
    const events = session.events();
    expect(events).toHaveLength(mostEvents);
    expect(events.at(-1)).toMatchObject({ kind: 'call.end', call: mostEvents + 10 });
  });
});
