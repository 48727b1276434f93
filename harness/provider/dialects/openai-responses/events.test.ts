import { expect, it } from 'vitest';
import type { Turn } from '../../../model/turn.ts';
import { provider } from '../../provider.ts';
import { standingClock, surroundings } from '../../testing/rig.ts';
import { eventsIn, posted } from '../../testing/speaker.ts';

const { render, read } = provider({ script: [], dialect: 'openai-responses' }).open();

function streamed(turn: Partial<Turn>, body: object = {}) {
  const incoming = posted('/v1/responses', { model: 'm', input: 'Hi', stream: true, ...body });
  const at = surroundings(
    { read } as Parameters<typeof surroundings>[0],
    incoming,
    standingClock(),
  );
  const events = eventsIn(render({ toolCalls: [], ...turn }, at));
  return events.map(({ data }) => JSON.parse(data) as Readonly<Record<string, unknown>>);
}

it('a stream has its items in order, each opened and closed', () => {
  const find = { id: 'call_1', name: 'find', arguments: '{}' };
  const turn = { thoughts: 'Hm.', text: 'Let me look.', toolCalls: [find] };
  const events = streamed(turn, { reasoning: { summary: 'auto' } });
  expect(events.map(({ type }) => String(type).replace('response.', ''))).toEqual([
    'created',
    'in_progress',
    'output_item.added',
    'reasoning_summary_part.added',
    'reasoning_summary_text.delta',
    'reasoning_summary_text.done',
    'reasoning_summary_part.done',
    'output_item.done',
    'output_item.added',
    'content_part.added',
    'output_text.delta',
    'output_text.delta',
    'output_text.delta',
    'output_text.done',
    'content_part.done',
    'output_item.done',
    'output_item.added',
    'function_call_arguments.delta',
    'function_call_arguments.done',
    'output_item.done',
    'completed',
  ]);
  expect(events.at(-1)).toMatchObject({
    sequence_number: 20,
    response: {
      status: 'completed',
      output: [
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] },
        { type: 'message', content: [{ type: 'output_text', text: 'Let me look.' }] },
        { type: 'function_call', call_id: 'call_1', arguments: '{}', status: 'completed' },
      ],
      usage: { output_tokens_details: { reasoning_tokens: 1 } },
    },
  });
});

it('a refusal is a part of its own', () => {
  const events = streamed({ text: 'No.', finish: 'refusal' });
  expect(events.map(({ type }) => type)).toContain('response.refusal.done');
  expect(events.at(-1)).toMatchObject({
    response: { output: [{ content: [{ type: 'refusal', refusal: 'No.' }] }] },
  });
});

it('what runs out of tokens is incomplete, and so is its last item', () => {
  const call = { id: 'call_1', name: 'find', arguments: '{"q":' };
  const events = streamed({ text: 'Hm', toolCalls: [call], finish: 'length' });
  expect(events.at(-1)).toMatchObject({
    type: 'response.incomplete',
    response: {
      status: 'incomplete',
      completed_at: null,
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ status: 'completed' }, { status: 'incomplete', arguments: '{"q":' }],
    },
  });
});

it('thoughts alone are a reasoning item and no message', () => {
  expect(streamed({ text: '', thoughts: 'Hm.' }).at(-1)).toMatchObject({
    response: { output: [{ type: 'reasoning', summary: [] }] },
  });
  expect(streamed({ text: '' }).at(-1)).toMatchObject({
    response: { output: [{ type: 'message', content: [{ text: '' }] }] },
  });
});
