import { describe, expect, it } from 'vitest';
import { receive } from './request.ts';
import { chatRequest } from '../../testing/rig.ts';

const user = { role: 'user', content: 'Hi' };
const calling = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find', arguments: '{"q":' } }],
};
const answered = { role: 'tool', tool_call_id: 'c1', content: '[]' };

function problemOf(body: object) {
  const asked = receive(chatRequest(body));
  return asked.kind === 'wrong' ? asked.problem : asked.kind;
}

describe('a good request', () => {
  it('is read into no dialect', () => {
    const tools = [{ type: 'function', function: { name: 'find', parameters: {} } }];
    const content = [
      { type: 'text', text: 'Be ' },
      { type: 'text', text: 'kind' },
    ];
    const messages = [{ role: 'developer', content }, user, calling, answered];
    const asked = receive(
      chatRequest({ messages, tools, stream: true, stream_options: { include_usage: true } }),
    );
    expect(asked).toMatchObject({
      kind: 'chat',
      chat: {
        model: 'gpt-5',
        stream: true,
        includeUsage: true,
        maxTokens: null,
        tools: ['find'],
        messages: [
          { role: 'system', text: 'Be kind' },
          { role: 'user', text: 'Hi' },
          { role: 'assistant', text: '', toolCalls: [{ id: 'c1', name: 'find' }] },
          { role: 'tool', text: '[]', callId: 'c1' },
        ],
      },
    });
  });

  it('has a key that knows what the model sees, and nothing else', () => {
    const key = (body: object) => {
      const asked = receive(chatRequest(body));
      return asked.kind === 'chat' ? asked.chat.key : null;
    };
    expect(key({ stream: true, max_tokens: 5, user: 'u' })).toBe(key({}));
    expect(key({ messages: [{ content: 'Hi', role: 'user' }] })).toBe(key({}));
    const others = [
      { messages: [{ role: 'user', content: 'Ho' }] },
      { model: 'gpt-5-mini' },
      { tools: [{ type: 'function', function: { name: 'find' } }] },
    ].map(key);
    expect(new Set([key({}), ...others]).size).toBe(4);
  });

  it('may leave out the /v1, and have a query', () => {
    const path = '/chat/completions?x=1';
    expect(receive({ ...chatRequest({}), path }).kind).toBe('chat');
  });
});

describe('a bad request', () => {
  it.each([
    [{ model: undefined }, null, null, 'you must provide a model parameter'],
    [{ messages: undefined }, 'messages', 'missing_required_parameter', "parameter: 'messages'."],
    [{ messages: [] }, 'messages', 'empty_array', "Invalid 'messages': empty array."],
    [{ messages: 'Hi' }, 'messages', 'invalid_type', 'but got a string instead.'],
    [{ messages: ['Hi'] }, 'messages[0]', 'invalid_type', 'expected an object'],
    [{ messages: [{ content: 'x' }] }, 'messages[0].role', 'missing_required_parameter', 'role'],
    [{ messages: [{ ...user, role: 'me' }] }, 'messages[0].role', 'invalid_value', "'me'"],
    [{ messages: [{ role: 'user' }] }, 'messages.[0].content', null, 'got null'],
    [{ tools: [] }, 'tools', 'empty_array', "Invalid 'tools'"],
    [{ tools: [{}] }, 'tools[0].function.name', 'missing_required_parameter', 'function.name'],
    [
      { tools: [{ type: 'function', function: { name: 'a b' } }] },
      'tools[0].function.name',
      'invalid_value',
      'does not match pattern',
    ],
    [{ max_tokens: 0 }, 'max_tokens', 'integer_below_min_value', '>= 1'],
    [{ max_completion_tokens: 1.5 }, 'max_completion_tokens', 'invalid_type', 'a decimal number'],
    [{ stream: 'yes' }, 'stream', 'invalid_type', 'expected a boolean'],
    [{ stream_options: {} }, 'stream_options', null, "only allowed when 'stream' is enabled"],
    [{ messages: [answered] }, 'messages.[0].role', null, 'a preceeding message'],
    [
      { messages: [user, calling, { ...answered, tool_call_id: 'c2' }] },
      'messages.[2].tool_call_id',
      null,
      "'c2' not found",
    ],
    [{ messages: [user, calling] }, 'messages', null, 'did not have response messages: c1'],
    [{ messages: [calling, user] }, 'messages', null, 'did not have response messages: c1'],
    [
      { messages: [{ role: 'assistant', content: 'x', tool_calls: [] }] },
      'messages[0].tool_calls',
      'empty_array',
      'empty array',
    ],
    [
      { messages: [calling, { role: 'tool', content: 'x' }] },
      'messages[1].tool_call_id',
      'missing_required_parameter',
      'tool_call_id',
    ],
  ])('%j: 400 with %s, %s', (body, param, code, words) => {
    const problem = problemOf(body);
    expect(problem).toMatchObject({ status: 400, type: 'invalid_request_error', param, code });
    expect(problem).toHaveProperty('message', expect.stringContaining(words));
  });

  it.each(['', '{"model":', '[]', 'null'])('that is no JSON object is refused: %j', (body) => {
    const asked = receive({ ...chatRequest({}), body });
    expect(asked).toMatchObject({ kind: 'wrong', problem: { status: 400, code: null } });
  });

  it('that goes to no route is a 404; with another method a 405', () => {
    const none = receive({ ...chatRequest({}), path: '/v1/chat' });
    expect(none).toMatchObject({
      kind: 'wrong',
      problem: { status: 404, message: 'Invalid URL (POST /v1/chat)' },
    });
    const get = receive({ ...chatRequest({}), method: 'GET' });
    expect(get).toMatchObject({ kind: 'wrong', problem: { status: 405 } });
  });
});
