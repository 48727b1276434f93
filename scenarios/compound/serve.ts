import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from './agent.ts';
import { without } from './safeguards.ts';

const answer = pipeline(
  {
    model: setting('OPENAI_BASE_URL'),
    retriever: setting('RETRIEVER_URL'),
    standby: setting('STANDBY_URL'),
    reranker: setting('RERANKER_URL'),
    verifier: setting('VERIFIER_URL'),
    citer: setting('CITER_URL'),
    progress: setting('PROGRESS_URL'),
  },
  without(process.env['WITHOUT']),
);

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    if (!response.headersSent) send(response, 500, { status: 'failed', error: String(error) });
  });
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1');

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET' && request.url === '/health') return send(response, 200, {});
  if (request.method !== 'POST' || request.url !== '/ask') return send(response, 404, {});
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const { id, input } = JSON.parse(body) as { id: string; input: string };
  send(response, 200, await answer(input, { id, signal: gone.signal }));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`set ${name}`);
  return value;
}
