import { expect, it } from 'vitest';
import { provider } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { standingClock, surroundings } from '../../testing/rig.ts';
import { jsonOf, posted } from '../../testing/speaker.ts';

const script: Script = (past) =>
  past.messages.map(({ role, text }) => `${role}: ${text}`).join(', ');

function talking() {
  const point = provider({ script }).open();
  return async (body: object, to = '') => {
    const incoming = posted(`/v1/responses${to}`, { model: 'm', ...body });
    return point.answer(incoming, surroundings(point, incoming, standingClock()));
  };
}

const input = [
  { role: 'user', content: 'We leave on Tuesday.' },
  { role: 'assistant', content: 'Noted.' },
];

it('a compacted item stands for the conversation', async () => {
  const ask = talking();
  const compacted = jsonOf(await ask({ input }, '/compact')) as {
    object: string;
    output: object[];
  };
  expect(compacted).toMatchObject({
    object: 'response.compaction',
    output: [{ type: 'compaction' }],
  });
  const reply = await ask({ input: [...compacted.output, { role: 'user', content: 'When?' }] });
  const said = 'user: We leave on Tuesday., assistant: Noted., user: When?';
  expect(reply.meaning).toMatchObject({ text: said });
});

it('one that was not made here is refused, as is a compaction without a model', async () => {
  const ask = talking();
  const item = { type: 'compaction', id: 'cmp_1', encrypted_content: 'gAAAAx' };
  expect(jsonOf(await ask({ input: [item] }))).toMatchObject({
    error: { code: 'invalid_encrypted_content' },
  });
  expect((await ask({ model: undefined, input }, '/compact')).status).toBe(400);
});

it('tokens are counted as they are billed', async () => {
  const ask = talking();
  const counted = jsonOf(await ask({ input }, '/input_tokens'));
  const billed = jsonOf(await ask({ input })) as { usage: { input_tokens: number } };
  expect(counted).toEqual({
    object: 'response.input_tokens',
    input_tokens: billed.usage.input_tokens,
  });
});
