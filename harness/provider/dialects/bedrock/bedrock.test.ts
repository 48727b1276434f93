import {
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  type ConverseCommandInput,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, it } from 'vitest';
import { badFrame, errorFrame } from '../../../../faults/index.ts';
import { rewrittenBy } from '../../../../faults/testing/samples.ts';
import type { Reply } from '../../../model/reply.ts';
import { bedrockRuntime } from '../../clients/testing/bedrock.ts';
import { provider, type ProviderOptions } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { rig, type RigCall } from '../../testing/rig.ts';

const script: Script = [
  {
    when: { after: 'price' },
    reply: (past) => JSON.stringify(past.toolResults.map(({ tool, value }) => [tool, value])),
  },
  {
    when: { offered: 'price' },
    reply: {
      say: 'Let me look.',
      call: [
        { name: 'price', args: { city: 'Rome' } },
        { name: 'price', args: { city: 'Oslo' } },
      ],
    },
  },
  { reply: { think: 'First I look.', say: 'Hello, Zoë.' } },
];
const user = { role: 'user' as const, content: [{ text: 'Hi' }] };
const toolConfig = { tools: [{ toolSpec: { name: 'price', inputSchema: { json: {} } } }] };

function open(options: Partial<ProviderOptions> = {}, strike?: (call: RigCall) => Promise<Reply>) {
  const rigged = rig(provider({ script, ...options }), strike);
  return { ...rigged, client: bedrockRuntime(rigged.fetch) };
}

async function eventsOf(
  client: ReturnType<typeof open>['client'],
  asked: ConverseCommandInput,
): Promise<readonly ConverseStreamOutput[]> {
  const { stream = [] } = await client.send(new ConverseStreamCommand(asked));
  const events: ConverseStreamOutput[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

describe("AWS's client", () => {
  it('calls several tools, and answers from their results', async () => {
    const { client } = open();
    const asked = { modelId: 'us.anthropic.claude-sonnet-4-5:0', messages: [user], toolConfig };
    const { output, stopReason } = await client.send(new ConverseCommand(asked));
    expect(stopReason).toBe('tool_use');
    const said = output?.message;
    const calls = (said?.content ?? []).flatMap(({ toolUse }) => toolUse ?? []);
    expect(calls.map(({ input }) => input)).toEqual([{ city: 'Rome' }, { city: 'Oslo' }]);
    expect(new Set(calls.map(({ toolUseId }) => toolUseId)).size).toBe(2);
    const results = calls
      .map(({ toolUseId }, nth) => ({
        toolResult: {
          toolUseId,
          content: nth === 0 ? [{ text: '480' }] : [{ json: { eur: 310 } }],
        },
      }))
      .toReversed();
    if (!said) throw new Error('nothing was said');
    const messages = [user, said, { role: 'user' as const, content: results }];
    const last = await client.send(new ConverseCommand({ ...asked, messages }));
    expect(JSON.parse(last.output?.message?.content?.[0]?.text ?? '')).toEqual([
      ['price', { eur: 310 }],
      ['price', 480],
    ]);
    expect(last.usage?.totalTokens).toBe(
      (last.usage?.inputTokens ?? 0) + (last.usage?.outputTokens ?? 0),
    );
  });

  it('reads a stream: each block with its index, then why it ends, then usage', async () => {
    const { client } = open();
    const events = await eventsOf(client, { modelId: 'm', messages: [user], toolConfig });
    const kinds = events.map((event) => Object.keys(event)[0]);
    expect([kinds[0], ...kinds.slice(-2)]).toEqual(['messageStart', 'messageStop', 'metadata']);
    const input = (index: number) =>
      events
        .flatMap(({ contentBlockDelta: piece }) =>
          piece?.contentBlockIndex === index ? [piece.delta] : [],
        )
        .map((delta) => delta?.toolUse?.input ?? delta?.text ?? '')
        .join('');
    expect([0, 1, 2].map(input)).toEqual(['Let me look.', '{"city":"Rome"}', '{"city":"Oslo"}']);
    expect(events.filter(({ contentBlockStart }) => contentBlockStart)).toHaveLength(2);
    expect(events.filter(({ contentBlockStop }) => contentBlockStop)).toHaveLength(3);
  });

  it('shows thoughts where the request asks the model to think', async () => {
    const { client } = open();
    const thinking = { thinking: { type: 'enabled', budget_tokens: 1024 } };
    const asked = { modelId: 'm', messages: [user], additionalModelRequestFields: thinking };
    const { output } = await client.send(new ConverseCommand(asked));
    expect(output?.message?.content).toMatchObject([
      { reasoningContent: { reasoningText: { text: 'First I look.' } } },
      { text: 'Hello, Zoë.' },
    ]);
    const plain = await client.send(new ConverseCommand({ modelId: 'm', messages: [user] }));
    expect(plain.output?.message?.content).toEqual([{ text: 'Hello, Zoë.' }]);
  });

  it('is told of an exception in mid-stream, and of a payload that is no JSON', async () => {
    for (const [fault, message] of [
      [errorFrame({ at: 2 }), /model stopped with an error/],
      [badFrame({ at: 2 }), /JSON|Unterminated/],
    ] as const) {
      const { client } = open({}, async ({ answer }) => rewrittenBy(fault, await answer()));
      await expect(eventsOf(client, { modelId: 'm', messages: [user] })).rejects.toThrow(message);
    }
  });

  it('is told of a message whose CRC is wrong', async () => {
    const { client } = open({}, async ({ answer }) => {
      const reply = await answer();
      const frames = reply.frames.map(({ afterMs, data }, nth) => {
        const bytes = Buffer.from(data as Uint8Array);
        if (nth === 2) bytes[bytes.length - 6] = (bytes.at(-6) ?? 0) ^ 1;
        return { afterMs, data: bytes };
      });
      return { ...reply, frames };
    });
    await expect(eventsOf(client, { modelId: 'm', messages: [user] })).rejects.toThrow(/checksum/i);
  });

  it('counts tokens as the reply does', async () => {
    const { client } = open();
    const { usage } = await client.send(new ConverseCommand({ modelId: 'm', messages: [user] }));
    const input = { converse: { messages: [user] } };
    const { inputTokens } = await client.send(new CountTokensCommand({ modelId: 'm', input }));
    expect(inputTokens).toBe(usage?.inputTokens);
  });

  it('shares a limit with all that its key signs, though each signature is another one', async () => {
    const { client, requests } = open({ limits: { requestsPerMinute: 1, tokensPerMinute: 1e6 } });
    const asked = (text: string) =>
      new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content: [{ text }] }] });
    await client.send(asked('One'));
    await expect(client.send(asked('Two'))).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429, attempts: 3 },
    });
    const signatures = new Set(requests.map(({ headers }) => headers['authorization']));
    expect(signatures.size).toBeGreaterThan(1);
  });
});

describe('what Bedrock has not', () => {
  it.each([
    ['POST', '/model/m/invoke'],
    ['GET', '/model/m/converse'],
    ['POST', '/model/m/dance'],
  ])('%s %s is an unknown operation', async (method, path) => {
    const { fetch } = open({ dialect: 'bedrock' });
    const init = method === 'POST' ? { method, body: '{}' } : { method };
    const reply = await fetch(`http://model.invalid${path}`, init);
    expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([
      404,
      expect.stringMatching(/^UnknownOperationException:/),
    ]);
  });
});
