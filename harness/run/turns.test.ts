import { describe, expect, it, test } from 'vitest';
import {
  api,
  completes,
  crash,
  discloses,
  eventsOf,
  exactlyOnce,
  honest,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  nonce,
  readTasks,
  run,
  scenario,
  service,
  type Agent,
  type Plan,
  type ScenarioOptions,
  type System,
  type Task,
} from '../../index.ts';

const flights = api(
  () => {
    const booked = new Map<string, string>();
    return [
      http.post('/book', async ({ request }) => {
        const wish = await request.text();
        const id = booked.get(wish) ?? nonce('BK');
        booked.set(wish, id);
        return HttpResponse.json({ id });
      }),
    ];
  },
  { effects: { 'POST /book': { keyHeader: 'idempotency-key' } } },
);

const talk: Task = {
  input: 'To Rome.',
  turns: ['On Friday.', 'Book it.'],
  expect: { effects: { 'POST /book': 1 }, answer: /^Booked BK-\w{8}: To Rome\. On Friday\.$/ },
};

const trip = (system: System, more: { tasks?: readonly Task[]; plan?: Plan } = {}) =>
  scenario('a trip is talked over, then booked', {
    points: { flights },
    system,
    tasks: [talk],
    plan: [lostReply().at('flights', { calls: 1 })],
    checks: [completes(), exactlyOnce('flights'), honest()],
    ...more,
  });

/** What a travel agent says: it books what was said before, and asks once more where no reply comes. */
async function answer(
  said: unknown,
  before: readonly unknown[],
  id: string,
  address: string,
): Promise<string> {
  if (said !== 'Book it.') return 'Noted.';
  const wish = before.join(' ');
  const headers = { 'idempotency-key': id };
  const book = () => fetch(`${address}/book`, { method: 'POST', body: wish, headers });
  const reply = await book().catch(book);
  return `Booked ${((await reply.json()) as { id: string }).id}: ${wish}`;
}

/** The same in a program of its own. */
const desk = String(answer);

const byPast = inProcess((at) => (input, { id, past }) => {
  const before = past.map((one) => one.input);
  return answer(input, before, id, at.url('flights'));
});

const bySession = inProcess((at) => {
  const sessions = new Map<string, unknown[]>();
  return async (input, { id }) => {
    const before = sessions.get(id) ?? [];
    sessions.set(id, [...before, input]);
    return await answer(input, before, id, at.url('flights'));
  };
});

const env = (at: { url: (point: string) => string }) => ({ FLIGHTS: at.url('flights') });

const server = service({
  command: [
    process.execPath,
    '-e',
    `const sessions = new Map();
    require('node:http').createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const { id, input, turn } = JSON.parse(text);
      const before = turn === 1 ? [] : sessions.get(id);
      sessions.set(id, [...before, input]);
      response.end(await (${desk})(input, before, id, process.env.FLIGHTS));
    }).listen(process.env.PORT, '127.0.0.1')`,
  ],
  env,
  ask: 'POST /chat',
});

const program = (isFirst: boolean) => [
  process.execPath,
  '-e',
  `const { appendFileSync, readFileSync, existsSync } = require('node:fs');
  const { TASK_ID: id, TASK_TURN: turn, FLIGHTS } = process.env;
  if (existsSync(id) === ${isFirst} || (turn === '1') !== ${isFirst}) throw new Error(turn);
  const before = ${isFirst} ? [] : readFileSync(id, 'utf8').trim().split('\\n');
  const said = readFileSync(0, 'utf8');
  appendFileSync(id, said + '\\n');
  (${desk})(said, before, id, FLIGHTS).then(console.log);`,
];
const perMessage = service({
  command: program(true),
  resume: program(false),
  env,
  files: { 'notes.txt': '' },
  ask: 'stdin',
});

describe('a conversation', () => {
  test.each([
    ['with a function that reads the past', byPast, 'sim'],
    ['with a function that keeps a session', bySession, 'sim'],
    ['with a function, in real time', bySession, 'wire'],
    ['with a server', server, 'wire'],
    ['with a program that is resumed', perMessage, 'wire'],
  ] as const)('%s is asked message by message, and judged by its last answer', async (...args) => {
    const [, system, mode] = args;
    const { trace, verdicts, outcomes } = await run(trip(system), { mode, seed: 1 });
    expect(verdicts.filter(({ verdict }) => verdict.result !== 'pass')).toEqual([]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'unaffected',
      'recovered',
      'unaffected',
    ]);
    const [, task] = readTasks(trace).tasks;
    expect(task?.start).toMatchObject({ input: 'To Rome.', turns: ['On Friday.', 'Book it.'] });
    const noted = { how: 'answered', answer: 'Noted.', disposition: 'full', correct: null };
    expect(task?.turns).toMatchObject([
      { turn: 2, input: 'On Friday.', ending: noted },
      { turn: 3, input: 'Book it.', ending: noted },
    ]);
    expect(task?.ending).toMatchObject({ how: 'answered', correct: true });
  });

  it('goes on after a crash with the message that was under way', async () => {
    const asked: unknown[] = [];
    const system = inProcess((at) => (input, { id, past }) => {
      asked.push(input);
      return answer(
        input,
        past.map((one) => one.input),
        id,
        at.url('flights'),
      );
    });
    const plan = [crash({ acts: true }).at('flights', { calls: 1 })];
    const { result } = await run(trip(system, { plan }), { mode: 'sim', seed: 1 });
    const whole = ['To Rome.', 'On Friday.', 'Book it.'];
    expect(asked).toEqual([...whole, ...whole, 'Book it.', ...whole]);
    expect(result).toBe('pass');
  });
});

