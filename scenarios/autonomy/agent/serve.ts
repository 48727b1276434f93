import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { supportDesk, type Ticket } from './agent.ts';
import { without } from './safeguards.ts';
import { tiers } from './trust.ts';

const desk = supportDesk({
  modelUrl: setting('OPENAI_BASE_URL'),
  approverUrl: setting('APPROVER_URL'),
  monitorUrl: setting('MONITOR_URL'),
  toolUrls: { retail: setting('RETAIL_URL'), business: setting('BUSINESS_URL') },
  stateDir: setting('STATE_DIR'),
  sealKey: setting('SEAL_KEY'),
  start: tiers.find((tier) => tier === process.env['START_TIER']) ?? 'shadow',
  safeguards: without(process.env['WITHOUT']),
});

createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(error);
    send(response, 500, { status: 'failed', error: String(error) });
  });
}).listen(Number(setting('PORT')), '127.0.0.1');

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return send(response, 200, {});
  if (route !== 'POST /tickets') return send(response, 404, { error: `no route ${route}` });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  const { id, input } = JSON.parse(body) as { id: string; input: Ticket };
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
