import { delay, http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import * as brownout from '../../index.ts';
import {
  api,
  backsOff,
  bounded,
  completes,
  discloses,
  exactlyOnce,
  HarnessError,
  honest,
  inProcess,
  lostReply,
  noOrphans,
  outage,
  passed,
  provider,
  scenario,
  slow,
  type ScenarioOptions,
} from '../../index.ts';

// What a user types is not always what the types allow: these are the same functions without them.
type Untyped = (...args: readonly unknown[]) => unknown;
const loose = brownout as unknown as Readonly<Record<keyof typeof brownout, Untyped>>;

const order = http.post('/orders', () => HttpResponse.json({ id: 'OR-1' }));
const shop = api(() => [http.get('/items/:id', () => HttpResponse.json({})), order], {
  effects: ['POST /orders'],
});
const good: ScenarioOptions = {
  points: { shop, model: provider({ script: () => 'yes' }) },
  system: inProcess(() => async () => 'done'),
  tasks: [{ input: 1, expect: { effects: { 'POST /orders': 1 }, answer: 'done', abstain: false } }],
  plan: [slow({ ms: 3 }).at('shop', { call: 'POST /orders' })],
  checks: [completes(), exactlyOnce('shop', { call: 'POST /orders' })],
};
const withIt = (more: object) => () => loose.scenario('it holds', { ...good, ...more });
const asking = (task: unknown) => withIt({ tasks: [task] });
const agent = { command: ['node'], ask: 'POST /' };
const refused = async (work: () => unknown): Promise<HarnessError> => {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(HarnessError);
    return error as HarnessError;
  }
  return expect.fail('nothing was said');
};

test('what is right passes: also a workload without faults, and what is left out as undefined', () => {
  for (const more of [{}, { plan: [] }, { plan: () => [] }, { deadline: undefined, rest: 0 }]) {
    expect(withIt(more)).not.toThrow();
  }
  expect(
    asking({ input: 1, expect: { effects: { 'POST /orders': [{ item: 'tea' }] } } }),
  ).not.toThrow();
});

