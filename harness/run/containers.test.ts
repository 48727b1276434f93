import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import {
  crash,
  cutNetwork,
  kill,
  limitCpu,
  limitMemory,
  linkDown,
  outage,
  pause,
  restart,
  slow,
} from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import { exactlyOnce } from '../checks/exactly-once.ts';
import { recovers } from '../checks/recovers.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { link } from '../points/link.ts';
import { container, type ContainerOptions } from '../wire/agent/container.ts';
import { owner } from '../wire/docker/owner.ts';
import {
  needingDocker,
  noDocker,
  nodeImage,
  onEngine,
} from '../wire/docker/testing/needs-docker.ts';
import { run } from './run.ts';
import { scenario, type ScenarioOptions } from '../../index.ts';

// It books once per task, under a key that a second try has, too, and tries until it knows.
const agent = `
  const { createServer } = require('node:http');
  createServer(async (request, reply) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (text === '') return reply.end('fine');
    const { id, input } = JSON.parse(text);
    for (let tries = 0; tries < 40; tries += 1) {
      const booked = await fetch(process.env.TOOL + '/book', {
        method: 'POST', body: JSON.stringify({ input }), headers: { 'idempotency-key': id },
      }).then((it) => (it.ok ? it.json() : null), () => null);
      if (booked) return reply.end('booked ' + booked.id);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    reply.writeHead(503).end('no booking');
  }).listen(8080);`;

function tool() {
  const known = new Map<string, string>();
  return [
    http.post('/book', ({ request }) => {
      const key = request.headers.get('idempotency-key') ?? '';
      const id = known.get(key) ?? nonce('BK');
      known.set(key, id);
      return HttpResponse.json({ id });
    }),
  ];
}

const inside: ContainerOptions = {
  image: nodeImage,
  command: ['node', '-e', agent],
  env: (at) => ({ TOOL: at.url('tool') }),
  port: 8080,
  ready: 'GET /health',
  ask: 'POST /chat',
};
const options: ScenarioOptions = {
  points: { tool: api(tool, { effects: ['POST /book'] }) },
  system: container(inside),
  tasks: [{ input: 'a bed', expect: { effects: { 'POST /book': 1 }, answer: /booked BK-/ } }],
  plan: [],
  checks: [completes({ within: '30 s' }), exactlyOnce('tool')],
};
const wire = { mode: 'wire', seed: 1 } as const;

describe.skipIf(noDocker !== '')(needingDocker('a scenario on containers'), () => {
  test('reaches the points of the run from inside, and bears a tool that is down', async () => {
    const plan = [outage().at('tool', { calls: [1, 3] })];
    const { result, trace } = await run(scenario('it holds', { ...options, plan }), wire);
    expect(result).toBe('pass');
    const hits = trace.events.filter(({ kind }) => kind === 'fault.hit');
    expect(hits).toHaveLength(3);
  });

  test('is refused what is no point, which the trace says', async () => {
    const asking = agent.replace(
      'let text',
      "await fetch('http://elsewhere.test/').catch(() => {}); let text",
    );
    const system = container({ ...inside, command: ['node', '-e', asking] });
    const { result, trace } = await run(scenario('it asks', { ...options, system }), wire);
    expect(result).toBe('pass');
    const hosts = trace.events.flatMap((it) => (it.kind === 'foreign' ? [it.host] : []));
    expect(new Set(hosts)).toEqual(new Set(['elsewhere.test']));
  });

  test('whose container is killed in the middle of a task passes, asked again', async () => {
    const plan = [crash().at('tool', { calls: 1 })];
    const record = await run(scenario('it comes back', { ...options, plan }), wire);
    expect(record.result).toBe('pass');
    const what = record.trace.events.flatMap((it) => (it.kind === 'process' ? [it.what] : []));
    expect(what).toEqual(['crashed', 'restarted']);
  });

  test.each([
    ['kill', kill().at('agent', { ms: [100, 150] })],
    ['pause', pause().at('agent', { ms: [100, 400] })],
    ['restart', restart().at('agent', { ms: [100, 150] })],
    ['cut-network', cutNetwork().at('agent', { ms: [100, 150] })],
    ['limit-cpu', limitCpu({ cpus: 0.1 }).at('agent', { ms: [100, 5_000] })],
    ['limit-memory', limitMemory({ memoryMb: 64 }).at('agent', { ms: [100, 5_000] })],
  ])(
    'whose container meets %s in the middle of a task is well again in the recovery',
    async (name, strike) => {
      // The tool takes its time, so that the task is in the middle of it.
      const plan = [strike, slow({ ms: 1_000, where: 'request' }).at('tool')];
      const checks = [exactlyOnce('tool'), recovers({ within: '30 s' })];
      const record = await run(scenario(name, { ...options, checks, plan }), wire);
      const { events } = record.trace;
      expect(events).toContainEqual(expect.objectContaining({ kind: 'fault.hit', fault: name }));
      const kinds = events.map((it) => {
        if (it.kind === 'fault.on') return `fault.on ${it.strike}`;
        return 'task' in it ? `${it.kind} ${it.task}` : it.kind;
      });
      const order = [
        'task.start during-1',
        'fault.on 0',
        'task.end during-1',
        'task.start after-1',
      ];
      const places = order.map((kind) => kinds.indexOf(kind));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
      expect(events).not.toContainEqual(expect.objectContaining({ kind: 'harness.error' }));
      // An agent that was cut off in the middle of a task may end it badly; what counts is after.
      const own = record.verdicts.filter(({ check }) => !check.startsWith('never-'));
      expect(own.map(({ verdict }) => verdict.result)).toEqual(own.map(() => 'pass'));
      expect(await onEngine(owner())).toEqual([]);
    },
  );

  test('reaches a link of the run from inside, and what it does to the connection', async () => {
    const db = createServer((socket) => socket.on('error', () => {}).end('rows')).listen(
      0,
      '127.0.0.1',
    );
    await once(db, 'listening');
    const { port } = db.address() as AddressInfo;
    const asking = `
      require('node:http').createServer((_, reply) => {
        const [host, port] = process.env.DB.split(':');
        require('node:net').connect({ host, port: Number(port) })
          .on('data', (data) => reply.end(String(data))).on('error', () => reply.end('Error: the database is unavailable.'))
          .on('close', () => reply.end('Error: the database is unavailable.'));
      }).listen(8080);`;
    const record = await run(
      scenario('it reads', {
        points: { db: link(`127.0.0.1:${port}`) },
        system: container({
          image: nodeImage,
          command: ['node', '-e', asking],
          env: (at) => ({ DB: at.address('db') }),
          port: 8080,
          ask: 'POST /',
        }),
        tasks: [{ input: 'read', expect: { answer: /rows/ } }],
        plan: [linkDown().at('db')],
        checks: [recovers({ within: '30 s' })],
      }),
      wire,
    );
    db.close();
    expect(record.result).toBe('pass');
    const answers = record.trace.events.flatMap((it) =>
      it.kind === 'task.end' && it.ending.how === 'answered' ? [it.ending.answer] : [],
    );
    expect(answers).toEqual(['rows', 'Error: the database is unavailable.', 'rows']);
  });
});
