import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { desk } from './agent.ts';
import { without } from './safeguards.ts';

const ask = desk(
  {
    model: setting('OPENAI_BASE_URL'),
    handbook: setting('HANDBOOK_URL'),
    bulletins: setting('BULLETINS_URL'),
    catalogue: setting('CATALOGUE_URL'),
    confidence: setting('CONFIDENCE_URL'),
  },
  without(process.env['WITHOUT']),
);

createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    send(response, 500, { error: String(error) });
  });
}).listen(Number(setting('PORT')), '127.0.0.1');

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return send(response, 200, {});
  if (route !== 'POST /ask') return send(response, 404, { error: `no route ${route}` });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const { input } = JSON.parse(body) as { input: string };
  send(response, 200, await ask(input, gone.signal));
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
