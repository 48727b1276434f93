import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { KeyConflict, tripAgent } from './agent.ts';
import type { Answer } from './answer.ts';
import { careful, without } from './safeguards.ts';

const agent = tripAgent({
  modelUrl: setting('OPENAI_BASE_URL'),
  toolUrls: {
    flight: setting('FLIGHTS_URL'),
    hotel: setting('HOTELS_URL'),
    car: setting('CARS_URL'),
    alerts: setting('ALERTS_URL'),
  },
  stateDir: setting('STATE_DIR'),
  safeguards: process.env['WITHOUT'] ? without(process.env['WITHOUT']) : careful,
});

/** Tasks under way in this process: whoever asks for the same one meanwhile shares its answer. */
const running = new Map<string, { readonly input: string; readonly answer: Promise<Answer> }>();

createServer((request, response) => {
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return send(response, 200, { ok: true });
  if (route !== 'POST /trip') return send(response, 404, { error: `no route ${route}` });
  trip(request, response).catch((error: unknown) => {
    const { name, message } = error as Error;
    if (error instanceof KeyConflict) return send(response, 409, { error: name, text: message });
    if (error instanceof SyntaxError) return send(response, 400, { error: name, text: message });
    console.error(error);
    send(response, 500, { error: name, text: message });
  });
}).listen(Number(setting('PORT')), '127.0.0.1');

async function trip(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { id, input } = JSON.parse(await bodyOf(request)) as { id: unknown; input: unknown };
  if (typeof id !== 'string' || id === '') throw new SyntaxError('a trip needs an id');
  const text = JSON.stringify(input);
  const other = running.get(id);
  if (other && other.input !== text) throw new KeyConflict(`task ${id} is another request`);
  send(response, 200, await (other?.answer ?? begin(id, input, text, response)));
}

function begin(
  id: string,
  input: unknown,
  text: string,
  response: ServerResponse,
): Promise<Answer> {
  const gone = new AbortController();
  // A caller that hangs up stops the work where it stands; the log lets it ask again.
  response.once('close', () => gone.abort());
  const answer = agent(input, { id, signal: gone.signal }).finally(() => running.delete(id));
  running.set(id, { input: text, answer });
  return answer;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
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