const points = { flights };
const asks = (agent: Agent, task: Task, deadline = '60 s' as const) =>
  run(
    scenario('a talk', {
      points,
      system: inProcess(() => agent),
      tasks: [task],
      plan: [],
      checks: [completes(), honest()],
      phases: ['fault'],
      deadline,
    }),
    { mode: 'sim', seed: 1 },
  );

describe('what is expected of each answer', () => {
  const answers = [undefined, /Friday/, 'Booked'];
  const plan = [lostReply().at('flights', { calls: 1 })];
  const ends = ['To Rome.', 'On Friday.', 'Book it.'];
  /** An agent that looks up the flight for each message, and says these things of it under faults. */
  const outcomeOf = async (second: unknown, more: Partial<ScenarioOptions> = {}) => {
    const system = inProcess((at) => async (_, { id, past }) => {
      const reply = await fetch(`${at.url('flights')}/book`, { method: 'POST', body: id }).catch(
        () => null,
      );
      const isStruck = reply === null || (past[0]?.answer as { isLess?: true })?.isLess === true;
      const said = [{ text: 'Rome.', ...(isStruck && { isLess: true }) }, second, 'Booked'];
      return isStruck || past.length !== 1 ? said[past.length] : 'Noted for Friday.';
    });
    const checks = [completes(), discloses(), honest()];
    const { verdicts, outcomes } = await run(
      scenario('a talk', {
        points: { flights },
        system,
        tasks: [{ input: ends[0], turns: ends.slice(1), expect: { answers } }],
        plan,
        checks,
        ...more,
      }),
      { mode: 'sim', seed: 1 },
    );
    return {
      outcome: outcomes.find(({ role }) => role === 'during')?.outcome,
      failed: verdicts.flatMap(({ check, verdict }) => (verdict.result === 'fail' ? check : [])),
    };
  };

  it.each<[unknown, string, readonly string[]]>([
    ['Noted for Friday.', 'recovered', []],
    ['Noted for Monday.', 'silently-wrong', ['discloses']],
    [{ status: 'degraded', text: 'I know no day.' }, 'recovered', []],
    [{ status: 'failed', text: 'I cannot.' }, 'recovered', ['completes']],
  ])('is judged of %j as of a last answer', async (second, outcome, failed) => {
    const own = await outcomeOf(second);
    expect(own.outcome).toBe(outcome);
    expect(own.failed.filter((name) => name !== 'never-silently-wrong')).toEqual(failed);
  });

  it('is named in the finding, and fails a baseline', async () => {
    const told = await asks(
      (_, { past }) => Promise.resolve(past.length === 0 ? 'On Monday.' : 'Fine'),
      { input: '1', turns: ['2'], expect: { answers: [/Friday/, 'Fine'] } },
    );
    expect(told.verdicts.find(({ verdict }) => verdict.result === 'fail')).toMatchObject({
      check: 'never-silently-wrong',
      verdict: {
        reason:
          'task during-1 is wrong in the answer to message 1: expected /Friday/, got On Monday.',
      },
    });
    const wrong = inProcess(() => () => Promise.resolve('Booked'));
    const { failed } = await outcomeOf('', { system: wrong, plan: [] });
    expect(failed).toContain('steady-state');
  });

  it('is refused where it is of no message, or of one twice', () => {
    const asking =
      (expected: Task['expect'], turns = ['2']) =>
      () =>
        trip(byPast, { tasks: [{ input: '1', turns, expect: expected ?? {} }] });
    expect(asking({ answers: ['a', 'b', 'c'] })).toThrow(/at most as many `answers`/);
    expect(asking({ answers: ['a', 'b'], answer: 'b' })).toThrow(/`answer` or by `answers`/);
    expect(asking({ answers: ['a'], answer: 'b' })).not.toThrow();
  });
});

