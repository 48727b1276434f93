import { EventSchema, RunAgentInputSchema } from '@ag-ui/core/schemas';
import { describe, expect, test } from 'vitest';
import { askerOf } from '../index.ts';
import { scriptedServers, type Got } from '../testing/scripted-server.ts';

const serve = scriptedServers();
const still = new AbortController().signal;
const one = { id: 't1', input: 'tea' };
const ids = { threadId: 't', runId: 'r' };
const began = { type: 'RUN_STARTED', ...ids };
const finished = { type: 'RUN_FINISHED', ...ids };
const begin = { type: 'TEXT_MESSAGE_START', messageId: 'm', role: 'assistant' };
const says = (delta: string, messageId = 'm') => ({
  type: 'TEXT_MESSAGE_CONTENT',
  messageId,
  delta,
});
const end = { type: 'TEXT_MESSAGE_END', messageId: 'm' };

/** An agent that tells these events, which are the protocol's own unless said otherwise. */
const telling = (events: readonly unknown[], { got = [] as Got[], isOdd = false } = {}) =>
  serve((response, request) => {
    got.push(request);
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    for (const event of events) {
      if (event === 'cut') return setTimeout(() => response.destroy(), 20);
      response.write(`data: ${JSON.stringify(isOdd ? event : EventSchema.parse(event))}\n\n`);
    }
    return response.end();
  });

const answerTo = async (...[events, options]: Parameters<typeof telling>) =>
  await askerOf('ag-ui', {})(await telling(events, options), one, still);

describe('the events of a run', () => {
  const call = { type: 'TOOL_CALL_START', toolCallId: 'c', toolCallName: 'find' };
  const calling = [
    call,
    { type: 'TOOL_CALL_ARGS', toolCallId: 'c', delta: '{}' },
    { type: 'TOOL_CALL_END', toolCallId: 'c' },
  ];
  const state = { type: 'STATE_SNAPSHOT', snapshot: { text: 'not said' } };
  test.each<[string, readonly object[], unknown]>([
    ['a message', [begin, says('Te'), says('a.'), end], 'Tea.'],
    [
      'a call and state between two',
      [
        begin,
        says('Wait.'),
        end,
        ...calling,
        state,
        { ...begin, messageId: 'n' },
        says('Tea.', 'n'),
        { ...end, messageId: 'n' },
      ],
      'Wait.\n\nTea.',
    ],
    [
      'chunks',
      [
        { type: 'TEXT_MESSAGE_CHUNK', messageId: 'm', role: 'assistant', delta: 'Te' },
        { type: 'TEXT_MESSAGE_CHUNK', delta: 'a.' },
      ],
      'Tea.',
    ],
    ['another’s message', [{ ...begin, role: 'user' }, says('tea'), end], ''],
    [
      'a snapshot',
      [
        {
          type: 'MESSAGES_SNAPSHOT',
          messages: [
            { id: 'a', role: 'assistant', content: 'Hi.' },
            { id: 'u', role: 'user', content: 'tea' },
            { id: 'm', role: 'assistant', content: 'Tea.' },
          ],
        },
      ],
      'Tea.',
    ],
    ['nothing', [], ''],
  ])('are read: %s', async (_, events, answer) => {
    expect(await answerTo([began, ...events, finished])).toBe(answer);
  });

  test('are read with the result of the run, where nothing was said', async () => {
    const made = { ...finished, result: { order: 'OR-1' } };
    expect(await answerTo([began, made])).toEqual({ order: 'OR-1' });
    expect(await answerTo([began, begin, says('Tea.'), end, made])).toBe('Tea.');
  });

  test.each<[string, readonly unknown[], RegExp]>([
    ['an end', [began, begin, says('Ordered.'), end], /cut before RUN_FINISHED: Ordered\./],
    ['any event', [], /cut before RUN_FINISHED/],
    ['a whole connection', [began, begin, says('Ordered.'), 'cut'], /aborted|reset|hang up/i],
    [
      'the end of a message',
      [began, begin, says('Ordered'), finished],
      /RUN_FINISHED while m had not ended/,
    ],
    ['the end of a call', [began, call, finished], /RUN_FINISHED while c had not ended/],
    [
      'success',
      [began, begin, says('Ordered.'), end, { type: 'RUN_ERROR', message: 'busy', code: 'E1' }],
      /the run failed E1: busy/,
    ],
    [
      'leave to end',
      [began, { ...finished, outcome: { type: 'cancelled' } }],
      /the run ended as cancelled/,
    ],
  ])('are no answer without %s', async (_, events, failure) => {
    await expect(answerTo(events)).rejects.toThrow(failure);
  });

  test('that are none of the protocol are a failure, those of other types are passed over', async () => {
    const isOdd = true;
    await expect(answerTo([{ type: 'TEXT_MESSAGE_CONTENT' }], { isOdd })).rejects.toThrow(
      'no event of AG-UI',
    );
    await expect(answerTo(['text'], { isOdd })).rejects.toThrow('no event of AG-UI');
    expect(
      await answerTo([began, { type: 'LATER' }, begin, says('Tea.'), end, finished], { isOdd }),
    ).toBe('Tea.');
  });

  test('may be none at all', async () => {
    const page = await serve((response) => response.end('<html>'));
    await expect(askerOf('ag-ui', {})(page, one, still)).rejects.toThrow(
      "no stream of events but ''",
    );
    const busy = await serve((response) => response.writeHead(503).end('busy'));
    await expect(askerOf('ag-ui', {})(busy, one, still)).rejects.toThrow(
      /ag-ui answered 503.*busy/,
    );
    const broken = await serve((response) =>
      response.setHeader('content-type', 'text/event-stream').end('data: {"type\n\n'),
    );
    await expect(askerOf('ag-ui', {})(broken, one, still)).rejects.toThrow('an event is no JSON');
  });
});

test('what interrupts a run is a question, which the next message answers', async () => {
  const got: Got[] = [];
  const outcome = {
    type: 'interrupt',
    interrupts: [{ id: 'i', reason: 'approval', message: 'Sure?' }],
  };
  const address = await telling([began, { ...finished, outcome }], { got });
  const asker = askerOf('ag-ui', {});
  const answer = await asker(address, { ...one, past: [] }, still);
  expect(answer).toEqual({ disposition: 'escalated', state: 'interrupted', answer: 'Sure?' });
  await asker(address, { id: 't1', input: 'Yes.', past: [{ input: 'tea', answer }] }, still);
  const [first, second] = got.map(({ body }) => RunAgentInputSchema.parse(body));
  expect(second?.resume).toEqual([{ interruptId: 'i', status: 'resolved', payload: 'Yes.' }]);
  expect(second?.threadId).toBe(first?.threadId);
  expect(second?.runId).not.toBe(first?.runId);
  expect(second?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
});

test('a request has fields of the scenario, and the answer is read as it says', async () => {
  const got: Got[] = [];
  const state = { desk: 1 };
  const address = await telling([began, begin, says('It is: 4'), end, finished], { got });
  const asker = askerOf('ag-ui /agent', {
    body: () => ({ state }),
    answer: (text) => Number(text.at(-1)),
  });
  expect(await asker(address, one, still)).toBe(4);
  expect(got[0]).toMatchObject({ url: '/agent', headers: { 'x-task-id': 't1' } });
  expect(RunAgentInputSchema.parse(got[0]?.body)).toMatchObject({
    state,
    messages: [{ content: 'tea' }],
  });
});
