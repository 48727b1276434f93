import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What an agent is told of a task beside its input. */
interface TaskOf {
  readonly id: string;
  /** Aborts when whoever asked hangs up. */
  readonly signal: AbortSignal;
}

/**
 * Serves an agent on the port in `PORT`: a health check, and its tasks at a `route` such as `POST /ask`. Nothing
 * holds an input to the type that the agent reads.
 */
export function serveAgent(
  route: string,
  ask: (input: never, of: TaskOf) => Promise<unknown>,
): void {
  listen(route, async (request, response) => {
    const { id, input } = JSON.parse(await bodyOf(request)) as { id: string; input: never };
    return await ask(input, { id, signal: goneWith(response) });
  });
}

/** Serves one route; what `answer` throws is a 500, or as `refusalOf` has it. */
export function listen(
  route: string,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
  refusalOf: (error: unknown) => Refusal = failed,
): void {
  createServer((request, response) => {
    const asked = `${request.method} ${request.url}`;
    if (asked === 'GET /health') return send(response, 200, {});
    if (asked !== route) return send(response, 404, { error: `no route ${asked}` });
    answer(request, response)
      .then((value) => send(response, 200, value))
      .catch((error: unknown) => {
        const { status, body } = refusalOf(error);
        if (status >= 500) console.error(error);
        send(response, status, body);
      });
  }).listen(Number(setting('PORT')), '127.0.0.1');
}

/** An answer to a request that failed. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/** Aborts when whoever asked hangs up. */
export function goneWith(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

/** A setting of the environment; throws where it is missing. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`set ${name}`);
  return value;
}

function failed(error: unknown): Refusal {
  return { status: 500, body: { status: 'failed', error: String(error) } };
}

function send(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
