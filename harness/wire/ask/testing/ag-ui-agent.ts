import { EventType, type Event } from '@ag-ui/core';
import { EventSchema, RunAgentInputSchema } from '@ag-ui/core/schemas';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { answer } from './desk.ts';

/** An agent that speaks AG-UI: it holds requests and events to the protocol's own schemas. */
createServer(async (request, response) => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const read = RunAgentInputSchema.safeParse(await json(request));
  if (!read.success) return response.writeHead(400).end(String(read.error));
  const { threadId, runId, messages } = read.data;
  const tell = (event: Event) => {
    response.write(`data: ${JSON.stringify(EventSchema.parse(event))}\n\n`);
  };
  response.setHeader('content-type', 'text/event-stream');
  tell({ type: EventType.RUN_STARTED, threadId, runId });
  const users = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  const said = users.at(-1);
  const told = { said, before: users.slice(0, -1), headers: request.headers, signal: gone.signal };
  try {
    const text = await answer(told);
    const messageId = `${runId}-answer`;
    tell({ type: EventType.TEXT_MESSAGE_START, messageId, role: 'assistant' });
    for (const delta of text.match(/.{1,8}/gs) ?? []) {
      tell({ type: EventType.TEXT_MESSAGE_CONTENT, messageId, delta });
    }
    tell({ type: EventType.TEXT_MESSAGE_END, messageId });
    tell({ type: EventType.RUN_FINISHED, threadId, runId });
  } catch (error) {
    tell({ type: EventType.RUN_ERROR, message: (error as Error).message });
  }
  return response.end();
}).listen(Number(process.env['PORT']), '127.0.0.1');
