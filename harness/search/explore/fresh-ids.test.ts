import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { lostReply, refuse, replan } from '../../../faults/index.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import type { Scenario } from '../../model/scenario.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { provider } from '../../provider/provider.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { explore } from './explore.ts';

interface ToolCall {
  readonly id: string;
  readonly function: { readonly arguments: string };
}

interface Said {
  readonly content: string | null;
  readonly tool_calls?: readonly ToolCall[];
}

const lost = lostReply().at('model', { calls: 2 });

/** Charges once for each key; begins its conversation anew where a turn of the model is lost. */
function charging(keyOf: (call: ToolCall, order: string) => string): Scenario {
  return scenario('an order is charged once', {
    points: {
      model: provider({
        script: [
          { when: { notCalled: 'charge' }, reply: { call: { name: 'charge', args } } },
          { reply: ({ result }) => `Charged: ${(result('charge') as { id: string }).id}` },
        ],
      }),
      bank: api(
        () => {
          const made = new Map<string, string>();
          return [
            http.post('/charges', ({ request }) => {
              const key = request.headers.get('idempotency-key') ?? '';
              const id = made.get(key) ?? nonce('CH');
              made.set(key, id);
              return HttpResponse.json({ id });
            }),
          ];
        },
        { effects: ['POST /charges'] },
      ),
    },
    system: inProcess((at) => async (order) => {
      const ask = async (messages: readonly object[]) => {
        const body = JSON.stringify({ model: 'gpt-5', messages });
        const reply = await fetch(`${at.url('model')}/chat/completions`, { method: 'POST', body });
        if (!reply.ok) throw new Error(`the model answered ${reply.status}`);
        return ((await reply.json()) as { choices: [{ message: Said }] }).choices[0].message;
      };
      const converse = async () => {
        const messages: object[] = [{ role: 'user', content: order }];
        for (;;) {
          const said = await ask(messages);
          messages.push({ role: 'assistant', ...said });
          if (!said.tool_calls) return said.content;
          for (const call of said.tool_calls) {
            const headers = { 'idempotency-key': keyOf(call, order as string) };
            const reply = await fetch(`${at.url('bank')}/charges`, { method: 'POST', headers });
            messages.push({ role: 'tool', tool_call_id: call.id, content: await reply.text() });
          }
        }
      };
      return converse().catch(converse);
    }),
    tasks: [{ input: 'order 7', expect: { effects: { 'POST /charges': 1 } } }],
    plan: [lost],
    phases: ['fault'],
    checks: [exactlyOnce('bank')],
  });
}

const args = { cents: 1250, reason: 'Ordered by phone.' };
const byCallId = charging(({ id }) => id);
const byArguments = charging((call) => encodeURIComponent(call.function.arguments));
const byOrder = charging((_call, order) => order);
const sim = { mode: 'sim', seed: 1 } as const;

test('an agent that deduplicates by the id of a tool call charges twice for a lost turn', async () => {
  const { verdicts, result } = await run(byCallId, sim);
  expect(result).toBe('fail');
  expect(verdicts[0]?.verdict).toMatchObject({
    result: 'fail',
    reason: expect.stringContaining('landed 2 times'),
  });
  expect((await run(byOrder, sim)).result).toBe('pass');
});

test('one that deduplicates by the words of the arguments, where they are worded anew', async () => {
  expect((await run(byArguments, sim)).result).toBe('pass');
  const plan = [lost, replan().at('model')];
  expect((await run(byArguments, { ...sim, plan })).verdicts[0]?.verdict.result).toBe('fail');
  const { trace, result } = await run(byOrder, { ...sim, plan });
  expect(result).toBe('pass');
  expect(eventsOf(trace, 'call.end').map(({ taint }) => taint)).not.toContain('replan');
});

test('a search finds it, and not in an agent whose key is its own', async () => {
  const faults = [lostReply(), refuse({ status: 503 })];
  const found = await explore(byCallId, { faults, depth: 1 });
  expect(found.findings.map(({ check }) => check)).toContain('exactly-once');
  const sound = await explore(byOrder, { faults, depth: 2 });
  expect(sound.findings.map(({ check }) => check)).not.toContain('exactly-once');
});

test('ids are those of the seed, new in each reply, and no part of what names a turn', async () => {
  const told = async (seed: number) => {
    const { trace } = await run(byOrder, { mode: 'sim', seed });
    const replies = eventsOf(trace, 'call.end').map(({ meaning }) => meaning);
    const calls = eventsOf(trace, 'call.start').filter(({ point }) => point === 'model');
    return {
      ids: JSON.stringify(replies).match(/call_\w{11}/g),
      sites: calls.map(({ site }) => site),
    };
  };
  const { ids, sites } = await told(1);
  expect(new Set([...(ids ?? []), ...((await told(2)).ids ?? [])]).size).toBe(4);
  expect(await told(1)).toEqual({ ids, sites });
  const [first, second] = sites;
  expect(sites).toEqual([first, second, { ...first, attempt: 2 }, { ...second, attempt: 2 }]);
});
