import { describe, expect, it } from 'vitest';
import { textOf } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { provider } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { standingClock, surroundings } from '../../testing/rig.ts';
import { jsonOf, posted } from '../../testing/speaker.ts';

const script: Script = (past) =>
  JSON.stringify(past.toolResults.map(({ tool, value }) => [tool, value]));
const point = provider({ script, dialect: 'gemini' }).open();
const user = { role: 'user', parts: [{ text: 'Hi' }] };

function asking(body: object, verb = 'generateContent') {
  const incoming = posted(`/v1beta/models/m:${verb}`, { contents: [user], ...body });
  const at = surroundings(point, incoming, standingClock());
  return {
    answer: () => point.answer(incoming, at),
    say: (turn: unknown) => point.render(turn, at),
  };
}

describe('results of tools', () => {
  const calls = ['find', 'price', 'find'].map((name) => ({ functionCall: { name, args: {} } }));
  const answers = (...responses: readonly (readonly [string, object])[]) =>
    responses.map(([name, response]) => ({ functionResponse: { name, response } }));
  const talk = (parts: readonly object[]) => [
    user,
    { role: 'model', parts: calls },
    { role: 'user', parts },
  ];

  it('belong to calls by name, in order, whatever their client wraps them in', async () => {
    const parts = answers(
      ['price', { output: 480 }],
      ['find', { result: 'a' }],
      ['find', { name: 'find', content: ['b'] }],
    );
    const { answer } = asking({ contents: talk(parts) });
    expect(
      JSON.parse(
        (await answer()).meaning === undefined ? '' : ((await answer()).meaning as Turn).text,
      ),
    ).toEqual([
      ['price', 480],
      ['find', 'a'],
      ['find', ['b']],
    ]);
  });

  it('are refused where one is missing or is of no call', async () => {
    const few = talk(answers(['find', {}], ['price', {}]));
    const stray = talk(answers(['find', {}], ['price', {}], ['book', {}]));
    for (const contents of [few, stray])
      expect((await asking({ contents }).answer()).status).toBe(400);
  });
});

it('takes the names of members in snake case, too', () => {
  const tools = [{ function_declarations: [{ name: 'find' }] }];
  const body = { contents: [user], system_instruction: { parts: [{ text: 'x' }] }, tools };
  const { chat } = point.read(posted('/v1/models/m:generateContent', body));
  expect(chat).toEqual({ turn: 1, model: 'm', tools: ['find'] });
});

it('without alt=sse a stream is one list', () => {
  const { say } = asking({}, 'streamGenerateContent');
  const reply = say('Hello there.');
  expect(reply.headers['content-type']).toMatch(/^application\/json/);
  expect(reply.frames).toHaveLength(3);
  const chunks = jsonOf(reply) as { candidates: { content: { parts: { text: string }[] } }[] }[];
  expect(chunks.map(({ candidates: [only] }) => only?.content.parts[0]?.text)).toEqual([
    'Hello',
    ' there.',
    '',
  ]);
});

it('of a call whose arguments break off nothing is left', () => {
  const call = { id: 'c', name: 'find', arguments: '{"q":' };
  const reasons = (['tool-calls', 'length'] as const).map((finish) => {
    const said = jsonOf(asking({}).say({ text: '', toolCalls: [call], finish }));
    return said as { candidates: [{ finishReason: string; content: object }] };
  });
  expect(
    reasons.map(({ candidates: [{ finishReason, content }] }) => [finishReason, content]),
  ).toEqual([
    ['MALFORMED_FUNCTION_CALL', { role: 'model' }],
    ['MAX_TOKENS', { role: 'model' }],
  ]);
});

it('shows thoughts where they are asked for, and counts them in any case', () => {
  const thinking = { generationConfig: { thinkingConfig: { includeThoughts: true } } };
  const turn = { text: 'Yes.', thoughts: 'Let me see.' };
  expect(jsonOf(asking(thinking).say(turn))).toMatchObject({
    candidates: [
      { content: { parts: [{ text: 'Let me see.', thought: true }, { text: 'Yes.' }] } },
    ],
    usageMetadata: { thoughtsTokenCount: 3, candidatesTokenCount: 1 },
  });
  const hidden = asking({}).say(turn);
  expect(textOf(hidden)).not.toContain('Let me see.');
  expect(textOf(hidden)).toContain('"thoughtsTokenCount":3');
});

it('counts tokens as it bills them', async () => {
  const { answer } = asking({}, 'countTokens');
  const counted = jsonOf(await answer()) as { totalTokens: number };
  const billed = jsonOf(await asking({}).answer()) as {
    usageMetadata: { promptTokenCount: number };
  };
  expect(counted.totalTokens).toBe(billed.usageMetadata.promptTokenCount);
});
