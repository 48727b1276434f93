import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { address, prompt, schema, type Client } from './client.ts';

/** What AWS's client gives to the handler of its requests. */
interface Sent {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** AWS's client, which asks by the `fetch` of a test. */
export function bedrockRuntime(fetch: typeof globalThis.fetch): BedrockRuntimeClient {
  const handle = async ({ method, protocol, hostname, path, headers, body }: Sent) => {
    const init = { method, headers, ...(body !== undefined && { body }) };
    const reply = await fetch(`${protocol}//${hostname}${path}`, init);
    const named = Object.fromEntries(reply.headers);
    return { response: { statusCode: reply.status, headers: named, body: reply.body } };
  };
  return new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: address,
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'test' },
    requestHandler: { handle },
  });
}

const asked = { modelId: 'm', messages: [{ role: 'user' as const, content: [{ text: prompt }] }] };

/** The `@aws-sdk/client-bedrock-runtime` client of Converse and ConverseStream. */
export const awsBedrock: Client = {
  package: '@aws-sdk/client-bedrock-runtime',
  ask: async (fetch) => {
    const { output } = await bedrockRuntime(fetch).send(new ConverseCommand(asked));
    return (output?.message?.content ?? []).map(({ text = '' }) => text).join('');
  },
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    const { stream = [] } = await bedrockRuntime(fetch).send(new ConverseStreamCommand(asked));
    for await (const { contentBlockDelta, messageStop } of stream) {
      text += contentBlockDelta?.delta?.text ?? '';
      finish = messageStop?.stopReason ?? finish;
    }
    return { text, finish };
  },
  tool: async (fetch) => {
    const toolSpec = { name: 'price', inputSchema: { json: schema } };
    const toolConfig = { tools: [{ toolSpec }] };
    const { output } = await bedrockRuntime(fetch).send(
      new ConverseCommand({ ...asked, toolConfig }),
    );
    const call = output?.message?.content?.find(({ toolUse }) => toolUse)?.toolUse;
    return call?.input ?? 'no call';
  },
};