const misspelt: readonly (readonly [what: string, work: () => unknown, meant: string])[] = [
  ['a limit from elsewhere', withIt({ timeout: 3 }), 'deadline'],
  ['an option of a scenario', withIt({ systems: [] }), 'system'],
  ['an option of a task', asking({ input: 1, expects: { abstain: true } }), 'expect'],
  ['a part of what is right', asking({ input: 1, expect: { effect: {} } }), 'effects'],
  [
    'a label that is expected',
    asking({ input: 1, expect: { effects: { 'POST /order': 1 } } }),
    'POST /orders',
  ],
  [
    'a call that is optional',
    asking({ input: 1, expect: { optional: ['GET /item/:id'] } }),
    'GET /items/:id',
  ],
  [
    'an option of a mutant',
    withIt({ mutants: { 'a.b': { sytem: good.system, by: 'completes' } } }),
    'system',
  ],
  ['an option of api', () => loose.api([order], { effect: ['POST /orders'] }), 'effects'],
  [
    'a rule of an effect',
    () => loose.api([order], { effects: { 'POST /orders': { undoBy: 'x' } } }),
    'undoneBy',
  ],
  [
    'an effect no handler has',
    withIt({ points: { shop: api([order], { effects: ['POST /ordres'] }) } }),
    'POST /orders',
  ],
  [
    'the same where handlers are made anew for each run',
    withIt({ points: { shop: api(() => [order], { effects: ['POST /ordres'] }) } }),
    'POST /orders',
  ],
  [
    'what takes an effect back',
    withIt({
      points: { shop: api([order], { effects: { 'POST /orders': { undoneBy: 'POST /order' } } }) },
    }),
    'POST /orders',
  ],
  [
    'a call that a point lacks',
    withIt({ plan: [slow().at('shop', { call: 'POST /order' })] }),
    'POST /orders',
  ],
  ['a call that a model lacks', withIt({ plan: [slow().at('model', { call: 'chats' })] }), 'chat'],
  ['a part of a target', () => slow().at('shop', { chanc: 1 } as never), 'chance'],
  ['a point of a plan', withIt({ plan: [slow().at('shopp')] }), 'shop'],
  ['a point of a check', withIt({ checks: [exactlyOnce('shopp')] }), 'shop'],
  ['a point of another', withIt({ checks: [noOrphans('shopp')] }), 'shop'],
  ['a point of a bound', withIt({ checks: [bounded({ calls: 3, point: 'shopp' })] }), 'shop'],
  ['a point of retries', withIt({ checks: [backsOff({ point: 'shopp' })] }), 'shop'],
  ['a point to be told of', withIt({ checks: [discloses({ point: 'shopp' })] }), 'shop'],
  ['a point of evidence', withIt({ checks: [honest({ evidence: ['shopp'] })] }), 'shop'],
  [
    'a call of a check',
    withIt({ checks: [exactlyOnce('shop', { call: 'POST /order' })] }),
    'POST /orders',
  ],
  ['an option of completes', () => loose.completes({ witin: 3 }), 'within'],
  ['an option of recovers', () => loose.recovers({ witin: 3 }), 'within'],
  ['an option of bounded', () => loose.bounded({ call: 3 }), 'calls'],
  ['an option of backsOff', () => loose.backsOff({ maxAttemps: 3 }), 'maxAttempts'],
  ['an option of abstains', () => loose.abstains({ coverageFlor: 1 }), 'coverageFloor'],
  ['an option in one', () => loose.abstains({ returns: { withn: 1 } }), 'within'],
  ['an option of degrades', () => loose.degrades(() => 'full', { monoton: true }), 'monotone'],
  ['an option of discloses', () => loose.discloses({ points: 'shop' }), 'point'],
  ['an option of exactlyOnce', () => loose.exactlyOnce('shop', { calls: 'x' }), 'call'],
  ['an option of honest', () => loose.honest({ claim: () => [] }), 'claims'],
  ['an option of provider', () => loose.provider({ script: [], model: ['a'] }), 'models'],
  [
    'a limit of a provider',
    () => loose.provider({ script: [], limits: { requestPerMinute: 1 } }),
    'requestsPerMinute',
  ],
  ['a part of a rule', () => loose.provider({ script: [{ wen: {}, reply: 'x' }] }), 'when'],
  [
    'what a rule asks for',
    () => loose.provider({ script: [{ when: { usr: 'x' }, reply: 'x' }] }),
    'user',
  ],
  ['an option of a lie', () => loose.makesThingsUp([], { invents: 'x' }), 'invent'],
  ['an option of another', () => loose.callsUnknownTool([], { nam: 'x' }), 'name'],
  [
    'an option of a third',
    () => loose.ignoresInstruction([], { instructions: 'x' }),
    'instruction',
  ],
  ['an option of service', () => loose.service({ ...agent, redy: 'GET /' }), 'ready'],
  ['an option of url', () => loose.url('http://127.0.0.1:1', { port: {} }), 'ports'],
  ['an option of container', () => loose.container({ img: 'a', port: 1, ask: 'POST /' }), 'image'],
  [
    'an option of compose',
    () => loose.compose('a.yml', { services: 'a', port: 1, ask: 'POST /' }),
    'service',
  ],
  ['an option of link', () => loose.link('127.0.0.1:1', { allowRemot: true }), 'allowRemote'],
  ['an option of toxiproxy', () => loose.toxiproxy({ prot: 1 }), 'port'],
  ['an option of searched', () => loose.searched({ deph: 2 }), 'depth'],
  ['an option of a search', () => loose.explore(scenario('x', good), { sed: 2 }), 'seed'],
  ['an option of run', () => loose.run(scenario('x', good), { mode: 'sim', sed: 2 }), 'seed'],
  ['an option of plans', () => loose.plans(scenario('x', good), { mst: 2 }), 'most'],
];

