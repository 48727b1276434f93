import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { completes } from '../checks/completes.ts';
import { refuse } from '../../faults/index.ts';
import type { System } from '../model/scenario.ts';
import { eventsOf, type Mode } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { service } from '../wire/agent/service.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

const elsewhere = 'tiktoken.example';
const node = `
  const say = (error) => String(error.cause?.message ?? error.message);
  const first = await fetch('https://${elsewhere}/o200k.json').catch(say);
  const second = await fetch('http://${elsewhere}:8080/x').then((it) => it.text(), say);
  const tool = await fetch(process.env.TOOL + '/look').then((it) => it.json());
  console.log(JSON.stringify({ ...tool, says: [String(first), second] }));`;
const python = `
import json, os, urllib.request
def get(url):
    try:
        return urllib.request.urlopen(url, timeout=5).read().decode()
    except Exception as error:
        return str(error) + (error.read().decode() if hasattr(error, 'read') else '')
says = [get('https://${elsewhere}/o200k.json'), get('http://${elsewhere}:8080/x')]
print(json.dumps({**json.loads(get(os.environ['TOOL'] + '/look')), 'says': says}))`;

const env: Parameters<typeof service>[0]['env'] = (at) => ({ TOOL: at.url('tool') });
const script = (command: readonly string[]) => service({ command, ask: 'stdin', env });
const agents: readonly [string, Mode, System][] = [
  [
    'a function, in sim',
    'sim',
    inProcess((at) => async () => {
      const say = (error: Error) => (error.cause as Error).message;
      const first: unknown = await fetch(`https://${elsewhere}/o200k.json`).catch(say);
      const second: unknown = await fetch(`http://${elsewhere}:8080/x`).catch(say);
      const tool: object = await fetch(`${at.url('tool')}/look`).then((it) => it.json());
      return { ...tool, says: [first, second] };
    }),
  ],
  ['Node', 'wire', script([process.execPath, '--input-type=module', '-e', node])],
  ['Python', 'wire', script(['python3', '-c', python])],
];

test.each(agents)('hosts that are no point are refused, and noted: %s', async (_, mode, system) => {
  const asks = scenario('it asks elsewhere', {
    points: { tool: api([http.get('/look', () => HttpResponse.json({ seen: true }))]) },
    system,
    tasks: [{ input: 'go', expect: { answer: { seen: true } } }],
    plan: [refuse().at('tool', { calls: 9 })],
    phases: ['fault'],
    checks: [completes()],
  });
  const { trace } = await run(asks, { mode, seed: 1 });
  const [end] = eventsOf(trace, 'task.end');
  expect(end?.ending).toMatchObject({ how: 'answered', correct: true });
  const { says } = (end!.ending as { answer: { says: string[] } }).answer;
  // Node's fetch says of a proxy's refusal no more than that.
  expect(says[0]).toMatch(/403|is no point of this scenario|cancelled/);
  expect(says[1]).toMatch(/is no point of this scenario|cancelled/);
  const task = 'during-1';
  const [first, second, ...more] = eventsOf(trace, 'foreign');
  expect([first, second]).toMatchObject([
    { host: elsewhere, task },
    { host: `${elsewhere}:8080`, task },
  ]);
  expect(more).toEqual([]);
});
