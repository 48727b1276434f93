import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../model/reply.ts';
import { provider } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { standingClock, surroundings } from '../../testing/rig.ts';
import { jsonOf, posted } from '../../testing/speaker.ts';

const script: Script = (past) =>
  past.tools.includes('find') && past.toolResults.length === 0
    ? { think: 'Look first.', call: { name: 'find', args: { q: past.user } } }
    : JSON.stringify([past.told, past.messages.map(({ role, text }) => `${role}: ${text}`)]);

interface Body {
  readonly id: string;
  readonly output: readonly {
    readonly id: string;
    readonly type: string;
    readonly call_id: string;
  }[];
}

function talking() {
  const point = provider({ script, dialect: 'openai-responses' }).open();
  const clock = standingClock();
  return {
    point,
    ask: (body: object): Promise<Reply> => {
      const incoming = posted('/v1/responses', { model: 'm', ...body });
      return point.answer(incoming, surroundings(point, incoming, clock));
    },
  };
}

const tools = [{ type: 'function', name: 'find', parameters: {} }];
const said = (reply: Reply) => JSON.parse((reply.meaning as { text: string }).text) as unknown;
const output = (call_id = '') => ({ type: 'function_call_output', call_id, output: 'found' });

describe('previous_response_id', () => {
  it('continues a conversation, with instructions of its own', async () => {
    const { ask } = talking();
    const first = jsonOf(await ask({ input: 'Hi', instructions: 'Be kind.' })) as Body;
    const second = await ask({
      input: 'More',
      previous_response_id: first.id,
      instructions: 'Be terse.',
    });
    const past = [
      'system: Be terse.',
      'user: Hi',
      expect.stringContaining('assistant: ["Be kind."'),
      'user: More',
    ];
    expect(said(second)).toEqual(['Be terse.', past]);
    expect(jsonOf(second)).toMatchObject({ previous_response_id: first.id });
  });

  it('takes the output of a call in it, and misses one that it has not', async () => {
    const { ask } = talking();
    const first = jsonOf(await ask({ input: 'Hi', tools })) as Body;
    const [thoughts, call] = first.output;
    expect(thoughts).toMatchObject({ type: 'reasoning', summary: [] });
    const previous = { previous_response_id: first.id };
    const reply = await ask({ ...previous, tools, input: [output(call?.call_id)] });
    expect(said(reply)).toEqual(['', ['user: Hi', 'assistant: ', 'tool: found']]);
    const refused = await ask({ ...previous, input: 'And?' });
    expect([refused.status, refused.frames[0]?.data]).toEqual([
      400,
      expect.stringContaining(`No tool output found for function call ${call?.call_id}.`),
    ]);
  });

  it('names a turn as the whole conversation would', async () => {
    const { ask, point } = talking();
    const first = jsonOf(await ask({ input: 'Hi', tools })) as Body;
    const call = { ...first.output[1] };
    const named = (body: object) =>
      point.read(posted('/v1/responses', { model: 'm', tools, ...body })).op;
    const whole = named({ input: [{ role: 'user', content: 'Hi' }, call, output(call.call_id)] });
    expect(named({ previous_response_id: first.id, input: [output(call.call_id)] })).toBe(whole);
    expect(whole).toMatch(/^turn 2#/);
  });

  it('is kept neither with store: false, nor in another run', async () => {
    const { ask } = talking();
    const first = jsonOf(await ask({ input: 'Hi', store: false })) as Body;
    const kept = jsonOf(await ask({ input: 'Ho' })) as Body;
    const more = { input: 'More', previous_response_id: first.id };
    expect(jsonOf(await ask(more))).toMatchObject({
      error: { code: 'previous_response_not_found' },
    });
    const other = await talking().ask({ input: 'More', previous_response_id: kept.id });
    expect(other.status).toBe(400);
  });
});

describe('item_reference', () => {
  it('stands for the item', async () => {
    const { ask } = talking();
    const [thoughts, call] = (jsonOf(await ask({ input: 'Hi', tools })) as Body).output;
    const items = [thoughts, call].map((item) => ({ type: 'item_reference', id: item?.id }));
    const input = [{ role: 'user', content: 'Hi' }, ...items, output(call?.call_id)];
    expect(said(await ask({ input, tools }))).toEqual([
      '',
      ['user: Hi', 'assistant: ', 'tool: found'],
    ]);
  });

  it('to what was not kept is a 404', async () => {
    const { ask } = talking();
    const reply = await ask({ input: [{ type: 'item_reference', id: 'rs_0' }] });
    expect([reply.status, reply.frames[0]?.data]).toEqual([
      404,
      expect.stringContaining("'rs_0' not found"),
    ]);
  });
});

it('a faulty turn is kept as it was sent', async () => {
  const { ask, point } = talking();
  const incoming = posted('/v1/responses', { model: 'm', input: 'Hi' });
  const at = surroundings(point, incoming, standingClock());
  await point.answer(incoming, at);
  const { id } = jsonOf(point.render('Forged.', at)) as Body;
  const reply = await ask({ input: 'More', previous_response_id: id });
  expect(said(reply)).toEqual(['', ['user: Hi', 'assistant: Forged.', 'user: More']]);
});