test.for(misspelt)('%s, misspelt, says what was meant', async ([, work, meant]) => {
  const { fix, expected, got } = await refused(work);
  expect(fix).toContain(`Did you mean ${meant}`);
  expect([expected, got]).not.toContain('');
});

const nonsense: readonly unknown[] = ['hi', 3, true, null, () => {}, [], {}, Number.NaN, [null]];
const needed = ['points', 'system', 'tasks', 'checks'];

test.for([
  'points',
  'system',
  'tasks',
  'plan',
  'checks',
  'family',
  'mutants',
  'phases',
  'deadline',
  'rest',
  'disposition',
])('nothing that `%s` can be given crashes', async (name) => {
  for (const value of needed.includes(name) ? [...nonsense, undefined] : nonsense) {
    const work = withIt({ [name]: value });
    try {
      work();
      // Some of it has a meaning: a duration of 3, an empty plan, a family called hi.
      expect(needed, `${name}: ${String(value)}`).not.toContain(name);
    } catch (error) {
      expect(error, `${name}: ${String(value)}`).toBeInstanceOf(HarnessError);
    }
  }
});

const wrong: readonly (readonly [what: string, work: () => unknown])[] = [
  ...nonsense.map((value) => ['options', () => loose.scenario('x', value)] as const),
  ...['', ' ', null, 3, {}].map((value) => ['a title', () => loose.scenario(value, good)] as const),
  ...['hi', 3, null, [], () => {}].map((value) => ['a task', asking(value)] as const),
  ...['hi', 3, null, [], () => {}].map((value) => ['expect', asking({ expect: value })] as const),
  ...['hi', 3, null, [], { 'POST /orders': -1 }, { 'POST /orders': '1' }].map(
    (effects) => ['effects', asking({ expect: { effects } })] as const,
  ),
  ['abstain', asking({ expect: { abstain: 'no' } })],
  ['a phase', withIt({ phases: ['fault', 'clam'] })],
  ['a fault that is aimed at nothing', withIt({ plan: [lostReply()] })],
  ['the same alone', withIt({ plan: lostReply() })],
  ['a strike', withIt({ plan: ['outage'] })],
  ['a plan that a function makes', withIt({ plan: () => outage() })],
  ['a check that was not called', withIt({ checks: [completes] })],
  ['a system that was not called', withIt({ system: inProcess })],
  ['a point that was not called', withIt({ points: { shop: api } })],
  ['handlers', () => (loose.api('x') as typeof shop).open()],
  ['a handler', () => (loose.api([delay]) as typeof shop).open()],
  ['what makes handlers', withIt({ points: { shop: loose.api(() => order) } })],
  ['an agent', () => loose.inProcess('agent.js')],
  ['a policy', () => loose.degrades({ search: 'degraded' })],
  ['a check of one’s own', () => loose.check('polite')],
  ['a name of one', () => loose.check(() => passed)],
  ['a script', () => loose.provider({ script: 'Booked.' })],
  ['no script', () => loose.provider({})],
  ['a rule', () => loose.provider({ script: ['Booked.'] })],
  ['a dialect', () => loose.provider({ script: [], dialect: 'openai' })],
  ['a command as one text', () => loose.service({ command: 'node agent.js', ask: 'POST /' })],
  ['no way to ask', () => loose.service({ command: ['node'] })],
  ['what is ready', () => loose.service({ ...agent, ready: true })],
  ['an address that is none', () => loose.url(4100)],
  ['an upstream', () => loose.link(5432)],
  ['a depth', () => loose.searched({ depth: '2' })],
  ['a scenario to search', () => loose.explore({ depth: 2 })],
  ['a seed', () => loose.run(scenario('x', good), { mode: 'sim', seed: 'one' })],
  ['a mode', () => loose.run(scenario('x', good), { mode: 'real' })],
];

test.for(wrong)('%s that is none is a clear error', async ([, work]) => {
  const { expected, got, fix } = await refused(work);
  expect([expected, got, fix]).not.toContain('');
});
