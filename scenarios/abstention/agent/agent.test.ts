import { afterEach, describe, expect, test, vi } from 'vitest';
import { desk, type Answer } from './agent.ts';
import { careful, without, type Safeguards } from './safeguards.ts';

/** What each host replies to a request; a host that throws cannot be reached. */
interface World {
  readonly asked: Record<string, unknown>;
  readonly draft: unknown;
  readonly handbook: () => unknown;
  readonly bulletins: () => unknown;
  readonly catalogue: () => unknown;
  readonly confidence: () => unknown;
}

const dayMs = 86_400_000;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the desk', () => {
  test('answers from evidence it is sure of', async () => {
    expect(await ask({})).toEqual({
      status: 'answered',
      text: 'It costs 249 euros.',
      confidence: expect.closeTo(0.95 * 0.85, 9) as number,
      sources: ['D1'],
    });
  });

  test('two sources make it surer than one', async () => {
    const draft = { text: 'It costs 249 euros.', cites: ['D1', 'D2'] };
    const answer = await ask({ draft, bulletins: () => found({ id: 'D2' }) });
    expect(answer).toMatchObject({ status: 'answered', confidence: 0.95 });
  });

  test.each([
    ['a matter of taste', { isOpinion: true }],
    ['underspecified', { product: null }],
    ['underspecified', { topics: [] }],
    ['underspecified', { topics: ['price', 'price range'] }],
    ['not understood', { topics: 'price' }],
    ['false premise', { presumes: ['solar charging'] }],
  ])('abstains: %s, %j', async (reason, change) => {
    const answer = await ask({ asked: { ...base.asked, ...change } });
    expect(answer).toMatchObject({ status: 'abstained', reason, confidence: 0 });
  });

  test('a source that cannot be read is named', async () => {
    const answer = await ask({ bulletins: broken });
    expect(answer).toMatchObject({ status: 'degraded', reason: 'the bulletins could not be read' });
  });
});

describe('without one safeguard', () => {
  test('needsEvidence: it makes things up', async () => {
    const world = { handbook: () => ({ results: [] }), draft: { text: '199 euros', cites: ['X'] } };
    expect(await ask(world)).toMatchObject({ status: 'abstained', reason: 'no evidence' });
    expect(await ask(world, 'needsEvidence')).toMatchObject({
      status: 'answered',
      text: '199 euros',
      sources: ['X'],
    });
  });

  test('needsEvidence: an answer that cites nothing it was shown is given', async () => {
    const world = { draft: { text: '199 euros', cites: ['X'] } };
    expect(await ask(world)).toMatchObject({ status: 'abstained', reason: 'no evidence' });
    expect(await ask(world, 'needsEvidence')).toMatchObject({ status: 'answered' });
  });

  test('checksAge: what is old is current', async () => {
    const world = { handbook: () => found({ updatedAt: daysAgo(30) }) };
    expect(await ask(world)).toMatchObject({
      status: 'degraded',
      text: expect.stringContaining(`as of ${daysAgo(30).slice(0, 10)}`) as string,
    });
    expect(await ask(world, 'checksAge')).toMatchObject({ status: 'answered' });
    const ancient = { handbook: () => found({ updatedAt: daysAgo(400) }) };
    expect(await ask(ancient)).toMatchObject({ status: 'abstained' });
  });

  test('checksPremise: what cannot be checked is so', async () => {
    const asked = { ...base.asked, presumes: ['solar charging'] };
    const world = { asked, catalogue: broken };
    expect(await ask(world)).toMatchObject({ reason: 'unchecked premise' });
    expect(await ask(world, 'checksPremise')).toMatchObject({ status: 'answered' });
  });

  test.each([[broken], [() => ({})], [() => ({ confidence: 'high' })]])(
    'needsSignal: no number is high enough (%s)',
    async (confidence) => {
      expect(await ask({ confidence })).toMatchObject({
        status: 'abstained',
        reason: 'no confidence to go by',
        confidence: 0,
      });
      expect(await ask({ confidence }, 'needsSignal')).toMatchObject({ status: 'answered' });
    },
  );

  test('seesConflict: the first passage is right', async () => {
    const world = { bulletins: () => found({ id: 'D2', value: 199 }) };
    expect(await ask(world)).toMatchObject({ status: 'escalated', sources: ['D1', 'D2'] });
    expect(await ask(world, 'seesConflict')).toMatchObject({ status: 'answered' });
  });

  test('retriesSignal: one stumble of the scorer is enough', async () => {
    const once = () => {
      let calls = 0;
      return () => ((calls += 1) === 1 ? broken() : { confidence: 0.95 });
    };
    expect(await ask({ confidence: once() })).toMatchObject({ status: 'answered' });
    expect(await ask({ confidence: once() }, 'retriesSignal')).toMatchObject({
      status: 'abstained',
    });
  });

  test('weighsEvidence: the score is all there is', async () => {
    expect(await ask({}, 'weighsEvidence')).toMatchObject({ confidence: 0.95 });
  });
});

describe('the threshold', () => {
  test.each([
    [0.83, 'answered'],
    [0.82, 'abstained'],
  ])('a lone source scored %d is %s', async (confidence, status) => {
    expect(await ask({ confidence: () => ({ confidence }) })).toMatchObject({ status });
  });
});

test('a safeguard that does not exist is an error', () => {
  expect(() => without('hope')).toThrow(RangeError);
  expect(without()).toBe(careful);
});

const base: World = {
  asked: { product: 'Aria 3', topics: ['price'], presumes: [], isOpinion: false },
  draft: { text: 'It costs 249 euros.', cites: ['D1'] },
  handbook: () => found({}),
  bulletins: () => ({ results: [] }),
  catalogue: () => ({ name: 'Aria 3', features: ['USB-C charging'] }),
  confidence: () => ({ confidence: 0.95 }),
};

function ask(change: Partial<World>, missing?: keyof Safeguards): Promise<Answer> {
  const world = { ...base, ...change };
  vi.stubGlobal('fetch', async (url: string | URL | Request, init: RequestInit = {}) => {
    const host = new URL(url instanceof Request ? url.url : url).host.split('.')[0] ?? '';
    if (host === 'model') return said(world, String(init.body));
    return Response.json(world[host as Exclude<keyof World, 'asked' | 'draft'>]());
  });
  const at = (name: string) => `http://${name}.invalid`;
  const addresses = {
    model: at('model'),
    handbook: at('handbook'),
    bulletins: at('bulletins'),
    catalogue: at('catalogue'),
    confidence: at('confidence'),
  };
  return desk(addresses, without(missing))('What does it cost?', new AbortController().signal);
}

function said({ asked, draft }: World, body: string): Response {
  const content = JSON.stringify(body.includes('Say what the question is about') ? asked : draft);
  const message = { role: 'assistant', content };
  return Response.json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
}

function found(change: Record<string, unknown>): unknown {
  const what = { id: 'D1', name: 'Aria 3', topic: 'price', value: 249, unit: 'euros' };
  return { results: [{ ...what, updatedAt: daysAgo(1), ...change }] };
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * dayMs).toISOString();
}

function broken(): never {
  throw new TypeError('fetch failed');
}
