import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { answer } from './desk.ts';

const sessions = new Map<string, unknown[]>();

/** An agent that is asked by a plain POST of JSON. */
createServer(async (request, response) => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const {
    id,
    input,
    turn = 1,
  } = (await json(request)) as {
    id: string;
    input: unknown;
    turn?: number;
  };
  const before = turn === 1 ? [] : (sessions.get(id) ?? []);
  sessions.set(id, [...before, input]);
  const told = { said: input, before, headers: request.headers, signal: gone.signal };
  await answer(told).then(
    (text) => response.end(text),
    (error: Error) => response.writeHead(503).end(error.message),
  );
}).listen(Number(process.env['PORT']), '127.0.0.1');
