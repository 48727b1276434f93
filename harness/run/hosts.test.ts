import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { kill, limitCpu, pause, restart, slow } from '../../faults/index.ts';
import { recovers } from '../checks/recovers.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { RunRecord } from '../model/trace/run-record.ts';
import { api } from '../points/api.ts';
import { freePorts } from '../proxy/api/testing/free-ports.ts';
import { service } from '../wire/agent/service.ts';
import { url } from '../wire/agent/url.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

const agent = `
  require('node:http').createServer(async (_, reply) => {
    const told = await fetch(process.env.TOOL + '/look').then((it) => it.text(), String);
    reply.end(told);
  }).listen(process.env.PORT, '127.0.0.1');`;

/** Played with a tool that takes its time, so that a strike falls in the middle of the task. */
function played(plan: Plan): Promise<RunRecord> {
  const claim = scenario('it is well again', {
    points: { tool: api([http.get('/look', () => HttpResponse.json({ seen: true }))]) },
    system: service({
      command: [process.execPath, '-e', agent],
      env: (at) => ({ TOOL: at.url('tool') }),
      ask: 'POST /',
    }),
    tasks: [{ input: 'look', expect: { answer: /seen/ } }],
    plan: [...plan, slow({ ms: 1_000 }).at('tool')],
    checks: [recovers({ within: '30 s' })],
  });
  return run(claim, { mode: 'wire', seed: 1 });
}

const endOf = ({ trace }: RunRecord, id: string) =>
  trace.events.flatMap((it) => (it.kind === 'task.end' && it.task === id ? [it.ending.how] : []));

test.each([
  ['kill', kill().at('agent', { ms: [100, 400] }), 'failed'],
  ['restart', restart().at('agent', { ms: [100, 400] }), 'failed'],
  ['pause', pause().at('agent', { ms: [100, 400] }), 'answered'],
])(
  '%s of a process in the middle of a task; it is well in the recovery',
  async (name, strike, how) => {
    const record = await played([strike]);
    expect(record.trace.events).toContainEqual(
      expect.objectContaining({ kind: 'fault.hit', fault: name, call: 0 }),
    );
    expect(endOf(record, 'during-1')).toEqual([how]);
    expect(endOf(record, 'after-1')).toEqual(['answered']);
    expect(record.result).toBe('pass');
  },
);

test('what a process cannot bear is told, and nothing was shown', async () => {
  const record = await played([limitCpu().at('agent')]);
  const { events } = record.trace;
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'harness.error', message: expect.stringMatching(/container/) }),
  );
  expect(record.result).toBe('unknown');
});

test('an agent that runs already finds the points at the ports that it was set to', async () => {
  const [toolPort = 0] = await freePorts(1);
  const running = createServer(async (_, reply) => {
    const told = await fetch(`http://127.0.0.1:${toolPort}/look`).then((it) => it.text(), String);
    reply.end(told);
  }).listen(0, '127.0.0.1');
  await once(running, 'listening');
  const { port } = running.address() as AddressInfo;
  const claim = scenario('it looks', {
    points: { tool: api([http.get('/look', () => HttpResponse.json({ seen: true }))]) },
    system: url(`http://127.0.0.1:${port}`, { ports: { tool: toolPort } }),
    tasks: [{ input: 'look', expect: { answer: /seen/ } }],
    plan: [slow({ ms: 10 }).at('tool')],
    checks: [recovers({ within: '30 s' })],
  });
  const { result } = await run(claim, { mode: 'wire', seed: 1 });
  running.close();
  expect(result).toBe('pass');
});
