import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text, words } from './answers.ts';
import { saysUsage } from '../says-usage.ts';

/** The least that a mock in Node can do: parse the request, stringify the reply or its frames. */
const server = createServer((request, reply) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { model, stream } = JSON.parse(Buffer.concat(chunks).toString()) as {
      readonly model: string;
      readonly stream?: boolean;
    };
    if (!stream) {
      const message = { role: 'assistant', content: text };
      const choices = [{ index: 0, message, finish_reason: 'stop' }];
      const body = JSON.stringify({ ...head(model, 'chat.completion'), choices });
      reply.writeHead(200, { 'content-type': 'application/json' });
      reply.end(body);
      return;
    }
    reply.writeHead(200, { 'content-type': 'text/event-stream' });
    const say = (delta: object, finish_reason: string | null = null) =>
      reply.write(
        frame({
          ...head(model, 'chat.completion.chunk'),
          choices: [{ index: 0, delta, finish_reason }],
        }),
      );
    say({ role: 'assistant', content: '' });
    for (const word of words) say({ content: `${word} ` });
    say({}, 'stop');
    reply.end('data: [DONE]\n\n');
  });
});

function head(model: string, object: string) {
  return { id: 'chatcmpl-1', object, created: 1, model };
}

function frame(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

server.listen(0, '127.0.0.1', () => {
  saysUsage(`127.0.0.1:${(server.address() as AddressInfo).port}`);
});
