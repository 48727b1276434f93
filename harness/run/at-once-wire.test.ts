import { get } from 'node:http';
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
  service,
  type System,
} from '../../index.ts';

/** Which task each call of a run was taken to be of, by what it asked for. */
async function owners(system: System) {
  const { trace, result, verdicts } = await run(
    scenario('many ask at once', {
      points: { shop: shop() },
      system,
      atOnce: 4,
      tasks: ['tea', 'milk', 'rice', 'salt'].map((input) => ({ input })),
      plan: [],
      phases: ['fault'],
      checks: [check('any', () => passed)],
    }),
    { mode: 'wire', seed: 1 },
  );
  expect(eventsOf(trace, 'harness.error')).toEqual([]);
  const calls = eventsOf(trace, 'call.start');
  expect(calls.map(({ label }) => label)).toEqual(Array(4).fill('GET /price/:item'));
  const by = Object.fromEntries(calls.map(({ input, task }) => [String(input).slice(7), task]));
  return { by, result, said: JSON.stringify(verdicts) };
}

/** Answers nobody until four have asked: so none of the tasks is the only one that is open. */
function shop() {
  return api(() => {
    const { promise: all, resolve } = Promise.withResolvers<void>();
    let asked = 0;
    return [
      http.get('/price/:item', async () => {
        if ((asked += 1) === 4) resolve();
        await all;
        return HttpResponse.json({ price: 3 });
      }),
    ];
  });
}

const right = { tea: 'during-1', milk: 'during-2', rice: 'during-3', salt: 'during-4' };
const nobody = { tea: '', milk: '', rice: '', salt: '' };

/** A server in Node that passes on those headers of its caller's. */
const server = (...passedOn: readonly string[]) =>
  service({
    command: [
      process.execPath,
      '-e',
      `require('node:http').createServer(async (request, response) => {
        let text = '';
        for await (const chunk of request) text += chunk;
        const headers = {};
        for (const name of ${JSON.stringify(passedOn)}) headers[name] = request.headers[name];
        const reply = await fetch(process.env.SHOP + '/price/' + JSON.parse(text).input, { headers });
        response.end(await reply.text());
      }).listen(process.env.PORT, '127.0.0.1')`,
    ],
    env: (at) => ({ SHOP: at.url('shop') }),
    ask: 'POST /chat',
  });

describe('whose call it is, with four tasks open on the wire', () => {
  test.each<[string, System, object]>([
    [
      'an agent in this process, by fetch',
      inProcess(
        (at) => async (item) => (await fetch(`${at.url('shop')}/price/${String(item)}`)).json(),
      ),
      right,
    ],
    [
      'an agent in this process, by node:http',
      inProcess(
        (at) => (item) =>
          new Promise((resolve) => {
            get(`${at.url('shop')}/price/${String(item)}`, (reply) => {
              reply.resume().once('end', () => resolve('done'));
            });
          }),
      ),
      right,
    ],
    ['a server that passes on x-task-id', server('x-task-id'), right],
    ['a server that passes on traceparent, as tracing does', server('traceparent'), right],
    ['a server that passes on baggage', server('baggage'), right],
    ['a server that passes nothing on', server(), nobody],
    [
      'a program run once a task, by the address that it is given',
      service({
        command: [
          process.execPath,
          '-e',
          `fetch(process.env.SHOP + '/price/' + process.argv[1])
            .then(async (reply) => console.log(await reply.text()))`,
          '{input}',
        ],
        env: (at) => ({ SHOP: at.url('shop') }),
        ask: 'argument',
      }),
      right,
    ],
  ])('%s', async (_, system, expected) => {
    const { by, result, said } = await owners(system);
    expect(by).toEqual(expected);
    // What cannot be told apart says nothing for the agent, and nothing against it.
    expect(result).toBe(expected === right ? 'pass' : 'unknown');
    if (expected === nobody) expect(said).toContain('4 calls belong to no task');
  });
});
