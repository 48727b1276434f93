import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { supportDesk } from './agent.ts';
import type { Message } from './message.ts';
import { without } from './safeguards.ts';

const desk = supportDesk(
  {
    model: setting('OPENAI_BASE_URL'),
    flags: setting('FLAGS_URL'),
    entitlements: setting('ENTITLEMENTS_URL'),
    profiles: setting('PROFILES_URL'),
    retrieval: setting('RETRIEVAL_URL'),
    orders: setting('ORDERS_URL'),
  },
  without(process.env['WITHOUT']),
);

createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    send(response, 500, { status: 'failed', error: String(error) });
  });
}).listen(Number(setting('PORT')), '127.0.0.1');

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return send(response, 200, {});
  if (route !== 'POST /messages') return send(response, 404, { error: `no route ${route}` });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const { id, input } = JSON.parse(body) as { id: string; input: Message };
  send(response, 200, await desk(input, { id, signal: gone.signal }));
}

function send(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`set ${name}`);
  return value;
}