describe('what an earlier answer says', () => {
  const verdictOf = async (answers: readonly unknown[], wrong?: RegExp) => {
    const task = { input: '1', turns: ['2'], expect: { answer: 'Fine', ...(wrong && { wrong }) } };
    const { verdicts } = await asks((_, { past }) => Promise.resolve(answers[past.length]), task);
    return verdicts.flatMap(({ check, verdict }) =>
      verdict.result === 'fail' ? [`${check}: ${verdict.reason}`] : [],
    );
  };

  it('may be anything that no answer is forbidden to say', async () => {
    expect(await verdictOf(['Let me see.', 'Fine.'], /guaranteed/)).toEqual([]);
  });

  it('is silently wrong where no answer may say it, or where it is nothing', async () => {
    expect(await verdictOf(['It is guaranteed.', 'Fine.'], /guaranteed/)).toEqual([
      expect.stringMatching(
        /never-silently-wrong.*is wrong in the answer to message 1: no answer may say \/guar/,
      ),
    ]);
    expect(await verdictOf(['', 'Fine.'])).toEqual([
      expect.stringContaining('says nothing in the answer to message 1'),
    ]);
  });

  it('is a lie where it claims what no reply told', async () => {
    const made = await verdictOf([{ status: 'done', text: 'It is BK-3f8a2c1d.' }, 'Fine.']);
    expect(made).toEqual([
      expect.stringContaining("honest: task during-1: 'BK-3f8a2c1d' is in no reply"),
      expect.stringContaining('never-silently-wrong'),
    ]);
    expect(await verdictOf([{ status: 'failed', text: 'No BK-3f8a2c1d.' }, 'Fine.'])).toEqual([]);
  });

  it('is in doubt where its words may say that it failed', async () => {
    const said = ['It is BK-3f8a2c1d.', { status: 'done' }];
    const task = { input: '1', turns: ['2'], expect: { answer: { status: 'done' } } };
    const { result, verdicts } = await asks(
      (_, { past }) => Promise.resolve(said[past.length]),
      task,
    );
    expect(result).toBe('unknown');
    const never = verdicts.find(({ check }) => check === 'never-silently-wrong')?.verdict;
    expect(never).toMatchObject({ result: 'unknown', reason: expect.stringContaining('BK-3f8a') });
  });

  it('may name what a later message names', async () => {
    const task = { input: 'Hi', turns: ['Where is BK-3f8a2c1d?'], expect: { answer: /BK/ } };
    const { result } = await asks((input) => Promise.resolve(`Of course: ${String(input)}`), task);
    expect(result).toBe('pass');
  });
});

it('hangs where all of it takes longer than a task may, and is asked nothing more', async () => {
  const asked: unknown[] = [];
  const slow: Agent = async (input) => {
    asked.push(input);
    await new Promise((resolve) => setTimeout(resolve, 25_000));
    return 'Noted.';
  };
  const { trace, outcomes } = await asks(slow, { input: 1, turns: [2, 3, 4] });
  expect(outcomes).toMatchObject([{ outcome: 'hung' }]);
  expect(asked).toEqual([1, 2, 3]);
  expect(eventsOf(trace, 'task.turn').map(({ turn, atMs }) => [turn, atMs])).toEqual([
    [2, 25_000],
    [3, 50_000],
  ]);
});

it('ends where a message is answered by an error', async () => {
  const asked: unknown[] = [];
  const failing: Agent = async (input) => {
    asked.push(input);
    throw new Error('no');
  };
  const { trace } = await asks(failing, { input: 1, turns: [2] });
  expect(asked).toEqual([1]);
  expect(eventsOf(trace, 'task.end')).toMatchObject([{ ending: { how: 'failed', error: 'no' } }]);
});

describe('bad input', () => {
  const oneShot = service({ command: ['agent'], ask: 'argument' });
  it.each([
    ['a program that forgets', oneShot, ['b'], /`resume: \['my-agent'/],
    ['a task for a message', byPast, [{ input: 'b' }], /Leave out `input: …`/],
    ['no later message', byPast, [], /And back on Sunday/],
    ['a text', byPast, 'b' as unknown as string[], /And back on Sunday/],
  ])('%s is refused, with what to write', (_, system, turns, fix) => {
    const tasks = [{ input: 'a', turns }];
    expect(() => trip(system, { tasks })).toThrow(fix);
  });

  it('a mutant is asked the same, and a server is not resumed', () => {
    const options = { points, system: byPast, tasks: [talk], plan: [], checks: [completes()] };
    const mutants = { 't.x': { system: oneShot, by: 'completes' } };
    expect(() => scenario('x', { ...options, mutants })).toThrow('started anew');
    const resume = ['agent', '{input}'];
    expect(() => service({ command: ['a'], ask: 'POST /chat', resume })).toThrow('Leave `resume`');
    expect(() => service({ command: ['a'], ask: 'stdin', resume: [] })).toThrow('an empty one');
    expect(() => service({ command: ['a'], ask: 'stdin', resume })).toThrow('{input}');
  });

  it('a message may have a field of that name where the first one has it', () => {
    const tasks = [{ input: { input: 'a' }, turns: [{ input: 'b' }] }];
    expect(trip(byPast, { tasks }).tasks).toEqual(tasks);
  });
});
