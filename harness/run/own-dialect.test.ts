import { expect, test } from 'vitest';
import {
  completes,
  emptyContent,
  eventsOf,
  inProcess,
  jsonReply,
  openaiChat,
  outage,
  provider,
  run,
  scenario,
  type Dialect,
  type Plan,
} from '../../index.ts';

/** A request is its text; a turn is answered as `{ said }`, what goes wrong as `{ wrong }`. */
const parrot: Dialect = {
  basePath: '/say',
  receive: ({ body }) => ({
    kind: 'chat',
    chat: {
      model: 'parrot',
      messages: [{ role: 'user', text: body, toolCalls: [], callId: '' }],
      tools: [],
      maxTokens: null,
      stream: false,
      includeUsage: false,
      key: body,
      promptTokens: body.length,
      raw: { messages: body, tools: [] },
    },
  }),
  say: (turn) => ({ ...jsonReply({ said: turn.text }), meaning: turn, tokens: 1 }),
  list: (models) => jsonReply({ models }),
  refuse: ({ status, message = 'no' }) => jsonReply({ wrong: message }, status),
  overLimit: () => ({ status: 429 }),
  noSuchModel: () => ({ status: 404 }),
  tooLong: () => ({ status: 400 }),
  headers: () => ({}),
};

const asking = (plan: Plan, dialect = parrot, to = '', body = 'Where to?') =>
  scenario('it asks a model', {
    points: { model: provider({ script: [{ reply: 'Rome' }], dialect }) },
    system: inProcess((at) => async () => {
      const reply = await fetch(at.url('model') + to, { method: 'POST', body });
      return { status: 'done', got: await reply.json() };
    }),
    tasks: [{ input: 'go' }],
    plan,
    phases: ['fault'],
    checks: [completes()],
  });

test.each<[string, Plan, object]>([
  ['as it answers', [], { said: 'Rome' }],
  ['as it fails', [outage({ as: 503 }).at('model')], { wrong: 'no' }],
  ['a turn that says nothing', [emptyContent().at('model')], { said: '' }],
])("a dialect of a user's own says %s", async (_, plan, got) => {
  const { trace } = await run(asking(plan));
  expect(eventsOf(trace, 'task.end')[0]?.ending).toMatchObject({ answer: { got } });
  expect(eventsOf(trace, 'call.start')).toMatchObject([{ label: 'chat', safe: true }]);
});

test('one that lives elsewhere is made of a ready one', async () => {
  const dialect: Dialect = {
    ...openaiChat,
    basePath: '/openai/v1',
    receive: (incoming) =>
      openaiChat.receive({ ...incoming, path: incoming.path.replace(/^\/openai/, '') }),
  };
  const body = JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'Hi' }] });
  const { trace } = await run(asking([], dialect, '/chat/completions', body));
  const got = { choices: [{ message: { content: 'Rome' } }] };
  expect(eventsOf(trace, 'task.end')[0]?.ending).toMatchObject({ answer: { got } });
});

test('one that lacks a part is told so where it is written', () => {
  const { say: _, ...lacking } = parrot;
  expect(() => provider({ script: [], dialect: lacking as Dialect })).toThrow(
    'a dialect: an object',
  );
});
