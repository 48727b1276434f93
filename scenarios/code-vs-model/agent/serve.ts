import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { claimsDesk } from './agent.ts';
import { without } from './safeguards.ts';

const env = (name: string) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`set ${name}`);
  return value;
};

const decide = claimsDesk(
  { model: env('OPENAI_BASE_URL'), rulebook: env('RULEBOOK_URL'), payouts: env('PAYOUTS_URL') },
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
  if (request.method !== 'POST' || request.url !== '/claims') return send(response, 404, {});
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const { input } = JSON.parse(body) as { input: unknown };
  send(response, 200, await decide(input, { signal: gone.signal }));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
