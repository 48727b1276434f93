import { describe, expect, test } from 'vitest';
import { provider } from '../provider.ts';
import type { ScriptReply } from '../script.ts';
import { standingClock, surroundings } from '../testing/rig.ts';
import { valuesIn } from './hear.ts';
import { dialects, type DialectName } from './index.ts';
import { speakers } from './speakers-fixture.ts';

const turns: Readonly<Record<string, ScriptReply>> = {
  text: 'Very well, Zoë.',
  'text and calls': {
    say: 'Let me look.',
    call: [
      { name: 'price', args: { city: 'Rome' } },
      { name: 'price', args: { city: 'Oslo', nested: { deep: [1, 'a'] } } },
    ],
  },
  'a call alone': { call: { name: 'price', args: {} } },
  'what was cut by its length': { say: 'Very well', finish: 'length' },
};

const clock = standingClock();

describe.each(Object.keys(dialects) as DialectName[])('what %s says', (name) => {
  const { hear } = dialects[name];
  const said = async (reply: ScriptReply, stream: boolean) => {
    const talk = { model: 'm', user: 'Hi', past: [], tools: ['price'], stream };
    const incoming = speakers[name].ask(talk);
    const point = provider({ script: [{ reply }] }).open();
    return await point.answer(incoming, surroundings(point, incoming, clock));
  };

  for (const stream of [false, true]) {
    test.each(Object.entries(turns))(
      `is read as it was meant (streamed: ${stream}): %s`,
      async (_, turn) => {
        const reply = await said(turn, stream);
        const heard = hear?.(valuesIn(reply));
        expect(heard?.turn).toEqual(reply.meaning);
        expect([heard?.tokens, heard?.outputTokens]).toEqual([reply.tokens, reply.outputTokens]);
      },
    );
  }

  test('is no turn before it has ended, nor is anything else', async () => {
    const reply = await said('Very well, then, as you say.', true);
    const begun = { ...reply, frames: reply.frames.slice(0, 2) };
    expect(hear?.(valuesIn(begun))).toBeNull();
    for (const data of ['', '{}', '[]', '<html>', '{"error":{"message":"no"}}', 'data: 7\n\n']) {
      expect(hear?.(valuesIn({ ...reply, frames: [{ afterMs: 0, data }] }))).toBeNull();
    }
  });
});
