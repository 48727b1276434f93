import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { HarnessError } from '../../model/error.ts';
import type { Ask } from '../../model/scenario.ts';
import { taskHeaders } from '../../model/trace/trace-context.ts';
import { AgentError } from './agent-error.ts';
import { checkReader, readAnswer, type AnswerReader } from './answer.ts';
import { jsonOrText } from '../../model/json/parsed-json.ts';

/** Asks the agent at `address`; rejects when `signal` aborts. */
export type AskAt = (address: string, ask: Ask, signal: AbortSignal) => Promise<unknown>;

/** An HTTP request to an agent. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A complete reply of an agent. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** The body that is sent in place of `{ id, input }`, and the reader of the reply. */
export interface HttpForm {
  readonly body?: ((ask: Ask) => unknown) | undefined;
  readonly answer?: AnswerReader | undefined;
}

/**
 * Makes the function that asks an agent: by HTTP if `ask` is a route, else `ask` itself.
 * @throws HarnessError `bad-argument`
 */
export function askerOf(ask: string | AskAt, form: HttpForm): AskAt {
  checkReader(form.answer);
  if (typeof ask === 'string') return askByHttp(ask, form);
  if (form.answer === undefined) return ask;
  throw new HarnessError('bad-argument', {
    expected: 'either `answer` or a function for `ask`, which gives the answer itself',
    got: 'both',
    fix: 'Read the answer in that function.',
  });
}

/**
 * Asks by HTTP: `POST /chat` sends `{ id, input }`, or what `body` returns, as JSON, with the
 * headers that name the task. `answer` reads the reply; by default its JSON (an object even without
 * the JSON media type), or its text. Rejects with an `AgentError` for any status but 2xx.
 */
function askByHttp(how: string, { body = plainBody, answer: reader }: HttpForm = {}): AskAt {
  const route = readRoute(how, '`ask`');
  return async (address, ask, signal) => {
    const headers = { ...taskHeaders(ask.id), 'content-type': 'application/json' };
    const text = route.method === 'GET' ? {} : { body: JSON.stringify(body(ask)) };
    const answer = await send(address, { ...route, headers, ...text }, signal);
    if (answer.status >= 200 && answer.status < 300) {
      return reader === undefined ? read(answer) : await readAnswer(reader, answer.text);
    }
    const says = answer.text.slice(0, 2000);
    throw new AgentError(`${how} answered ${answer.status}: ${says}`, answer.status, answer.text);
  };
}

/**
 * Parses a route such as `POST /chat`.
 * @throws HarnessError `bad-argument` with the name of the option.
 */
export function readRoute(text: string, option: string): { method: string; path: string } {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(text) ?? [];
  if (method !== undefined && path !== undefined) return { method, path };
  throw new HarnessError('bad-argument', {
    expected: `${option} to be a method and a path, such as 'POST /chat'`,
    got: `'${text}'`,
    fix: 'Write the method in capitals, one space, and a path that begins with a slash.',
  });
}

/** Sends a request on its own connection, without a time limit except `signal`. */
export function send(address: string, request: Request, signal: AbortSignal): Promise<Answer> {
  const { method, path, headers = {}, body } = request;
  const start = address.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      reject(signal.aborted && signal.reason instanceof Error ? signal.reason : error);
    };
    // A kept connection could be one that died with the agent: a failure of ours, not the agent's.
    const options = { method, headers, signal, agent: false } as const;
    const sent = start(address.replace(/\/+$/, '') + path, options, (reply) => {
      readAll(reply).then(resolve, fail);
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

const mostBytes = 32 * 1024 * 1024;

async function readAll(reply: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new AgentError('the answer is over 32 MiB', null, '');
    chunks.push(chunk);
  }
  const type = reply.headers['content-type'] ?? '';
  return { status: reply.statusCode ?? 0, type, text: Buffer.concat(chunks).toString('utf8') };
}

function read({ type, text }: Answer): unknown {
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) return unsaid(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const says = `the answer says it is JSON, and is not: ${text.slice(0, 2000)}`;
    throw new AgentError(says, 200, text, { cause: error });
  }
}

/** The JSON object of a reply without a media type, which small servers leave out. */
function unsaid(text: string): unknown {
  return /^\s*\{/.test(text) ? jsonOrText(text) : text;
}

function plainBody({ id, input }: Ask): unknown {
  return { id, input };
}
