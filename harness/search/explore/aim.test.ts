import { setTimeout as after } from 'node:timers/promises';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { outage, refuse } from '../../../faults/index.ts';
import { check } from '../../model/trace/checker.ts';
import type { Strike, Target } from '../../model/fault/plan.ts';
import { eventsOf, type Mode, type Trace } from '../../model/trace/trace.ts';
import { failed, passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { provider } from '../../provider/provider.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { replay } from '../replay/replay.ts';
import { reproOf } from '../replay/repro.ts';
import { shrink } from '../replay/shrink.ts';

interface Message {
  readonly role: string;
  readonly content: string | null;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly tool_call_id?: string;
}
const tool = { type: 'function', function: { name: 'look', parameters: { type: 'object' } } };

/** Asks a small model for a title, then works in turns with a tool; each turn is tried twice. */
const agent = inProcess((at) => async (input) => {
  const ask = async (model: string, messages: readonly Message[], more: object) => {
    const body = JSON.stringify({ model, messages, ...more });
    const send = () => fetch(`${at.url('model')}/chat/completions`, { method: 'POST', body });
    const first = await send();
    const reply = first.ok ? first : await send();
    if (!reply.ok) return null;
    const { choices } = (await reply.json()) as { choices: readonly { message: Message }[] };
    return choices[0]?.message ?? null;
  };
  await after(50);
  const messages: Message[] = [{ role: 'user', content: String(input) }];
  const title = (await ask('small', messages, {}))?.content ?? 'untitled';
  for (;;) {
    const message = await ask('large', messages, { tools: [tool] });
    if (!message) return { status: 'failed', title };
    messages.push(message);
    const [call] = message.tool_calls ?? [];
    if (!call) return { status: 'done', title };
    const seen = await fetch(`${at.url('tool')}/look`).then((it) => it.text());
    messages.push({ role: 'tool', tool_call_id: call.id, content: seen });
  }
});

const works = scenario('it works in turns', {
  points: {
    model: provider({
      script: ({ tools, turn }) =>
        turn > 1 || tools.length === 0 ? 'Done.' : { call: { name: 'look', args: { turn } } },
    }),
    tool: api([http.get('/look', () => HttpResponse.json({ seen: true }))]),
  },
  system: agent,
  tasks: [{ input: 'go' }],
  plan: [],
  phases: ['fault'],
  checks: [
    check('done', ({ events }) => {
      const wrong = events.find(
        (one) => one.kind === 'task.end' && JSON.stringify(one.ending).includes('"failed"'),
      );
      return wrong ? failed('it gave up', [wrong.seq], 'gave up') : passed;
    }),
  ],
});

/** What was struck: the model and turn of each call that a fault hit. */
function struckIn(trace: Trace): readonly string[] {
  const calls = new Map(eventsOf(trace, 'call.start').map((event) => [event.call, event]));
  return eventsOf(trace, 'fault.hit').map(({ call }) => {
    const { input, site } = calls.get(call)!;
    return `${(input as { model: string }).model} ${site.op.replace(/#.*/, '')}`;
  });
}

async function struck(strike: Strike, mode: Mode = 'sim'): Promise<readonly string[]> {
  return struckIn((await run(works, { mode, seed: 1, plan: [strike] })).trace);
}

test.each<[string, Target, readonly string[]]>([
  ['the first call is the title', { calls: 1 }, ['small turn 1']],
  ['a model', { model: 'large', calls: 1 }, ['large turn 1']],
  ['a tool on offer', { tool: 'look', calls: 2 }, ['large turn 2']],
  ['a turn, its retry as well', { turn: 2 }, ['large turn 2', 'large turn 2']],
  [
    'turns, of one model',
    { turn: [1, 2], model: 'large', calls: [1, 2] },
    ['large turn 1', 'large turn 1'],
  ],
  ['a tool that nobody offers', { tool: 'book' }, []],
  ['a window that is over before it starts', { ms: [0, 40] }, []],
  ['a window from its first call', { ms: [0, 0], from: 'first call' }, ['small turn 1']],
])('aims at %s', async (_, when, hits) => {
  expect(await struck(refuse({ status: 503 }).at('model', when))).toEqual(hits);
});

test('on the wire, too; what was found is shrunk and replayed with its aim', async () => {
  const quick = { turn: 2, tool: 'look', ms: [0, 60_000], from: 'first call' } as const;
  const plan = [outage().at('model', quick), refuse().at('model', { model: 'small', calls: 1 })];
  const wire = await run(works, { mode: 'wire', seed: 1, plan });
  expect(struckIn(wire.trace)).toEqual(['small turn 1', 'large turn 2', 'large turn 2']);
  const record = await run(works, { mode: 'sim', seed: 1, plan });
  expect(struckIn(record.trace)).toEqual(struckIn(wire.trace));
  const target = { check: 'done', signature: 'gave up' };
  const shrunk = await shrink(works, record, target);
  expect(shrunk.plan).toEqual([plan[0]]);
  expect((await replay(works, await reproOf(works, shrunk, target))).result).toBe('reproduced');
});
